package dev.autograd.expr.codegen;

import static dev.autograd.expr.Expr.c;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.erf;
import static dev.autograd.expr.Functions.exp;
import static dev.autograd.expr.Functions.relu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.of;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.Expr;
import dev.autograd.value.DType;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@EnabledIf("dev.autograd.expr.codegen.Vectors#available") // what it asks for is a vector form
class KernelCompilerTest {
    private static final KernelCompiler COMPILER = KernelCompiler.withVectorBits(256);
    private static final Expr X = var(0);

    private static KernelSpec float32(Expr e) {
        return KernelSpec.of(e, DType.FLOAT32, DType.FLOAT32);
    }

    private static Expr polynomial(int operations) {
        Expr e = X;
        for (int i = 0; i < operations; i++) {
            e = new Expr.Binary(i % 2 == 0 ? BinaryFn.MUL : BinaryFn.ADD, e, i % 2 == 0 ? X : c(i));
        }
        return e;
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                of(float32(exp(X)), Form.INTERPRETED, Form.INTERPRETED, ""),
                of(float32(exp(X)), Form.PLAIN, Form.PLAIN, ""),
                of(float32(exp(X)), Form.VECTOR, Form.VECTOR, ""),
                of(float32(polynomial(100)), Form.VECTOR, Form.VECTOR, ""),
                of(float32(polynomial(200)), Form.VECTOR, Form.PLAIN, "vector operations"),
                of(float32(polynomial(2000)), Form.VECTOR, Form.INTERPRETED, "too long"),
                of(float32(polynomial(2000)), Form.PLAIN, Form.INTERPRETED, "too long"),
                of(float32(X.pow(var(1))), Form.VECTOR, Form.PLAIN, "pow"),
                of(KernelSpec.of(erf(X), DType.FLOAT64, DType.FLOAT64), Form.VECTOR, Form.PLAIN, "erf"),
                of(KernelSpec.of(X.neg(), DType.INT64, DType.INT64), Form.VECTOR, Form.PLAIN, "int64"));
    }

    /// Whatever the CPU, and where no width is asked for.
    @Test
    void loopsThatDoLittleHaveNarrowVectors() {
        int widest = Vectors.forced().orElse(Vectors.widest());
        int narrow = Vectors.forced().orElse(Math.min(256, widest));
        KernelCompiler compiler = KernelCompiler.forThisMachine();
        assertThat(compiler.lanes(float32(relu(X)))).isEqualTo(narrow / 32);
        assertThat(compiler.lanes(float32(exp(X)))).isEqualTo(widest / 32);
        assertThat(compiler.bytecode(float32(relu(X)), Form.VECTOR)).contains("SPECIES_" + narrow);
        assertThat(compiler.bytecode(float32(exp(X)), Form.VECTOR)).contains("SPECIES_" + widest);
    }

    @ParameterizedTest
    @MethodSource("choices")
    void saysWhichFormItMadeAndWhy(KernelSpec spec, Form asked, Form made, String note) {
        PointwiseKernel kernel = COMPILER.compile(spec, asked);
        assertThat(kernel.form()).isEqualTo(made);
        assertThat(kernel.note()).contains(note);
        assertThat(kernel.note().isEmpty()).isEqualTo(note.isEmpty());
        assertThat(kernel.spec()).isEqualTo(spec);
    }

    @Test
    void computesLongFormulasInEveryForm() {
        for (int operations : new int[] {100, 200, 2000}) {
            float[] in = {0.5f, -0.25f, 0.125f};
            float[] expected = new float[3];
            float[] actual = new float[3];
            KernelSpec spec = float32(polynomial(operations));
            COMPILER.compile(spec, Form.INTERPRETED).run1(expected, 0, in, 0, PointwiseKernel.NO_PARAMETERS, 3);
            COMPILER.compile(spec, Form.VECTOR).run1(actual, 0, in, 0, PointwiseKernel.NO_PARAMETERS, 3);
            for (int i = 0; i < 3; i++) {
                assertThat(actual[i]).isEqualTo(expected[i], within(1e-4f * expected[i]));
            }
        }
    }

    @Test
    void writesKernelsDown() {
        PointwiseKernel plain = COMPILER.compile(float32(relu(X).mul(var(1)).plus(2)), Form.PLAIN);
        assertThat(plain).hasToString("relu_mul_add float32 PLAIN");
        assertThat(plain.dump()).isEqualTo("""
                relu_mul_add float32 PLAIN
                for each element i {
                    v0 = in0[o0 + i]
                    v1 = relu(v0)
                    v2 = in1[o1 + i]
                    v3 = v1 * v2
                    v5 = v3 + 2.0
                    out[oo + i] = v5
                }
                """);
        PointwiseKernel vector = COMPILER.compile(float32(relu(X)), Form.VECTOR);
        assertThat(vector.dump()).contains("for each vector of elements", "v2 = v0 <= 0.0", "v3 = v2 ? 0.0 : v0");
        assertThat(COMPILER.bytecode(float32(relu(X)), Form.PLAIN))
                .contains(
                        "relu(float[],int,float[],int,double[],int)void",
                        "relu_together",
                        "faload",
                        "invokestatic Math.max");
        assertThat(COMPILER.bytecode(float32(relu(X)), Form.VECTOR))
                .contains(
                        "relu_vectors_rest",
                        "invokevirtual FloatVector.blend(Vector,VectorMask)FloatVector",
                        "intoArray");
        assertThat(COMPILER.bytecode(float32(relu(X)), Form.INTERPRETED)).isEmpty();
    }

    @Test
    void namesTheHiddenClassAfterTheFormula() {
        PointwiseKernel kernel = COMPILER.compile(float32(c(1).div(c(1).plus(exp(X.neg())))), Form.PLAIN);
        assertThat(kernel.getClass().isHidden()).isTrue();
        assertThat(kernel.getClass().getSimpleName()).startsWith("neg_exp_add_reciprocal");
    }

    @Test
    void refusesOperandsThatAreNotThere() {
        List<DType> one = List.of(DType.FLOAT32);
        assertThatThrownBy(() -> KernelSpec.of(X.plus(var(1)), DType.FLOAT32, one, DType.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("operand 1")
                .hasMessageContaining("only 1");
        List<DType> many = Collections.nCopies(101, DType.FLOAT32);
        assertThatThrownBy(() -> KernelSpec.of(X, DType.FLOAT32, many, DType.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("101");
    }

    @Test
    void takesOperandsThatTheFormulaDoesNotUse() {
        KernelSpec spec = KernelSpec.of(var(1), DType.FLOAT32, List.of(DType.FLOAT32, DType.FLOAT32), DType.FLOAT32);
        float[] out = new float[2];
        COMPILER.compile(spec, Form.VECTOR)
                .run2(out, 0, new float[0], 0, new float[] {3, 4}, 0, PointwiseKernel.NO_PARAMETERS, 2);
        assertThat(out).containsExactly(3, 4);
    }

    @Test
    void takesAsManyOperandsAsItSays() {
        Expr sum = X;
        for (int i = 1; i < 100; i++) {
            sum = sum.plus(var(i));
        }
        KernelSpec spec = float32(sum);
        Object[] in = new Object[100];
        for (int i = 0; i < 100; i++) {
            in[i] = new float[] {i};
        }
        float[] out = new float[1];
        COMPILER.compile(spec, Form.PLAIN).runN(out, 0, in, new int[100], PointwiseKernel.NO_PARAMETERS, 1);
        assertThat(out).containsExactly(4950);
    }

    @Test
    void refusesWidthsThatVectorsDoNotHave() {
        assertThatThrownBy(() -> KernelCompiler.withVectorBits(200))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200");
    }
}
