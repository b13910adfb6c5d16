package dev.autograd.cli.base;

import java.util.List;
import java.util.stream.Collectors;

/// Command lines to be pasted into a shell.
public final class ShellWords {
    private ShellWords() {}

    /// The words of a command, those in quotes that a shell would not leave alone.
    public static String line(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    /// One word.
    public static String quoted(String word) {
        boolean plain = !word.isEmpty() && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || isHarmless(c));
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isHarmless(int c) {
        return "/._-+:=,@%".indexOf(c) >= 0;
    }
}
