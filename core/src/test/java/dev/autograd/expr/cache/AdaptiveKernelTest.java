package dev.autograd.expr.cache;

import static dev.autograd.expr.Expr.param;
import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.relu;
import static dev.autograd.expr.Functions.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.expr.Expr;
import dev.autograd.expr.codegen.Form;
import dev.autograd.expr.codegen.KernelCompiler;
import dev.autograd.expr.codegen.KernelSpec;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.value.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf("dev.autograd.expr.codegen.Vectors#available") // what it asks for is a vector form
class AdaptiveKernelTest {
    private static final double[] PARAMS = {0.1};

    private final KernelCache cache = new KernelCache(KernelCompiler.forThisMachine(), new Warmer());

    @Test
    void turnsFromPlainToVectorWithoutChangingABit() throws InterruptedException {
        Expr e = tanh(relu(var(0).mul(var(1)).plus(param(0))));
        KernelSpec spec = KernelSpec.of(e, DType.FLOAT32, DType.FLOAT32);
        PointwiseKernel kernel = cache.adaptive(spec);
        assertThat(cache.adaptive(spec)).isSameAs(kernel);
        assertThat(kernel.form()).isEqualTo(Form.PLAIN);
        assertThat(kernel.note()).contains("not warm");
        float[] first = run(kernel);
        // Little use leaves it plain.
        assertThat(cache.warming()).isZero();
        for (int i = 0; i < 5_000; i++) {
            assertThat(run(kernel)).isEqualTo(first);
        }
        while (cache.warming() > 0) {
            assertThat(run(kernel)).isEqualTo(first);
            Thread.sleep(5);
        }
        // Decided: fast vectors, or plain with the reason (as with -Xint, where nothing ever becomes fast).
        assertThat(kernel.note()).doesNotContain("not warm");
        assertThat(kernel.form() == Form.VECTOR).isEqualTo(kernel.note().isEmpty());
        assertThat(run(kernel)).isEqualTo(first);
    }

    private static float[] run(PointwiseKernel kernel) {
        float[] a = new float[61];
        float[] b = new float[61];
        for (int i = 0; i < 61; i++) {
            a[i] = (float) Math.sin(i);
            b[i] = 0.1f * i;
        }
        float[] out = new float[61];
        kernel.run2(out, 0, a, 0, b, 0, PARAMS, 61);
        return out;
    }

    @Test
    void runsEveryArity() {
        for (int arity = 0; arity <= 5; arity++) {
            Expr sum = param(0);
            Object[] in = new Object[arity];
            for (int i = 0; i < arity; i++) {
                sum = sum.plus(var(i));
                in[i] = new double[] {i + 1};
            }
            PointwiseKernel kernel = cache.adaptive(KernelSpec.of(sum, DType.FLOAT64, DType.FLOAT64));
            double[] out = new double[1];
            kernel.runN(out, 0, in, new int[arity], new double[] {10}, 1);
            assertThat(out[0]).isEqualTo(10 + arity * (arity + 1) / 2.0);
            assertThatThrownBy(() -> kernel.runN(out, 0, new Object[9], new int[9], PARAMS, 1))
                    .hasMessageContaining("called with 9");
        }
    }

    @Test
    void isThePlainKernelWhereThereIsNoVectorForm() {
        PointwiseKernel kernel = cache.adaptive(KernelSpec.of(var(0).neg(), DType.INT32, DType.INT32));
        assertThat(kernel.form()).isEqualTo(Form.PLAIN);
        assertThat(kernel.note()).contains("int32");
    }
}
