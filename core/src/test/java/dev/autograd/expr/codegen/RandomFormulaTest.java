package dev.autograd.expr.codegen;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.param;
import static dev.autograd.expr.Expr.var;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.Derivative;
import dev.autograd.expr.Expr;
import dev.autograd.expr.Functions;
import dev.autograd.expr.UnaryFn;
import dev.autograd.value.DType;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Formulas that nobody would write.
class RandomFormulaTest {
    private static final int FORMULAS = 60;
    private static final int N = 37;
    private static final double[] PARAMS = {0.7, -3};

    private static Expr formula(Random random, int depth, Predicate<UnaryFn> unary, Predicate<BinaryFn> binary) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return switch (random.nextInt(5)) {
                case 0 -> c(random.nextInt(7) - 3);
                case 1 -> param(random.nextInt(2));
                default -> var(random.nextInt(3));
            };
        }
        Expr a = formula(random, depth - 1, unary, binary);
        Expr b = formula(random, depth - 1, unary, binary);
        return switch (random.nextInt(5)) {
            case 0, 1 ->
                new Expr.Unary(
                        any(random, Stream.of(UnaryFn.values()).filter(unary).toList()), a);
            case 2, 3 ->
                new Expr.Binary(
                        any(random, Stream.of(BinaryFn.values()).filter(binary).toList()), a, b);
            default -> Functions.select(formula(random, depth - 1, unary, binary), a, b);
        };
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static Object run(PointwiseKernel kernel, Object... in) {
        return Samples.run(kernel, N, 1, new int[in.length], PARAMS, in);
    }

    private static void assertSameBits(Expr e, Object actual, Object expected) {
        int[] where = IntStream.range(1, N + 1)
                .filter(i -> Samples.bits(actual, i) != Samples.bits(expected, i))
                .toArray();
        assertThat(where).as("elements of %s that differ", e).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT32", "FLOAT64"})
    void haveTheSameBitsInPlainAndVectorLoops(DType type) {
        KernelCompiler compiler = KernelCompiler.forThisMachine();
        List<DType> operands = List.of(type, type, DType.BOOL);
        int vectors = 0;
        for (int seed = 0; seed < FORMULAS; seed++) {
            Expr e = formula(new Random(seed), 4, fn -> true, fn -> true);
            // The derivative has other shapes again.
            Expr formula = seed % 3 == 0 ? Derivative.of(e, var(0)) : e;
            DType out = seed % 5 == 0 ? DType.BOOL : type;
            KernelSpec spec = KernelSpec.of(formula, type, operands, out);
            PointwiseKernel vector = compiler.compile(spec, Form.VECTOR);
            vectors += vector.form() == Form.VECTOR ? 1 : 0;
            Object a = Samples.special(type, N, seed);
            Object b = Samples.array(type, N, seed + 1000);
            Object mask = Samples.array(DType.BOOL, N, seed);
            assertSameBits(formula, run(vector, a, b, mask), run(compiler.compile(spec, Form.PLAIN), a, b, mask));
        }
        assertThat(vectors).as("formulas that have a vector form").isGreaterThan(FORMULAS / 4);
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"BOOL", "INT32", "INT64"})
    void ofIntegersAreWhatTheInterpreterSays(DType type) {
        KernelCompiler compiler = KernelCompiler.forThisMachine();
        Predicate<BinaryFn> total = fn -> fn.isIntegral()
                && fn != BinaryFn.FLOOR_DIV
                && fn != BinaryFn.REMAINDER
                && fn != BinaryFn.FMOD
                && fn != BinaryFn.POW;
        for (int seed = 0; seed < FORMULAS; seed++) {
            Expr e = formula(new Random(seed), 4, UnaryFn::isIntegral, total);
            DType out = seed % 4 == 0 ? DType.BOOL : type;
            KernelSpec spec = KernelSpec.of(e, type, List.of(type, type, DType.BOOL), out);
            Object a = Samples.array(type, N, seed);
            Object b = Samples.array(type, N, seed + 1000);
            Object mask = Samples.array(DType.BOOL, N, seed);
            Object expected = run(compiler.compile(spec, Form.INTERPRETED), a, b, mask);
            assertSameBits(e, run(compiler.compile(spec, Form.PLAIN), a, b, mask), expected);
        }
    }
}
