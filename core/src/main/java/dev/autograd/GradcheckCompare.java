package dev.autograd;

import dev.autograd.GradcheckReport.Comparison;
import dev.autograd.GradcheckReport.Worst;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares Jacobians and keeps, for every input, the element that is furthest out.
final class GradcheckCompare {
    /// How much closer two analytical derivatives must be than one is to differences: both are exact up to
    /// rounding.
    private static final double EXACT = 1e-3;

    private final GradcheckSettings settings;
    private final GradcheckJacobians jacobians;
    private final GradcheckNames names;
    private final List<Worst> worst = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /// Where two Jacobians differ most: which number of the part that belongs to an output, and by how
    /// much.
    private record Place(int output, int at, double excess) {}

    GradcheckCompare(GradcheckSettings settings, GradcheckJacobians jacobians, GradcheckNames names) {
        this.settings = settings;
        this.jacobians = jacobians;
        this.names = names;
    }

    List<Worst> worst() {
        return worst;
    }

    List<String> failures() {
        return failures;
    }

    /// Compares number by number.
    void compare(Comparison comparison, double[][][] analytical, double[][][] reference) {
        for (int i = 0; i < jacobians.inputCount(); i++) {
            Place place = furthest(comparison, i, analytical, reference);
            if (place != null) {
                add(comparison, i, place, analytical, reference);
            }
        }
    }

    private @Nullable Place furthest(Comparison comparison, int i, double[][][] analytical, double[][][] reference) {
        Place furthest = null;
        for (int o = 0; o < analytical.length; o++) {
            for (int at = 0; at < analytical[o][i].length; at++) {
                double expected = reference[o][i][at];
                double excess = Worst.excess(analytical[o][i][at], expected, allowed(comparison, i, o, expected));
                if (furthest == null || excess > furthest.excess) {
                    furthest = new Place(o, at, excess);
                }
            }
        }
        return furthest;
    }

    private double allowed(Comparison comparison, int i, int o, double reference) {
        double weight = comparison.isBatched()
                ? 1
                : jacobians.in(i).weight() * jacobians.out(o).weight();
        double allowed = settings.atol() * weight + settings.rtol() * Math.abs(reference);
        return comparison.isWithDifferences() ? allowed : allowed * EXACT;
    }

    private void add(Comparison comparison, int i, Place place, double[][][] analytical, double[][][] reference) {
        int o = place.output;
        int at = place.at;
        Shape input = jacobians.in(i).shape();
        Shape output = jacobians.out(o).shape();
        int inputs = jacobians.in(i).count();
        List<Long> inputElement = switch (comparison) {
            case BATCHED_REVERSE -> GradcheckNames.index(input, at % (int) input.numel());
            case BATCHED_FORWARD -> List.of();
            default -> jacobians.in(i).index(at % inputs);
        };
        List<Long> outputElement = switch (comparison) {
            case BATCHED_REVERSE -> List.of();
            case BATCHED_FORWARD -> GradcheckNames.index(output, at % (int) output.numel());
            default -> jacobians.out(o).index(at / inputs);
        };
        double expected = reference[o][i][at];
        Worst found = new Worst(
                comparison,
                names.order(),
                jacobians.inputIndex(i),
                names.input(jacobians.inputIndex(i), input),
                inputElement,
                o,
                names.output(o, output),
                outputElement,
                analytical[o][i][at],
                expected,
                allowed(comparison, i, o, expected));
        worst.add(found);
        if (!found.passed()) {
            boolean mayBeKink = comparison.isWithDifferences() && !settings.fastMode();
            failures.add(found + (mayBeKink ? kink(i, at % inputs, o, at / inputs) : ""));
        }
    }

    /// Says so when the slopes to the two sides of the point differ by more than any curvature explains.
    private String kink(int i, int k, int o, int r) {
        double eps = settings.eps();
        double left = jacobians.slopes(i, k, 0, -eps)[o].toDoubleArray()[r];
        double right = jacobians.slopes(i, k, eps, 0)[o].toDoubleArray()[r];
        double curved = Math.max(1e-3, 100 * eps) * (1 + Math.abs(left) + Math.abs(right));
        return Math.abs(right - left) <= curved
                ? ""
                : "; the slopes to its two sides are " + left + " and " + right
                        + ", so there is a kink or a jump here, where no derivative exists: move the input away from it";
    }
}
