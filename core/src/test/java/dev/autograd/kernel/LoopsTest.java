package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.expr.Expr;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.value.DType;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Operands of any layout and type, against the formula computed element by element.
final class LoopsTest {
    private static final Expr FORMULA = Expr.var(0).mul(3).plus(Expr.var(1)).plus(Expr.var(0));

    /// Layouts that broadcast to the shape, all within `numel + 16` elements.
    private static List<Layout> layouts(long rows, long columns) {
        Layout dense = Shape.of(rows, columns).contiguous();
        return List.of(
                dense,
                Layout.of(Shape.of(rows, columns), new long[] {columns, 1}, 5),
                Layout.of(Shape.of(columns, rows), new long[] {rows, 1}, 3).permute(1, 0),
                dense.flip(0).flip(0),
                Shape.of(columns).contiguous(),
                Layout.of(Shape.of(rows, 1), new long[] {1, 1}, 2),
                Layout.of(Shape.of(rows, 1), new long[] {columns, 1}, 0),
                Layout.of(Shape.SCALAR, new long[0], 7),
                Layout.of(Shape.of(1, 1), new long[] {1, 1}, 4),
                dense.select(0, 0).expand(Shape.of(rows, columns)));
    }

    private static Storage numbered(DType dtype, long n) {
        Storage storage = Storage.allocate(dtype, n);
        for (int i = 0; i < n; i++) {
            Elements.set(storage.array(), i, dtype == DType.BOOL ? i % 2 : i % 97);
        }
        return storage;
    }

    @ParameterizedTest
    @EnumSource(names = {"INT32", "INT64", "FLOAT32", "FLOAT64"})
    void everyElementIsComputedFromItsOperands(DType compute) {
        PointwiseKernel kernel = PointwiseKernels.get(FORMULA, compute, List.of(compute, compute), compute);
        for (long[] sizes : new long[][] {{3, 5}, {4, 40}, {1, 1}, {3, 1}, {1, 3}, {2, 2100}, {40, 2}}) {
            Shape shape = Shape.of(sizes);
            long n = shape.numel();
            for (DType other : DType.values()) {
                Storage a = numbered(compute, n + 16);
                Storage b = numbered(other, n + 16);
                for (Layout left : layouts(sizes[0], sizes[1])) {
                    for (Layout right : layouts(sizes[0], sizes[1])) {
                        check(kernel, shape, a, left, b, right);
                    }
                }
            }
        }
    }

    private static void check(PointwiseKernel kernel, Shape shape, Storage a, Layout left, Storage b, Layout right) {
        int n = (int) shape.numel();
        Object out = a.dtype().newArray(n);
        Loops.run(kernel, shape, out, new double[0], new Storage[] {a, b}, new Layout[] {left, right});
        double[] x = new double[n];
        double[] y = new double[n];
        Strided.gather(a.array(), left.expand(shape), x, 0);
        Strided.gather(b.array(), right.expand(shape), y, 0);
        for (int i = 0; i < n; i++) {
            if (Elements.getDouble(out, i) != x[i] * 3 + y[i] + x[i]) { // an assertion for each would take seconds
                assertThat(Elements.getDouble(out, i))
                        .as("element %d of %s, %s and %s %s", i, shape, left, right, b.dtype())
                        .isEqualTo(x[i] * 3 + y[i] + x[i]);
            }
        }
    }
}
