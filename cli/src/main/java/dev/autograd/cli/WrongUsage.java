package dev.autograd.cli;

import dev.autograd.cli.base.ExitStatus;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Answers a wrong command line: one sentence, with what was perhaps meant, and where help is.
final class WrongUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("autograd: " + sentence(e));
        err.println("Try `" + command.getCommandSpec().qualifiedName() + " --help`.");
        err.flush();
        return ExitStatus.WRONG_USAGE;
    }

    private static String sentence(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String wrong = unmatched.getUnmatched().getFirst();
            String kind = unmatched.isUnknownOption()
                    ? "option"
                    : e.getCommandLine().getSubcommands().isEmpty() ? "argument" : "command";
            List<String> near = unmatched.getSuggestions().stream()
                    .filter(meant -> isAboutAsLong(meant, wrong))
                    .toList();
            return "unknown " + kind + " '" + wrong + "'"
                    + (near.isEmpty() ? "" : "; did you mean " + meant(near) + "?");
        }
        return String.valueOf(e.getMessage());
    }

    /// picocli compares pairs of letters, which long words have by chance.
    private static boolean isAboutAsLong(String meant, String wrong) {
        return 2 * Math.abs(meant.length() - wrong.length()) <= wrong.length();
    }

    private static String meant(List<String> near) {
        return String.join(" or ", near.stream().limit(3).toList());
    }
}
