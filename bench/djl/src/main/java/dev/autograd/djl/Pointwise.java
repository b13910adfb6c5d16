package dev.autograd.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Operators on a million elements, without a gradient.
final class Pointwise {
    private static final int ELEMENTS = 1_000_000;

    static final Map<String, Supplier<Runnable>> ALL = Map.of(
            "pointwise-plain",
                    () -> {
                        NDArray x = Arrays.randn(ELEMENTS);
                        NDArray a = divisor();
                        return Arrays.quietChain(() -> plain(x, a));
                    },
            "pointwise-exp",
                    () -> {
                        NDArray x = Arrays.randn(ELEMENTS);
                        NDArray a = divisor();
                        return Arrays.quietChain(() -> exponential(x, a));
                    },
            "add-1m",
                    () -> {
                        NDArray x = Arrays.randn(ELEMENTS);
                        NDArray a = Arrays.randn(ELEMENTS);
                        return Arrays.quiet(() -> x.add(a));
                    },
            "relu-1m", unary(Activation::relu),
            "sum-1m", unary(NDArray::sum),
            "exp-1m", unary(NDArray::exp),
            "tanh-1m", unary(NDArray::tanh));

    private Pointwise() {}

    private static NDArray divisor() {
        return Arrays.rand(ELEMENTS).addi(0.5);
    }

    private static Supplier<Runnable> unary(UnaryOperator<NDArray> function) {
        return () -> {
            NDArray x = Arrays.randn(ELEMENTS);
            return Arrays.quiet(() -> function.apply(x));
        };
    }

    private static NDArray plain(NDArray x, NDArray a) {
        NDArray y = Activation.relu(x.mul(a).add(a));
        return y.sub(x).square().abs().add(1).div(a).maximum(x).mul(0.5);
    }

    private static NDArray exponential(NDArray x, NDArray a) {
        NDArray y = Activation.sigmoid(x.mul(a)).add(a).mul(x).tanh().sub(x);
        return Activation.relu(y).mul(a).add(1).mul(0.5);
    }
}
