package dev.autograd.cli.report;

import dev.autograd.cli.base.ShellWords;
import dev.autograd.cli.page.RunStory.Command;
import dev.autograd.cli.train.Session;
import java.util.ArrayList;
import java.util.List;

/// How the program was called, and how to call it again.
///
/// @param program the words that start it
/// @param arguments what it was called with
public record CommandWords(List<String> program, List<String> arguments) {
    /// Copies of the words.
    public CommandWords {
        program = List.copyOf(program);
        arguments = List.copyOf(arguments);
    }

    /// The command line as it was given.
    String given() {
        return line(arguments);
    }

    private String line(List<String> words) {
        List<String> all = new ArrayList<>(program);
        all.addAll(words);
        return ShellWords.line(all);
    }

    /// The command to go on with a training.
    public String resume(Session session) {
        return line(List.of(
                "train",
                session.problem().card().task(),
                "--resume",
                session.folder().toString()));
    }

    /// What a reader of the report may want to call.
    List<Command> commands(Session session) {
        return List.of(
                new Command("Command line", given()),
                new Command("From the beginning, with every setting", again(session)),
                new Command(
                        "To go on with more epochs",
                        resume(session) + " --epochs " + 2 * session.settings().epochs()));
    }

    private String again(Session session) {
        List<String> words =
                new ArrayList<>(List.of("train", session.problem().card().task()));
        session.settings().values().forEach((name, value) -> {
            if (!value.isEmpty()) {
                words.add("--" + name + "=" + value);
            }
        });
        return line(words);
    }
}
