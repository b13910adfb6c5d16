package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Functions.Exp;
import dev.autograd.Functions.Sigmoid;
import dev.autograd.Functions.SinCos;
import dev.autograd.Functions.Swish;
import dev.autograd.Functions.Times;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Users' functions inside maps inside maps, differentiated at every level: the same as loops over the
/// examples.
final class FunctionNestedMapsTest {
    private static final Tensor X = Inputs.of(2, 3, 4);
    private static final Tensor V = Inputs.of(2, 3, 4).cos();

    /// How a function is applied to every example: by `vmap`, or one after another.
    private interface Mapping extends BiFunction<UnaryOperator<Tensor>, Tensor, Tensor> {}

    private static final Mapping MAP = (f, x) -> Autograd.vmap(f::apply, x);
    private static final Mapping LOOP = (f, x) -> Tensor.stack(
            0,
            IntStream.range(0, (int) x.size(0))
                    .mapToObj(i -> f.apply(x.select(0, i)))
                    .toArray(Tensor[]::new));

    private interface Program {
        Tensor run(UnaryOperator<Tensor> f, Mapping map);
    }

    /// The exponential, whose gradient reads the output, without a rule for maps.
    private record PlainExp() implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            return new Exp().forward(ctx, in);
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            return new Exp().backward(ctx, grad);
        }

        @Override
        public @Nullable Tensor jvp(Context ctx, @Nullable Tensor... tangents) {
            return new Exp().jvp(ctx, tangents);
        }
    }

    /// The square root of 1 + x^2, which saves its input, its output and a mask that it computed.
    private record Mixed() implements Function {
        @Override
        public Tensor forward(Context ctx, Tensor... in) {
            Tensor y = in[0].square().add(1).sqrt();
            ctx.saveForBackward(in[0].gt(0), y, in[0]);
            return y;
        }

        private static Tensor slope(Context ctx) {
            Tensor size = ctx.saved(2).abs().div(ctx.saved(1));
            return size.where(ctx.saved(0), size.neg());
        }

        @Override
        public @Nullable Tensor[] backward(Context ctx, Tensor grad) {
            return new Tensor[] {grad.mul(slope(ctx))};
        }

        @Override
        public @Nullable Tensor jvp(Context ctx, @Nullable Tensor... tangents) {
            return slope(ctx).mul(tangents[0]);
        }
    }

    private static final List<Entry<String, UnaryOperator<Tensor>>> FUNCTIONS = List.of(
            Map.entry("saves its input", new Swish(1.5)::apply),
            Map.entry("has a rule and saves its output", new Exp()::apply),
            Map.entry("saves its output", new PlainExp()::apply),
            Map.entry("saves several", new Mixed()::apply),
            Map.entry("several outputs", x -> new SinCos().apply(x)[0].mul(2).add(new SinCos().apply(x)[1])));

    private static final List<Entry<String, Program>> PROGRAMS = List.of(
            Map.entry("values", (f, map) -> map.apply(rows -> map.apply(f, rows), X)),
            Map.entry("gradient inside", (f, map) -> map.apply(rows -> map.apply(gradient(f), rows), X)),
            Map.entry("gradient between", (f, map) -> map.apply(gradient(rows -> map.apply(f, rows)), X)),
            Map.entry(
                    "gradient outside",
                    (f, map) -> gradient(x -> map.apply(rows -> map.apply(f, rows), x))
                            .apply(X)),
            Map.entry(
                    "gradient of a gradient inside",
                    (f, map) -> map.apply(rows -> map.apply(gradient(gradient(f)), rows), X)),
            Map.entry(
                    "gradient outside of a gradient inside",
                    (f, map) -> gradient(x -> map.apply(rows -> map.apply(gradient(f), rows), x))
                            .apply(X)),
            Map.entry(
                    "gradient outside of a gradient between",
                    (f, map) -> gradient(x -> map.apply(gradient(rows -> map.apply(f, rows)), x))
                            .apply(X)),
            Map.entry(
                    "gradient between of a gradient inside",
                    (f, map) -> map.apply(gradient(rows -> map.apply(gradient(f), rows)), X)),
            Map.entry(
                    "gradients at all levels",
                    (f, map) -> gradient(x -> map.apply(gradient(rows -> map.apply(gradient(f), rows)), x))
                            .apply(X)),
            Map.entry(
                    "tangent inside",
                    (f, map) -> map.apply(rows -> map.apply(row -> tangent(f, row, row.cos()), rows), X)),
            Map.entry(
                    "tangent between",
                    (f, map) -> map.apply(rows -> tangent(r -> map.apply(f, r), rows, rows.cos()), X)),
            Map.entry("tangent outside", (f, map) -> tangent(x -> map.apply(rows -> map.apply(f, rows), x), X, V)),
            Map.entry(
                    "tangent outside of a gradient inside",
                    (f, map) -> tangent(x -> map.apply(rows -> map.apply(gradient(f), rows), x), X, V)),
            Map.entry(
                    "gradient outside of a tangent inside",
                    (f, map) -> gradient(x -> map.apply(rows -> map.apply(row -> tangent(f, row, row.cos()), rows), x))
                            .apply(X)),
            Map.entry(
                    "three maps",
                    (f, map) -> map.apply(rows -> map.apply(row -> map.apply(gradient(f), row), rows), X)),
            Map.entry(
                    "gradient outside of three maps",
                    (f, map) -> gradient(x -> map.apply(rows -> map.apply(row -> map.apply(gradient(f), row), rows), x))
                            .apply(X)),
            Map.entry(
                    "what an outer map gives",
                    (f, map) -> map.apply(
                            rows -> map.apply(
                                    row -> gradient(x -> f.apply(x.mul(rows.sum(0))))
                                            .apply(row),
                                    rows),
                            X)));

    static Stream<Arguments> programs() {
        return FUNCTIONS.stream()
                .flatMap(
                        f -> PROGRAMS.stream().map(p -> arguments(f.getKey(), p.getKey(), f.getValue(), p.getValue())));
    }

    /// The gradient of the sum of the squares of what a function returns.
    private static UnaryOperator<Tensor> gradient(UnaryOperator<Tensor> f) {
        return x -> Autograd.grad((Tensor y) -> f.apply(y).square().sum()).apply(x);
    }

    private static Tensor tangent(UnaryOperator<Tensor> f, Tensor x, Tensor v) {
        return Autograd.jvp(f::apply, x, v).tangent();
    }

    private static void close(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.allClose(expected, 1e-9, 1e-11))
                .as("%s is not %s", actual, expected)
                .isTrue();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("programs")
    void agreesWithLoops(String function, String name, UnaryOperator<Tensor> f, Program program) {
        close(program.run(f, MAP), program.run(f, LOOP));
    }

    @Test
    void bothOperandsFromDifferentMaps() {
        UnaryOperator<Tensor> times = x ->
                Autograd.vmap(row -> Autograd.vmap(column -> new Times().apply(row, column), x.mT().contiguous()), x);
        UnaryOperator<Tensor> plain = x -> x.unsqueeze(1).mul(x.mT().unsqueeze(0));
        Tensor square = Inputs.of(3, 3);
        close(times.apply(square), plain.apply(square));
        close(gradient(times).apply(square), gradient(plain).apply(square));
        close(gradient(gradient(times)).apply(square), gradient(gradient(plain)).apply(square));
        close(
                Autograd.vmap(
                        row -> gradient(r -> Autograd.vmap(column -> new Times().apply(r, column), square))
                                .apply(row),
                        square),
                Autograd.vmap(row -> gradient(r -> r.mul(square)).apply(row), square));
    }

    /// What `forward` computes unrecorded has no derivative, however many maps are between.
    @Test
    void aSavedValueIsNoConstantToWhoDifferentiatesOutside() {
        UnaryOperator<Tensor> sigmoid = new Sigmoid(s -> s)::apply;
        UnaryOperator<Tensor> inside = gradient(sigmoid);
        close(MAP.apply(rows -> MAP.apply(inside, rows), X), LOOP.apply(rows -> LOOP.apply(inside, rows), X));
        UnaryOperator<Tensor> once = x -> MAP.apply(inside, x);
        UnaryOperator<Tensor> twice = x -> MAP.apply(rows -> MAP.apply(inside, rows), x);
        for (UnaryOperator<Tensor> mapped : List.of(inside, once, twice)) {
            assertThatThrownBy(() -> gradient(mapped).apply(X))
                    .hasStackTraceContaining("Sigmoid: the derivative of its gradient goes through saved value 0");
        }
        assertThatThrownBy(() -> MAP.apply(gradient(once), X))
                .hasStackTraceContaining("Sigmoid: the derivative of its gradient goes through saved value 0");
    }
}
