package dev.autograd.ledger;

import dev.autograd.op.pointwise.PointwiseSamples;
import dev.autograd.op.random.RandomSamples;
import java.util.List;
import java.util.stream.Stream;

/// Calls of every operator there is.
final class Samples {
    private Samples() {}

    static List<Sample> all() {
        return Stream.of(
                        PointwiseSamples.all(),
                        LayoutSamples.all(),
                        ReductionSamples.all(),
                        ContractionSamples.all(),
                        IndexingSamples.all(),
                        FusedSamples.all(),
                        RandomSamples.all(),
                        ComposedSamples.all())
                .flatMap(List::stream)
                .toList();
    }
}
