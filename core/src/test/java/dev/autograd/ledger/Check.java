package dev.autograd.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.Arrays;
import java.util.function.Function;

/// What is asked of a sample beside its gradients: forward mode and maps.
final class Check {
    private static final double STEP = 1e-5;
    private static final int EXAMPLES = 3;

    private Check() {}

    /// Forward mode agrees with differences along a direction, element by element, whichever inputs move.
    static void forwardMode(Sample sample) {
        Tensor[] x = sample.floating();
        for (int subset = 1; subset < 1 << x.length; subset++) {
            int moving = subset;
            along(in -> sample.onFloating(merged(x, moving, in)), selected(x, moving, i -> x[i]));
        }
    }

    /// Forward mode through the gradient's computation agrees with differences of the gradient.
    static void forwardOverReverse(Sample sample) {
        Tensor[] cotangents = cotangents(sample);
        along(x -> Autograd.vjp(sample::onFloating, x).pullback().apply(cotangents), sample.floating());
    }

    /// The gradient of a product of forward mode, against forward mode through the gradient.
    static void reverseOverForward(Sample sample) {
        Tensor[] x = sample.floating();
        Tensor[] v = Arrays.stream(x).map(t -> random(t.shape(), 31)).toArray(Tensor[]::new);
        Tensor[] c = cotangents(sample);
        Tensor[] mixed = Autograd.vjp(
                        in -> Autograd.jvp(sample::onFloating, in, v).tangents(), x)
                .pullback()
                .apply(c);
        Tensor[] other = Autograd.jvp(
                        in -> Autograd.vjp(sample::onFloating, in).pullback().apply(c), x, v)
                .tangents();
        for (int i = 0; i < x.length; i++) {
            close("mixed derivative by input " + i, mixed[i], other[i], 1e-7);
        }
    }

    private static void along(Function<Tensor[], Tensor[]> function, Tensor[] x) {
        Tensor[] v = Arrays.stream(x).map(t -> random(t.shape(), 29)).toArray(Tensor[]::new);
        Tensor[] tangents = Autograd.jvp(function, x, v).tangents();
        Tensor[] above = function.apply(moved(x, v, STEP));
        Tensor[] below = function.apply(moved(x, v, -STEP));
        for (int i = 0; i < tangents.length; i++) {
            close("tangent of output " + i, tangents[i], above[i].sub(below[i]).div(2 * STEP), 2e-6);
        }
    }

    private static Tensor[] moved(Tensor[] x, Tensor[] v, double by) {
        Tensor[] moved = new Tensor[x.length];
        Arrays.setAll(moved, i -> x[i].add(v[i].mul(by)));
        return moved;
    }

    private static Tensor[] cotangents(Sample sample) {
        return Arrays.stream(sample.onFloating(sample.floating()))
                .map(y -> random(y.shape(), 37))
                .toArray(Tensor[]::new);
    }

    private static Tensor random(Shape shape, long seed) {
        return Tensor.rand(Random.seed(seed), shape, DType.FLOAT64).add(0.5);
    }

    /// A map gives what a loop gives, whichever inputs differ between the examples.
    static void map(Sample sample) {
        Tensor[] inputs = sample.inputs().toArray(new Tensor[0]);
        for (int subset = 1; subset < 1 << inputs.length; subset++) {
            mapLikeLoop("outputs", sample.function(), inputs, subset);
        }
    }

    /// Maps in maps give what loops give: of all inputs, and where each map has inputs of its own.
    static void mapOfMap(Sample sample) {
        Tensor[] inputs = sample.inputs().toArray(new Tensor[0]);
        int all = (1 << inputs.length) - 1;
        mapOfMap(sample, inputs, all, all);
        for (int i = 0; i < inputs.length && inputs.length > 1; i++) {
            mapOfMap(sample, inputs, 1 << i, all - (1 << i));
        }
    }

    private static void mapOfMap(Sample sample, Tensor[] inputs, int outer, int inner) {
        Tensor[] stacked = inputs.clone();
        for (int i = 0; i < inputs.length; i++) {
            stacked[i] = (inner >> i & 1) == 1 ? Tensor.stack(0, inputs[i], rotated(inputs[i], 1)) : inputs[i];
        }
        mapLikeLoop(
                "outputs of the map over inputs " + Integer.toBinaryString(inner) + ":",
                in -> Autograd.vmap(
                        one -> sample.function().apply(merged(in, inner, one)), selected(in, inner, i -> in[i])),
                stacked,
                outer);
    }

    /// A map over nothing gives nothing, of the right shape, or says that it cannot know the shape.
    static void mapOfNothing(Sample sample) {
        Tensor[] inputs = sample.inputs().toArray(new Tensor[0]);
        Tensor[] expected = sample.function().apply(inputs);
        for (int subset = 1; subset < 1 << inputs.length; subset++) {
            int mapped = subset;
            Tensor[] none =
                    selected(inputs, subset, i -> Tensor.stack(0, inputs[i]).narrow(0, 0, 0));
            try {
                Tensor[] actual = Autograd.vmap(in -> sample.function().apply(merged(inputs, mapped, in)), none);
                for (int o = 0; o < expected.length; o++) {
                    Tensor like = Tensor.stack(0, expected[o]).narrow(0, 0, 0);
                    close(
                            "output " + o + " with inputs " + Integer.toBinaryString(subset) + " mapped",
                            actual[o],
                            like,
                            0);
                }
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageContaining("vmap over 0 examples");
            }
        }
    }

