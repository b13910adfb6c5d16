package dev.autograd.expr.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.expr.Expr;
import dev.autograd.expr.codegen.Form;
import dev.autograd.expr.codegen.KernelCompiler;
import dev.autograd.expr.codegen.KernelSpec;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.value.DType;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WarmerTest {
    private static final KernelSpec SPEC = KernelSpec.of(Expr.var(0).neg(), DType.FLOAT32, DType.FLOAT32);

    private final KernelCompiler compiler = KernelCompiler.forThisMachine();
    private final Warmer warmer = new Warmer();

    /// Does nothing, fast, but for the first calls, which find no memory.
    private static final class Hungry extends PointwiseKernel {
        private final AtomicInteger calls = new AtomicInteger();

        Hungry() {
            super(SPEC, Form.VECTOR, "");
        }

        @Override
        public void run1(Object out, int oo, Object a, int ao, double[] params, int n) {
            if (calls.incrementAndGet() <= 3) {
                throw new OutOfMemoryError("none left");
            }
        }
    }

    @Test
    void goesOnWhenThereIsMemoryAgain() throws InterruptedException {
        AdaptiveKernel kernel = new AdaptiveKernel(compiler.compile(SPEC, Form.PLAIN), _ -> {});
        warmer.add(new WarmUp(kernel, Hungry::new, 4));
        while (warmer.pending() > 0) {
            Thread.sleep(1);
        }
        assertThat(kernel.form()).isEqualTo(Form.VECTOR);
    }
}
