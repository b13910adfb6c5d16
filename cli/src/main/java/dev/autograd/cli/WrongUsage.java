package dev.autograd.cli;

import dev.autograd.cli.base.ExitStatus;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Answers a wrong command line: one sentence, what was perhaps meant, and where help is. A command without its subcommand shows
/// all of them.
final class WrongUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("autograd: " + sentence(e));
        if (command.getSubcommands().isEmpty()) {
            err.println("Try `" + command.getCommandSpec().qualifiedName() + " --help`.");
        } else {
            command.usage(err);
        }
        err.flush();
        return ExitStatus.WRONG_USAGE;
    }

    private static String sentence(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String wrong = unmatched.getUnmatched().getFirst();
            String kind = unmatched.isUnknownOption()
                    ? "option"
                    : e.getCommandLine().getSubcommands().isEmpty() ? "argument" : "command";
            List<String> near = unmatched.getSuggestions();
            return "unknown " + kind + " '" + wrong + "'" + (near.isEmpty() ? "" : "; did you mean " + meant(near) + "?");
        }
        return String.valueOf(e.getMessage());
    }

    /// Suggestions come with their command in front of them, as in `autograd train`.
    private static String meant(List<String> near) {
        return String.join(" or ", near.stream().limit(3).toList());
    }
}
