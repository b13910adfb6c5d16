package dev.autograd.checkpoint;

import dev.autograd.Tensor;
import dev.autograd.data.DataLoader;
import dev.autograd.data.LoaderPosition;
import dev.autograd.engine.ThreadState;
import dev.autograd.io.FormatException;
import dev.autograd.io.TensorFiles;
import dev.autograd.nn.Module;
import dev.autograd.optim.Optimizer;
import dev.autograd.optim.OptimizerState;
import dev.autograd.value.Random;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A moment of a training run: all that its next step depends on, copied, so that the run can go on without it.
///
/// ```java
/// Checkpoint.of(model).with(adam).with(loader).with("accuracy", "0.97").save(path);
///
/// Checkpoint saved = Checkpoint.load(path);
/// saved.restore(model);
/// saved.restore(adam);
/// saved.restore(loader);
/// saved.restoreRandom();
/// ```
///
/// What is restored continues bit for bit as the run that was saved.
///
/// The file is one of safetensors. The model's tensors have PyTorch's names; all others have a slash in theirs, as in
/// `optimizer/state.0.exp_avg` and `random/thread`, and all numbers are strings in the metadata. A checkpoint is
/// immutable: each `with` gives another.
public final class Checkpoint {
    /// The version of the files that this library writes, and the only one that it reads.
    public static final int VERSION = 1;

    private static final String VERSION_KEY = "autograd.checkpoint";
    private static final String OPTIMIZER = "optimizer/";
    private static final String THREAD_RANDOM = "random/thread";
    private static final String MODULE_RANDOM = "random/module/";
    private static final String EPOCH = "loader/epoch";
    private static final String BATCH = "loader/batch";
    private static final char RESERVED = '/';

    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata;

