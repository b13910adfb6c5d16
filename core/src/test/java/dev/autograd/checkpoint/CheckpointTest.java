package dev.autograd.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.data.Batch;
import dev.autograd.data.BatchIterator;
import dev.autograd.data.DataLoader;
import dev.autograd.data.TensorDataset;
import dev.autograd.io.FormatException;
import dev.autograd.io.TensorFiles;
import dev.autograd.nn.F;
import dev.autograd.nn.Layer;
import dev.autograd.nn.Linear;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.Sequential;
import dev.autograd.optim.Adam;
import dev.autograd.optim.AdamW;
import dev.autograd.optim.Optimizer;
import dev.autograd.optim.SGD;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointTest {
    @TempDir
    Path folder;

    /// Adds noise from a generator of its own in training.
    private static final class Noise extends Layer {
        Noise(Random random) {
            random("noise", random);
        }

        @Override
        protected Tensor compute(Tensor x) {
            return x.add(Tensor.randn(random("noise"), x.shape(), x.dtype()).mul(0.1));
        }
    }

    /// A run whose losses depend on everything that a checkpoint keeps.
    private static final class Run {
        final Sequential model;
        final Optimizer optimizer;
        final DataLoader loader;
        BatchIterator batches;

        Run(long seed, Function<List<Tensor>, Optimizer> make) {
            Random random = Random.seed(seed);
            Random data = Random.seed(77);
            Autograd.manualSeed(seed);
            model = new Sequential(
                    new Linear(3, 8, random), new Noise(random.split()), new ReLU(), new Linear(8, 2, random));
            optimizer = make.apply(model.parameters());
            Tensor x = Tensor.randn(data, Shape.of(14, 3), DType.FLOAT32);
            loader = new DataLoader(new TensorDataset(x, x.sum(1).gt(0.0).to(DType.INT64)), 4).shuffle(9);
            batches = loader.iterator();
        }

        double step() {
            if (!batches.hasNext()) {
                batches = loader.iterator();
            }
            Batch batch = batches.next();
            Tensor x = batch.x().add(Tensor.randnLike(batch.x()).mul(0.01)); // draws from the thread's generator
            Tensor loss = F.crossEntropy(model.forward(x), batch.y());
            optimizer.zeroGrad();
            loss.backward();
            optimizer.step();
            return loss.item();
        }

        List<Double> steps(int n) {
            List<Double> losses = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                losses.add(step());
            }
            return losses;
        }

        void restore(Checkpoint saved) {
            saved.restore(model);
            saved.restore(optimizer);
            saved.restore(loader);
            saved.restoreRandom();
            batches = loader.iterator();
        }
    }

    static Stream<Arguments> optimizers() {
        Function<List<Tensor>, Optimizer> sgd =
                p -> new SGD(p, SGD.settings(0.1).withMomentum(0.9).withNesterov());
        Function<List<Tensor>, Optimizer> adam =
                p -> new Adam(p, Adam.settings(0.01).withAmsgrad());
        Function<List<Tensor>, Optimizer> adamW = p -> new AdamW(p, 0.01);
        return Stream.of(arguments(sgd), arguments(adam), arguments(adamW));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void resumesBitForBit(Function<List<Tensor>, Optimizer> make) throws IOException {
        Run whole = new Run(1, make);
        List<Double> losses = whole.steps(10);

        Run first = new Run(1, make);
        List<Double> resumed = first.steps(5);
        Path file = folder.resolve("run.safetensors");
        Checkpoint.of(first.model).with(first.optimizer).with(first.loader).save(file);
        Run second = new Run(2, make);
        second.steps(3);
        second.restore(Checkpoint.load(file));
        resumed.addAll(second.steps(5));

        assertThat(resumed).isEqualTo(losses);
        Map<String, Tensor> wanted = whole.model.stateDict();
        second.model
                .stateDict()
                .forEach((name, tensor) -> assertThat(tensor.toFloatArray())
                        .isEqualTo(wanted.get(name).toFloatArray()));
    }

    @Test
    void isACopyOfItsMoment() {
        Run run = new Run(1, p -> new Adam(p, 0.01));
        run.steps(2);
        Checkpoint best = Checkpoint.of(run.model).with(run.optimizer).with(run.loader);
        List<Double> losses = run.steps(4);
        run.restore(best);
        assertThat(run.steps(4)).isEqualTo(losses);
    }

    @Test
    void keepsPyTorchsNamesAndReadableNumbers() throws IOException {
        Run run = new Run(1, p -> new Adam(p, 0.01));
        run.steps(3);
        Path file = folder.resolve("run.safetensors");
        Checkpoint.of(run.model)
                .with(run.optimizer)
                .with(run.loader)
                .with("accuracy", "0.97")
                .save(file);

        TensorFiles.Contents contents = TensorFiles.read(file);
        assertThat(contents.tensors())
                .containsKeys("0.weight", "0.bias", "3.weight", "3.bias")
                .containsKeys("optimizer/state.0.exp_avg", "random/thread", "random/module/1.noise");
        assertThat(contents.tensors().keySet().stream().filter(name -> !name.contains("/")))
                .hasSize(4);
        assertThat(contents.metadata())
                .containsEntry("accuracy", "0.97")
                .containsEntry("autograd.checkpoint", "1")
                .containsEntry("loader/batch", "3")
                .containsEntry("optimizer/param_groups.0.lr", "0.01")
                .containsEntry("optimizer/state.0.step", "3.0");
    }

    @Test
    void refusesWhatDoesNotFit() {
        Run run = new Run(1, p -> new Adam(p, 0.01));
        Checkpoint saved = Checkpoint.of(run.model);

        assertThatThrownBy(() -> saved.restore(run.optimizer)).hasMessageContaining("no optimiser");
        assertThatThrownBy(() -> saved.restore(run.loader)).hasMessageContaining("no loader");
        assertThatThrownBy(() -> saved.restore(new Linear(3, 8))).hasMessageContaining("[1.noise]");
        assertThatThrownBy(() -> saved.restore(
                        new Sequential(new Linear(3, 9), new Noise(Random.seed(1)), new ReLU(), new Linear(9, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"0.weight\" is float32 (9, 3) here but float32 (8, 3) in the state");
        assertThatThrownBy(() -> saved.with("a/b", "")).hasMessageContaining("\"a/b\"");
    }

    @Test
    void refusesOtherFiles() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Linear linear = new Linear(1, 1);
        ModelFiles.save(file, linear, Map.of());
        assertThatThrownBy(() -> Checkpoint.load(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("is no checkpoint");

        Map<String, String> metadata = new LinkedHashMap<>(Map.of("autograd.checkpoint", "2"));
        TensorFiles.write(file, linear.stateDict(), metadata);
        assertThatThrownBy(() -> Checkpoint.load(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContainingAll("version 2", "version 1");
    }
}
