package dev.autograd.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// Runs command lines inside the test.
final class Shell {
    private Shell() {}

    /// What a command line came to.
    record Outcome(int status, String out, String err) {}

    static Outcome run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        int status = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        return new Outcome(status, out.toString(), err.toString());
    }
}
