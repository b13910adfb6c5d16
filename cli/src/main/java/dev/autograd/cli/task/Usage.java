package dev.autograd.cli.task;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// What a command line says, and whether it makes sense.
///
/// @param command the command that was given
record Usage(CommandSpec command) {
    /// Options that have no say in the numbers.
    private static final Set<String> ASIDE =
            Set.of("out", "resume", "profile", "no-report", "tensorboard", "debug", "help", "version");

    void atLeast(String option, int least, @Nullable Integer value) {
        if (value != null && value < least) {
            throw wrong(option + " must be at least " + least + ", but is " + value);
        }
    }

    void positive(String option, @Nullable Double value) {
        if (value != null && !(value > 0 && Double.isFinite(value))) {
            throw wrong(option + " must be a positive number, but is " + value);
        }
    }

    /// Checks that a file can be written before the work begins.
    void writable(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw wrong(option + " cannot be written to " + file + ": it is a folder");
        }
        if (!Files.isDirectory(folder)) {
            throw wrong(option + " cannot be written to " + file + ": there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw wrong(option + " cannot be written to " + file + ": this process may not write to " + folder);
        }
    }

    /// Checks that a folder is one, or can be made, before the work begins.
    void folder(String option, @Nullable Path folder) {
        Path nearest = folder == null ? null : folder.toAbsolutePath();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (nearest != null && !Files.isDirectory(nearest)) {
            throw wrong(option + " cannot be written to " + folder + ": " + nearest + " is not a folder");
        }
        if (nearest != null && !Files.isWritable(nearest)) {
            throw wrong(option + " cannot be written to " + folder + ": this process may not write to " + nearest);
        }
    }

    /// @param what what the option is for
    void require(String option, String what, @Nullable Object value) {
        if (value == null) {
            throw wrong(option + " is missing: " + what);
        }
    }

    ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }

    /// The options that were given, by their names without dashes.
    static Map<String, String> given(CommandSpec command) {
        Map<String, String> given = new LinkedHashMap<>();
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            String name = option.longestName().substring(2);
            Object value = option.getValue();
            if (!ASIDE.contains(name) && value != null) {
                given.put(name, text(value));
            }
        }
        return given;
    }

    private static String text(Object value) {
        return switch (value) {
            case Collection<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(","));
            default -> value.toString();
        };
    }
}