    private Checkpoint(Map<String, Tensor> tensors, Map<String, String> metadata) {
        this.tensors = Collections.unmodifiableMap(tensors);
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /// The state of a model, of the random generators inside it, and of this thread's
    /// ([dev.autograd.Autograd#random()]).
    ///
    /// @throws IllegalArgumentException when a name in the model contains a slash
    public static Checkpoint of(Module model) {
        SharedTensors state = SharedTensors.of(model.stateDict());
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        state.tensors().forEach((name, tensor) -> {
            if (name.indexOf(RESERVED) >= 0) {
                throw new IllegalArgumentException(
                        "Checkpoint: a name in the model must not contain a slash, but one is \"" + name + "\"");
            }
            tensors.put(name, tensor.clone());
        });
        model.randomStates().forEach((name, random) -> tensors.put(MODULE_RANDOM + name, Tensor.of(random)));
        tensors.put(THREAD_RANDOM, Tensor.of(ThreadState.current().random().state()));
        Map<String, String> metadata = new LinkedHashMap<>(state.aliases());
        metadata.put(VERSION_KEY, Integer.toString(VERSION));
        return new Checkpoint(tensors, metadata);
    }

    /// This and the state of an optimiser.
    public Checkpoint with(Optimizer optimizer) {
        OptimizerState state = optimizer.stateDict();
        Map<String, Tensor> withTensors = new LinkedHashMap<>(tensors);
        state.tensors().forEach((name, tensor) -> withTensors.put(OPTIMIZER + name, tensor.clone()));
        Map<String, String> withNumbers = new LinkedHashMap<>(metadata);
        state.numbers().forEach((name, number) -> withNumbers.put(OPTIMIZER + name, Double.toString(number)));
        return new Checkpoint(withTensors, withNumbers);
    }

    /// This and where a loader is in its data.
    public Checkpoint with(DataLoader loader) {
        LoaderPosition position = loader.position();
        Map<String, String> withPosition = new LinkedHashMap<>(metadata);
        withPosition.put(EPOCH, Integer.toString(position.epoch()));
        withPosition.put(BATCH, Integer.toString(position.batch()));
        return new Checkpoint(tensors, withPosition);
    }

    /// This and a string, such as part of the configuration; one given before under the same key is replaced.
    ///
    /// @throws IllegalArgumentException when the key contains a slash, as those of this class do
    public Checkpoint with(String key, String value) {
        if (key.indexOf(RESERVED) >= 0 || key.equals(VERSION_KEY)) {
            throw new IllegalArgumentException(
                    "Checkpoint: a key must not contain a slash or be " + VERSION_KEY + ", but is \"" + key + "\"");
        }
        Map<String, String> withString = new LinkedHashMap<>(metadata);
        withString.put(key, value);
        return new Checkpoint(tensors, withString);
    }

    /// Writes this, replacing the file at once or not at all.
    ///
    /// @throws IOException if the file cannot be written; it is then what it was before
    public void save(Path file) throws IOException {
        TensorFiles.write(file, tensors, metadata);
    }

    /// Reads a checkpoint.
    ///
    /// @throws FormatException if the file is damaged, is no checkpoint, or is one of another version
    /// @throws IOException if the file cannot be read
    public static Checkpoint load(Path file) throws IOException {
        TensorFiles.Contents contents = TensorFiles.read(file);
        String version = contents.metadata().get(VERSION_KEY);
        if (version == null) {
            throw new FormatException(
                    file,
                    "is no checkpoint: its metadata lacks " + VERSION_KEY + "; a model alone is read by ModelFiles");
        }
        if (!version.equals(Integer.toString(VERSION))) {
            throw new FormatException(
                    file, "is a checkpoint of version " + version + ", but this library reads version " + VERSION);
        }
        return new Checkpoint(contents.tensors(), contents.metadata());
    }

    /// The strings, those of this class among them.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// Brings a model and the random generators inside it to the saved state.
    ///
    /// @throws IllegalArgumentException when the model is of another architecture; the message lists all
    ///     that does not fit, and the model is what it was
    public void restore(Module model) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        Map<String, long[]> randoms = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.indexOf(RESERVED) < 0) {
                state.put(name, tensor);
            } else if (name.startsWith(MODULE_RANDOM)) {
                randoms.put(name.substring(MODULE_RANDOM.length()), tensor.toLongArray());
            }
        });
        if (!model.randomStates().keySet().equals(randoms.keySet())) {
            throw new IllegalArgumentException("Checkpoint: the model has the random generators "
                    + model.randomStates().keySet() + ", but the checkpoint those of " + randoms.keySet());
        }
        model.loadStateDict(state);
        model.loadRandomStates(randoms);
    }

    /// Brings an optimiser to the saved state.
    ///
    /// @throws IllegalArgumentException when the checkpoint has no optimiser, or one that does not fit; the
    ///     optimiser is what it was
    public void restore(Optimizer optimizer) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(OPTIMIZER)) {
                state.put(name.substring(OPTIMIZER.length()), tensor);
            }
        });
        Map<String, Double> numbers = new LinkedHashMap<>();
        metadata.forEach((name, value) -> {
            if (name.startsWith(OPTIMIZER)) {
                numbers.put(name.substring(OPTIMIZER.length()), Double.valueOf(value));
            }
        });
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("Checkpoint: no optimiser was saved in it");
        }
        optimizer.loadStateDict(new OptimizerState(state, numbers));
    }

    /// Lets a loader continue where the saved one was.
    ///
    /// @throws IllegalArgumentException when the checkpoint has no loader, or one of longer epochs
    public void restore(DataLoader loader) {
        String epoch = metadata.get(EPOCH);
        String batch = metadata.get(BATCH);
        if (epoch == null || batch == null) {
            throw new IllegalArgumentException("Checkpoint: no loader was saved in it");
        }
        loader.resume(new LoaderPosition(Integer.parseInt(epoch), Integer.parseInt(batch)));
    }

    /// Brings this thread's random generator to the saved state.
    ///
    /// @throws IllegalArgumentException when the checkpoint lacks it
    public void restoreRandom() {
        Tensor state = tensors.get(THREAD_RANDOM);
        if (state == null) {
            throw new IllegalArgumentException("Checkpoint: no random state was saved in it");
        }
        ThreadState.current().setRandom(Random.fromState(state.toLongArray()));
    }
}
