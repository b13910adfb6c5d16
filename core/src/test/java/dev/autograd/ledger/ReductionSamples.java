package dev.autograd.ledger;

import static dev.autograd.Gradients.input;
import static dev.autograd.ledger.Sample.of;

import java.util.List;

/// Calls of the operators in `op.reduction`.
final class ReductionSamples {
    private ReductionSamples() {}

    static List<Sample> all() {
        return List.of(
                of("sum", "sum()", x -> x[0].sum(), input(2, 3)),
                of("sum", "sum(-1)", x -> x[0].sum(-1), input(2, 3)),
                of("sum", "of a scalar", x -> x[0].sum(), input()),
                of("argmax", "argmax(1)", x -> x[0].argmax(1), input(2, 3)).constant("indices are integers"));
    }
}
