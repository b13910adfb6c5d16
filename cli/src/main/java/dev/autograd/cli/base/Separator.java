package dev.autograd.cli.base;

/// What stands between the cells of a table.
public final class Separator {
    private Separator() {}

    /// The character that `--separator` means.
    ///
    /// @throws Failure if it means none
    public static char of(String text) {
        if (text.equals("tab") || text.equals("\\t")) {
            return '\t';
        }
        if (text.length() != 1) {
            throw new Failure("--separator must be one character, or tab, but is \"" + text + "\"");
        }
        return text.charAt(0);
    }
}