    /// Per-example gradients are those of a loop, whichever inputs differ between the examples.
    static void mapOfGradient(Sample sample) {
        Tensor[] inputs = sample.inputs().toArray(new Tensor[0]);
        Tensor[] cotangents = cotangents(sample);
        for (int subset = 1; subset < 1 << inputs.length; subset++) {
            mapLikeLoop(
                    "gradients",
                    in -> {
                        Sample example = sample.with(in);
                        return Autograd.vjp(example::onFloating, example.floating())
                                .pullback()
                                .apply(cotangents);
                    },
                    inputs,
                    subset);
        }
    }

    /// Per-example tangents are those of a loop.
    static void mapOfForwardMode(Sample sample) {
        Tensor[] inputs = sample.inputs().toArray(new Tensor[0]);
        Tensor[] v =
                Arrays.stream(sample.floating()).map(t -> random(t.shape(), 41)).toArray(Tensor[]::new);
        mapLikeLoop(
                "tangents",
                in -> {
                    Sample example = sample.with(in);
                    return Autograd.jvp(example::onFloating, example.floating(), v)
                            .tangents();
                },
                inputs,
                (1 << inputs.length) - 1);
    }

    private static void mapLikeLoop(String what, Function<Tensor[], Tensor[]> function, Tensor[] inputs, int subset) {
        Tensor[][] examples = new Tensor[EXAMPLES][inputs.length];
        for (int e = 0; e < EXAMPLES; e++) {
            for (int i = 0; i < inputs.length; i++) {
                examples[e][i] = (subset >> i & 1) == 1 ? rotated(inputs[i], e) : inputs[i];
            }
        }
        Tensor[] stacked = selected(inputs, subset, i -> {
            Tensor[] column = new Tensor[EXAMPLES];
            Arrays.setAll(column, e -> examples[e][i]);
            return Tensor.stack(0, column);
        });
        Tensor[] actual = Autograd.vmap(in -> function.apply(merged(inputs, subset, in)), stacked);
        for (int e = 0; e < EXAMPLES; e++) {
            Tensor[] expected = function.apply(examples[e]);
            for (int o = 0; o < expected.length; o++) {
                close(
                        what + " " + o + " of example " + e + " with inputs " + Integer.toBinaryString(subset)
                                + " mapped",
                        actual[o].select(0, e),
                        expected[o],
                        1e-9);
            }
        }
    }

    private static Tensor[] selected(Tensor[] inputs, int subset, Function<Integer, Tensor> of) {
        return java.util.stream.IntStream.range(0, inputs.length)
                .filter(i -> (subset >> i & 1) == 1)
                .mapToObj(of::apply)
                .toArray(Tensor[]::new);
    }

    private static Tensor[] merged(Tensor[] inputs, int subset, Tensor[] mapped) {
        Tensor[] all = inputs.clone();
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            all[i] = (subset >> i & 1) == 1 ? mapped[next++] : all[i];
        }
        return all;
    }

    /// The gradient through a map: of what all examples share it is the sum over them.
    static void gradientOfMap(Sample sample) {
        Tensor[] inputs = sample.inputs().toArray(new Tensor[0]);
        Tensor[] cotangents = cotangents(sample);
        Tensor[] repeated =
                Arrays.stream(cotangents).map(c -> Tensor.stack(0, c, c.mul(2))).toArray(Tensor[]::new);
        Tensor[] first =
                Autograd.vjp(sample::onFloating, sample.floating()).pullback().apply(cotangents);
        for (int mapped = 0; mapped < inputs.length; mapped++) {
            Tensor[] stacked = inputs.clone();
            stacked[mapped] = Tensor.stack(0, inputs[mapped], inputs[mapped]);
            Sample all = throughMap(sample, mapped, stacked);
            Tensor[] actual =
                    Autograd.vjp(all::onFloating, all.floating()).pullback().apply(repeated);
            int next = 0;
            for (int i = 0; i < inputs.length; i++) {
                if (inputs[i].dtype().isFloating()) {
                    Tensor one = first[next];
                    Tensor expected = i == mapped ? Tensor.stack(0, one, one.mul(2)) : one.mul(3);
                    close(
                            "gradient by input " + i + " through a map over input " + mapped,
                            actual[next++],
                            expected,
                            1e-9);
                }
            }
        }
    }

    /// The sample on many values of one of its inputs.
    private static Sample throughMap(Sample sample, int mapped, Tensor[] stacked) {
        return Sample.ofAll(
                sample.operator(),
                "in a map",
                in -> Autograd.vmap(
                        one -> {
                            Tensor[] all = in.clone();
                            all[mapped] = one[0];
                            return sample.function().apply(all);
                        },
                        new Tensor[] {in[mapped]}),
                stacked);
    }

    /// The same elements in another order, so that they stay in the domain.
    private static Tensor rotated(Tensor x, int by) {
        int n = (int) x.numel();
        if (n == 0) {
            return x;
        }
        long[] order = new long[n];
        Arrays.setAll(order, i -> (i + by) % n);
        return x.reshape(-1).indexSelect(0, Tensor.of(order)).reshape(x.shape());
    }

    private static void close(String what, Tensor actual, Tensor expected, double tolerance) {
        assertThat(actual.shape()).as("shape of the " + what).isEqualTo(expected.shape());
        assertThat(actual.dtype()).as("type of the " + what).isEqualTo(expected.dtype());
        assertThat(actual.allClose(expected, tolerance, tolerance))
                .as("%s: %s, but expected is %s", what, actual, expected)
                .isTrue();
    }
}
