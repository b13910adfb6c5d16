package dev.autograd.cli.train;

import dev.autograd.cli.base.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// A training that goes on where a checkpoint ends.
///
/// @param file the checkpoint's file
/// @param run what it holds
record Resumption(Path file, SavedRun run) {
    /// What may be told anew. The sizes of hidden layers may too, but then the weights do not fit, and the error is
    /// about these.
    private static final Set<String> FREE = Set.of("epochs", "lr", "data", "hidden");

    static Resumption of(Path where, Task task, Map<String, String> given) throws IOException {
        Path file = SavedRun.file(where);
        SavedRun run = SavedRun.load(file);
        String begun = run.start().task();
        if (!begun.equals(task.name())) {
            throw new Failure(
                    "the checkpoint " + file + " is of `train " + begun + "`, not of `train " + task.name() + "`");
        }
        Settings before = task.defaults().overriddenBy(run.start().settings().values());
        given.forEach((option, value) -> {
            if (!FREE.contains(option)
                    && !(before.has(option) && before.text(option).equals(value))) {
                throw new Failure("--" + option + " is " + value + ", but the training in " + file + " began "
                        + (before.has(option) ? "with " + before.text(option) : "without it")
                        + "; to resume it, change nothing but --epochs, --lr and --data");
            }
        });
        return new Resumption(file, run);
    }

    Settings settings() {
        return run.start().settings();
    }

    Cursor cursor() {
        return run.cursor();
    }

    /// The folder of the training that goes on.
    Path folder() {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /// Brings a fresh learner to where the checkpoint ends.
    void restore(Learner learner) {
        learner.restore(run.state(), file);
    }

    /// @throws Failure if the examples are not those that the training began with
    void requireSameData(long fingerprint) {
        if (fingerprint != run.start().data()) {
            throw new Failure("the training in " + file + " began with other data, so it cannot go on with these");
        }
    }
}
