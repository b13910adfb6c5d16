package dev.autograd.cli.train;

import dev.autograd.cli.base.Failure;
import dev.autograd.io.RawTensor;
import dev.autograd.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A training in a file: how it was started, and how far it has come.
///
/// @param header how it was started
/// @param snapshot how far it has come
record Checkpoint(Header header, Snapshot snapshot) {
    /// The checkpoint's name in the folder of a run.
    static final String NAME = "checkpoint.safetensors";

    private static final String FORMAT = "autograd checkpoint 1";
    private static final String MODEL = "model.";
    private static final String OPTIMIZER = "optimizer.";
    private static final String SETTING = "setting.";

    /// How a training was started.
    ///
    /// @param task the name of the training command
    /// @param settings its settings
    /// @param data a number that follows from all examples, so that other data are noticed
    record Header(String task, Settings settings, long data) {}

    /// Replaces the file at once or not at all.
    void save(Path file) throws IOException {
        Map<String, RawTensor> tensors = new LinkedHashMap<>();
        snapshot.model().forEach((name, tensor) -> tensors.put(MODEL + name, tensor));
        snapshot.optimizer().forEach((name, tensor) -> tensors.put(OPTIMIZER + name, tensor));
        Map<String, String> text = new LinkedHashMap<>();
        text.put("format", FORMAT);
        text.put("task", header.task());
        text.put("data", Long.toString(header.data()));
        header.settings().values().forEach((name, value) -> text.put(SETTING + name, value));
        snapshot.optimizerNumbers().forEach((name, value) -> text.put(OPTIMIZER + name, Double.toString(value)));
        CursorText.write(snapshot.cursor(), text);
        SafeTensors.write(file, tensors, text);
    }

    /// Reads a checkpoint from a file, or from the folder of a run.
    ///
    /// @throws IOException if the file cannot be read or is damaged
    /// @throws Failure if it is no checkpoint of this program
    static Checkpoint load(Path where) throws IOException {
        Path file = file(where);
        SafeTensors.Contents contents = SafeTensors.read(file);
        Map<String, String> text = contents.metadata();
        if (!FORMAT.equals(text.get("format"))) {
            throw new Failure(file + " is not a checkpoint that `autograd train` wrote"
                    + (text.containsKey("architecture") ? ", but a trained model: use `autograd predict`" : ""));
        }
        try {
            Map<String, Double> numbers = new LinkedHashMap<>();
            below(OPTIMIZER, text).forEach((name, value) -> numbers.put(name, Double.valueOf(value)));
            Header header = new Header(
                    CursorText.get(text, "task"),
                    new Settings(below(SETTING, text)),
                    Long.parseLong(CursorText.get(text, "data")));
            return new Checkpoint(
                    header,
                    new Snapshot(
                            below(MODEL, contents.tensors()),
                            below(OPTIMIZER, contents.tensors()),
                            numbers,
                            CursorText.read(text)));
        } catch (IllegalArgumentException e) {
            throw new Failure(file + " is a damaged checkpoint: " + e.getMessage(), e);
        }
    }

    /// The checkpoint's file, where a file or the folder of a run is given.
    static Path file(Path where) {
        return Files.isDirectory(where) ? where.resolve(NAME) : where;
    }

    private static <V> Map<String, V> below(String prefix, Map<String, V> all) {
        Map<String, V> found = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }
}
