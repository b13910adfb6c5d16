package dev.autograd.op.fused;

import dev.autograd.Tensor;
import dev.autograd.engine.Backward;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Forward;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Kernels;
import dev.autograd.kernel.Pool2d;
import dev.autograd.kernel.Pool2dShape;
import dev.autograd.op.Check;
import dev.autograd.op.Op;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;

/// The mean of each window of `(N, C, H, W)` or `(C, H, W)`. Gradient: every window's gradient spread evenly over it.
public final class AvgPool2d implements Op {
    private static final String NAME = "avgPool2d";

    private final Pool2dShape sizes;
    private final Divisor divisor;

    /// What the sum over a window is divided by.
    public enum Divisor {
        /// The window's elements including padding, though not what hangs over the padding.
        WITH_PADDING,
        /// The window's elements that lie inside the input.
        WITHOUT_PADDING;

        Pool2d.Divisor kernel() {
            return switch (this) {
                case WITH_PADDING -> Pool2d.Divisor.WITH_PADDING;
                case WITHOUT_PADDING -> Pool2d.Divisor.WITHOUT_PADDING;
            };
        }
    }

    private AvgPool2d(Pool2dShape sizes, Divisor divisor) {
        this.sizes = sizes;
        this.divisor = divisor;
    }

    /// Pools windows that lie side by side.
    ///
    /// @param kernel the window's height and width, or one number for both
    /// @throws IllegalArgumentException when sizes, type or settings do not fit
    public static Tensor of(Tensor x, int[] kernel) {
        return of(x, kernel, kernel, new int[] {0}, Rounding.FLOOR, Divisor.WITH_PADDING);
    }

    /// Pools windows.
    ///
    /// @param kernel the window's height and width, or one number for both; so are the following
    /// @param stride the step of the window
    /// @param padding zeros added on each side, at most half a window
    /// @throws IllegalArgumentException when sizes, type or settings do not fit
    public static Tensor of(Tensor x, int[] kernel, int[] stride, int[] padding, Rounding rounding, Divisor divisor) {
        Pool2dShape sizes = Pool2dCheck.sizes(NAME, x, kernel, stride, padding, new int[] {1}, rounding);
        return Tape.run(new AvgPool2d(sizes, divisor), x);
    }

    /// Sums windows and divides every sum by one number, as PyTorch's `divisor_override`.
    ///
    /// @param kernel the window's height and width, or one number for both; so are the following
    /// @param stride the step of the window
    /// @param padding zeros added on each side, at most half a window
    /// @throws IllegalArgumentException when sizes, type or settings do not fit, or the divisor is 0
    public static Tensor dividedBy(
            Tensor x, int[] kernel, int[] stride, int[] padding, Rounding rounding, int divisor) {
        Check.that(divisor != 0, () -> NAME + ": the divisor must not be 0");
        Pool2dShape s = Pool2dCheck.sizes(NAME, x, kernel, stride, padding, new int[] {1}, rounding);
        int belowRows = (s.outHeight() - 1) * s.strideHeight() + s.kernelHeight() - s.height() - s.paddingHeight();
        int rightColumns = (s.outWidth() - 1) * s.strideWidth() + s.kernelWidth() - s.width() - s.paddingWidth();
        // With as much padding as the last window needs, all windows are full, so that the mean is the sum over one
        // number.
        Tensor padded = x.pad(0, s.paddingWidth(), rightColumns, s.paddingHeight(), belowRows);
        Tensor mean = of(padded, kernel, stride, new int[] {0}, Rounding.FLOOR, Divisor.WITH_PADDING);
        return mean.mul((double) s.kernelHeight() * s.kernelWidth() / divisor);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String onnx() {
        return "AveragePool";
    }

    @Override
    public Tensor[] forward(Tensor[] inputs) {
        Tensor x = Copy.dense(inputs[0]);
        Shape shape = Pool2dCheck.output(sizes, x.shape());
        Storage y = Storage.forResult(x.dtype(), shape.numel());
        Kernels.floating(x.dtype())
                .pool2d()
                .average(
                        sizes,
                        divisor.kernel(),
                        x.storage().array(),
                        (int) x.layout().offset(),
                        y.array(),
                        0);
        return new Tensor[] {Tape.wrap(y, shape.contiguous())};
    }

    @Override
    public String gradientRule() {
        return "x: grad / n in all n places of each window";
    }

    @Override
    public Tensor gradient(int input, Backward b) {
        return Tape.run(new Spread(this, b.inputShape(0)), b.grad());
    }

    @Override
    public Tensor[] jvp(Forward f) {
        return f.linear(this);
    }

    @Override
    public Tensor[] vmap(Batch b) {
        return b.run(times(b.size()));
    }

    private AvgPool2d times(long examples) {
        return new AvgPool2d(sizes.times(examples), divisor);
    }

    /// The gradient, which is linear: its own gradient is the pooling again.
    private record Spread(AvgPool2d pool, Shape shape) implements Op {
        @Override
        public String name() {
            return "avgPool2dBackward";
        }

        @Override
        public Tensor[] forward(Tensor[] inputs) {
            Tensor g = Copy.dense(inputs[0]);
            Storage dx = Storage.forResult(g.dtype(), shape.numel());
            Kernels.floating(g.dtype())
                    .pool2d()
                    .averageBackward(
                            pool.sizes,
                            pool.divisor.kernel(),
                            g.storage().array(),
                            (int) g.layout().offset(),
                            dx.array(),
                            0);
            return new Tensor[] {Tape.wrap(dx, shape.contiguous())};
        }

        @Override
        public String gradientRule() {
            return "x: mean of grad in each window";
        }

        @Override
        public Tensor gradient(int input, Backward b) {
            return Tape.run(pool, b.grad());
        }

        @Override
        public Tensor[] jvp(Forward f) {
            return f.linear(this);
        }

        @Override
        public Tensor[] vmap(Batch b) {
            return b.run(new Spread(pool.times(b.size()), b.shape(shape)));
        }
    }
}
