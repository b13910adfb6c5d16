package dev.autograd.cli.train;

import dev.autograd.Tensor;
import dev.autograd.optim.Adam;
import dev.autograd.optim.AdamW;
import dev.autograd.optim.Optimizer;
import dev.autograd.optim.SGD;
import java.util.List;
import java.util.Locale;

/// The optimisers to choose from, each with the learning rate that it usually works with.
public enum OptimizerKind {
    SGD(0.1) {
        @Override
        Optimizer of(List<Tensor> parameters, double lr) {
            return new SGD(parameters, lr);
        }
    },
    ADAM(0.001) {
        @Override
        Optimizer of(List<Tensor> parameters, double lr) {
            return new Adam(parameters, lr);
        }
    },
    ADAMW(0.001) {
        @Override
        Optimizer of(List<Tensor> parameters, double lr) {
            return new AdamW(parameters, lr);
        }
    };

    private final double usualLr;

    OptimizerKind(double usualLr) {
        this.usualLr = usualLr;
    }

    /// The learning rate where none is given.
    public double usualLr() {
        return usualLr;
    }

    abstract Optimizer of(List<Tensor> parameters, double lr);

    /// The name on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
