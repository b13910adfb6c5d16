package dev.autograd.cli;

import dev.autograd.cli.base.ExitStatus;
import dev.autograd.cli.base.Failure;
import dev.autograd.cli.base.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Turns exceptions into one sentence on standard error; where they came from is shown on request only.
final class Failures implements IExecutionExceptionHandler {
    private final BooleanSupplier debug;

    Failures(BooleanSupplier debug) {
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) throws Exception {
        if (e instanceof ParameterException wrong) {
            return command.getParameterExceptionHandler().handleParseException(wrong, new String[0]);
        }
        PrintWriter err = command.getErr();
        command.getOut().flush();
        err.println("autograd: " + sentence(e));
        if (debug.getAsBoolean()) {
            e.printStackTrace(err);
        }
        err.flush();
        return ExitStatus.FAILED;
    }

    private static String sentence(Exception e) {
        return switch (e) {
            case Failure failure -> String.valueOf(failure.getMessage());
            case IOException io -> Reason.of(io);
            case UncheckedIOException io -> Reason.of(Objects.requireNonNull(io.getCause()));
            case IllegalArgumentException wrong when wrong.getMessage() != null -> String.valueOf(wrong.getMessage());
            default -> "a defect of this program: " + e + "; --debug shows where";
        };
    }
}
