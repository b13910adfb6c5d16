package dev.autograd.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Tensor;
import dev.autograd.cli.task.Toy4Task;
import dev.autograd.data.Batch;
import dev.autograd.data.DataLoader;
import dev.autograd.nn.Layer;
import dev.autograd.value.Random;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class Toy4Test {
    private final Task task = new Toy4Task();
    private final Problem problem = task.problem(task.defaults());
    private final Layer network = problem.card().architecture().build(Random.seed(0));
    private final Learner learner = Learner.of(network, problem.objective(), task.defaults());
    private final DataLoader loader = Order.AS_GIVEN.loader(problem.train(), 16, 0);
    private final StepTimer timer = new StepTimer();

    Toy4Test() throws IOException {}

    /// The starting weights of toy4_losses.py.
    private void startAsTheReference() {
        int position = 0;
        for (Tensor parameter : network.parameters()) {
            float[] values = new float[(int) parameter.numel()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.1 * Math.sqrt(2) * Math.sin(12.9898 * (position + i + 1)));
            }
            parameter.detach().copy_(Tensor.of(values, parameter.shape()));
            position += values.length;
        }
        assertThat(position).isEqualTo(4_736);
    }

    private static List<Double> referenceLosses() throws IOException {
        var file = Objects.requireNonNull(Toy4Test.class.getResourceAsStream("/dev/autograd/cli/toy4-losses.csv"));
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> Double.valueOf(line.split(",")[1]))
                    .toList();
        }
    }

    @Test
    void losesAsPyTorchDoes() throws IOException {
        startAsTheReference();
        List<Double> expected = referenceLosses();
        assertThat(expected).hasSize(100);
        int step = 0;
        while (step < expected.size()) {
            for (Batch batch : loader) {
                if (step < expected.size()) {
                    double loss = learner.step(batch, timer).loss();
                    assertThat(Math.abs(loss - expected.get(step)))
                            .as("step %d", step)
                            .isLessThan(1e-5);
                    step++;
                }
            }
        }
    }

    @Test
    @Tag("slow")
    void doesNotFillTheHeap() {
        train(1_000);
        long before = usedHeap();
        train(99_000);
        assertThat(usedHeap() - before).isLessThan(1 << 20);
    }

    private void train(int steps) {
        int step = 0;
        while (step < steps) {
            for (Batch batch : loader) {
                learner.step(batch, timer);
                step++;
            }
        }
    }

    /// The least of several looks, because a collection may leave behind what another takes.
    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
