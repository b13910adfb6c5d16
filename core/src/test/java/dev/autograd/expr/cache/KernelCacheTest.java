package dev.autograd.expr.cache;

import static dev.autograd.expr.Expr.var;
import static dev.autograd.expr.Functions.sigmoid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.expr.codegen.Form;
import dev.autograd.expr.codegen.KernelCompiler;
import dev.autograd.expr.codegen.KernelSpec;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.value.DType;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelCacheTest {

    private static KernelSpec spec(DType type) {
        return KernelSpec.of(sigmoid(var(0)).plus(var(1)), type, type);
    }

    @Test
    void makesEachKernelOnce() {
        KernelCache cache = new KernelCache(KernelCompiler.forThisMachine(), new Warmer());
        Set<PointwiseKernel> made = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 64).parallel().forEach(i -> made.add(cache.get(spec(DType.FLOAT32), Form.PLAIN)));
        assertThat(made).hasSize(1);
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void tellsFormsAndTypesApart() {
        KernelCache cache = new KernelCache(KernelCompiler.forThisMachine(), new Warmer());
        Set<PointwiseKernel> made = Set.of(
                cache.get(spec(DType.FLOAT32), Form.PLAIN),
                cache.get(spec(DType.FLOAT32), Form.INTERPRETED),
                cache.get(spec(DType.FLOAT64), Form.PLAIN),
                cache.adaptive(spec(DType.FLOAT32)));
        assertThat(made).hasSize(4);
        assertThat(cache.size()).isEqualTo(4);
    }
}
