package dev.autograd.cli.train;

import dev.autograd.checkpoint.Checkpoint;
import dev.autograd.cli.base.Failure;
import dev.autograd.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// A training as a checkpoint file holds it: how it was started, how far it has come, and the state it is in.
///
/// @param start how it was started
/// @param cursor how far it has come
/// @param state the network's and the optimiser's
record SavedRun(Start start, Cursor cursor, Checkpoint state) {
    /// The checkpoint's name in the folder of a run.
    static final String NAME = "checkpoint.safetensors";

    private static final String SETTING = "setting.";

    /// How a training was started.
    ///
    /// @param task the name of the training command
    /// @param settings its settings
    /// @param data a number that follows from all examples, so that other data are noticed
    record Start(String task, Settings settings, long data) {}

    /// Replaces the file at once or not at all.
    void save(Path file) throws IOException {
        Map<String, String> text = new TreeMap<>();
        text.put("task", start.task());
        text.put("data", Long.toString(start.data()));
        start.settings().values().forEach((name, value) -> text.put(SETTING + name, value));
        CursorText.write(cursor, text);
        Checkpoint all = state;
        for (var entry : text.entrySet()) {
            all = all.with(entry.getKey(), entry.getValue());
        }
        all.save(file);
    }

    /// Reads a checkpoint.
    ///
    /// @throws IOException if the file cannot be read, is damaged or is no checkpoint
    /// @throws Failure if it is not one of this program's
    static SavedRun load(Path file) throws IOException {
        if (SafeTensors.readHeader(file).metadata().containsKey("architecture")) {
            throw new Failure(file
                    + " is a trained model and no checkpoint: use it with `autograd predict`, or resume from the file "
                    + NAME + " beside it");
        }
        Checkpoint state = Checkpoint.load(file);
        try {
            Map<String, String> text = state.metadata();
            Start start = new Start(
                    CursorText.get(text, "task"), settings(text), Long.parseLong(CursorText.get(text, "data")));
            return new SavedRun(start, CursorText.read(text), state);
        } catch (IllegalArgumentException e) {
            throw new Failure(file + " is not a checkpoint that `autograd train` wrote: " + e.getMessage(), e);
        }
    }

    private static Settings settings(Map<String, String> text) {
        Map<String, String> settings = new TreeMap<>();
        text.forEach((name, value) -> {
            if (name.startsWith(SETTING)) {
                settings.put(name.substring(SETTING.length()), value);
            }
        });
        return new Settings(settings);
    }

    /// The checkpoint's file, where a file or the folder of a run is given.
    static Path file(Path where) {
        return Files.isDirectory(where) ? where.resolve(NAME) : where;
    }
}
