package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Functions.ReverseGradient;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `backward` uses the memory of gradients again that nobody can reach any more, and of no others. The tests run with
/// `autograd.poison`, which fills such memory with NaN at once.
final class MemoryReuseTest {
    private static final int N = 64; // 16 KB of float32: used again without poison as well

    /// Whatever a program can reach, with its values at that moment.
    private static final class Reached {
        private final List<Tensor> tensors = new ArrayList<>();
        private final List<float[]> values = new ArrayList<>();

        Tensor add(Tensor tensor) {
            tensors.add(tensor);
            values.add(tensor.toFloatArray());
            return tensor;
        }

        void check() {
            for (int i = 0; i < tensors.size(); i++) {
                assertThat(tensors.get(i).toFloatArray()).as("tensor %d", i).isEqualTo(values.get(i));
            }
        }
    }

    /// The product of two tensors; holds on to all gradients that it is given and makes.
    private record Keeping(Reached reached) implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            ctx.saveForBackward(in);
            return in[0].mul(in[1]);
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            reached.add(grad);
            return new Tensor[] {reached.add(grad.mul(ctx.saved(1))), reached.add(grad.mul(ctx.saved(0)))};
        }
    }

    /// A random graph over views, detached tensors, users' functions and changes in place, with hooks all over it.
    private static final class Program {
        private final RandomGenerator random;
        private final Reached reached;
        private final List<Tensor> leaves;
        private final List<Tensor> all = new ArrayList<>();

        Program(long seed, Reached reached) {
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            this.reached = reached;
            dev.autograd.value.Random numbers = dev.autograd.value.Random.seed(seed);
            leaves = IntStream.range(0, 3)
                    .mapToObj(_ -> Tensor.rand(numbers, Shape.of(N, N), DType.FLOAT32)
                            .sub(0.5)
                            .requiresGrad_())
                    .toList();
            all.addAll(leaves);
        }

        private Tensor any() {
            return all.get(random.nextInt(all.size()));
        }

        private Tensor next() {
            Tensor x = any();
            return switch (random.nextInt(16)) {
                case 0 -> x.add(any());
                case 1 -> x.mul(any());
                case 2 -> x.transpose(0, 1);
                case 3 ->
                    x.narrow(0, 0, N / 2)
                            .mul(any().narrow(0, N / 2, N / 2))
                            .mean(0)
                            .add(any());
                case 4 -> x.reshape(N * N).view(N, N);
                case 5 -> x.detach().mul(any());
                case 6 -> new ReverseGradient(0.5).apply(x);
                case 7 -> new Keeping(reached).apply(x, any());
                case 8 -> x.mean(1).unsqueeze(1).expand(N, N);
                case 9 -> x.tanh();
                case 10 -> x.matmul(any()).mul(1.0 / N);
                case 11 -> x.clone().mul_(any());
                case 12 -> Tensor.cat(1, x.narrow(1, 0, N / 2), any().narrow(1, 0, N / 2));
                case 13 -> x.softmax(1);
                case 14 -> x.relu();
                default -> x.sub(any()).sigmoid();
            };
        }

        /// Runs the program, and shows gradients to those who keep them, or to nobody.
        Tensor run(boolean watched) {
            for (int i = 0; i < 20; i++) {
                Tensor made = next();
                int way = random.nextInt(5);
                if (watched && made.requiresGrad()) {
                    switch (way) {
                        case 0 -> made.retainGrad();
                        case 1 -> made.registerHook(this::see);
                        case 2 ->
                            made.gradFn().registerHook((in, out) -> {
                                seeAll(in);
                                return seeAll(out);
                            });
                        default -> {}
                    }
                }
                reached.add(made);
                all.add(made);
            }
            return all.stream().skip(3).map(Tensor::mean).reduce(Tensor::add).orElseThrow();
        }

        private @Nullable Tensor see(Tensor gradient) {
            reached.add(gradient);
            return null;
        }

        private @Nullable Tensor @Nullable [] seeAll(@Nullable Tensor[] gradients) {
            for (Tensor gradient : gradients) {
                if (gradient != null) {
                    reached.add(gradient);
                }
            }
            return null;
        }

        void reachGradients() {
            for (Tensor tensor : all) {
                Tensor gradient = tensor.isLeaf() || tensor.retainsGrad() ? tensor.grad() : null;
                if (gradient != null) {
                    reached.add(gradient);
                    tensor.setGrad(null);
                }
            }
        }
    }

    static Stream<Long> seeds() {
        return IntStream.range(0, 60).mapToObj(Long::valueOf);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void leavesAloneWhatAnyoneCanReach(long seed) {
        Reached reached = new Reached();
        var program = new Program(seed, reached);
        Tensor loss = program.run(true);
        loss.backward(BackwardOptions.DEFAULT.withRetainGraph());
        program.reachGradients();
        for (Tensor gradient : Autograd.grad(
                new Tensor[] {loss},
                program.all.toArray(Tensor[]::new),
                GradOptions.DEFAULT.withRetainGraph().withAllowUnused())) {
            if (gradient != null) {
                reached.add(gradient);
            }
        }
        loss.backward(BackwardOptions.DEFAULT.withCreateGraph());
        Tensor ofGradients = program.leaves.stream()
                .filter(leaf -> leaf.grad() != null)
                .map(leaf -> leaf.grad().square().mean())
                .reduce(Tensor::add)
                .orElseThrow();
        program.reachGradients();
        if (ofGradients.requiresGrad()) {
            ofGradients.backward(BackwardOptions.DEFAULT.withRetainGraph());
            program.leaves.stream()
                    .map(Tensor::grad)
                    .filter(Objects::nonNull)
                    .forEach(gradient -> assertThat(gradient.sum().item()).isFinite());
            program.reachGradients();
        }
        loss.backward();
        program.reachGradients();
        new Program(seed + 1, new Reached()).run(false).backward(); // uses again whatever it can
        reached.check();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void givesTheGradientsThatItGivesWithoutReuse(long seed) {
        var reusing = new Program(seed, new Reached());
        reusing.run(false).backward();
        var recording = new Program(seed, new Reached());
        recording.run(false).backward(BackwardOptions.DEFAULT.withCreateGraph());
        for (int i = 0; i < reusing.leaves.size(); i++) {
            Tensor gradient = reusing.leaves.get(i).grad();
            Tensor expected = recording.leaves.get(i).grad();
            assertThat(gradient == null).isEqualTo(expected == null);
            assertThat(gradient == null || gradient.allClose(expected.detach(), 1e-4, 1e-6))
                    .as("leaf %d", i)
                    .isTrue();
        }
    }

    static Stream<Arguments> insideOfAWalk() {
        return Stream.of(
                arguments("a walk", (UnaryOperator<Tensor>) MemoryReuseTest::gradientOfTanh),
                arguments("a walk that accumulates", (UnaryOperator<Tensor>) x -> {
                    Tensor leaf = x.detach().clone().requiresGrad_();
                    Tensor y = leaf.tanh();
                    y.retainGrad();
                    y.tanh().sum().backward();
                    return y.grad();
                }),
                arguments("a scope", (UnaryOperator<Tensor>) x -> {
                    try (var scope = TensorScope.open()) {
                        return scope.keep(x.mul(3));
                    }
                }));
    }

    private static Tensor gradientOfTanh(Tensor x) {
        Tensor input = x.detach().clone().requiresGrad_();
        return Autograd.grad(input.tanh().tanh().sum(), input)[0];
    }

    /// What a hook computes belongs to the hook, not to the walk that calls it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("insideOfAWalk")
    void leavesAloneWhatAHookKeepsOf(String name, UnaryOperator<Tensor> computation) {
        var reached = new Reached();
        Tensor x = Tensor.rand(N, N).requiresGrad_();
        Tensor y = x.tanh().tanh();
        y.registerHook(gradient -> {
            reached.add(Autograd.enableGrad(() -> computation.apply(gradient)));
            return null;
        });
        y.tanh().sum().backward();
        reached.check();
    }
}
