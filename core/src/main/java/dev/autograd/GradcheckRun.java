package dev.autograd;

import dev.autograd.GradcheckReport.Comparison;
import dev.autograd.GradcheckReport.Worst;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One order of a check, and those above it.
final class GradcheckRun {
    /// Up to how many elements of inputs and outputs together a projection that fails is followed by a look
    /// at every element, for the message.
    private static final long FINDABLE = 10_000;

    private final GradcheckSettings settings;
    private final Function<Tensor[], Tensor[]> function;
    private final GradcheckPoint point;
    private final GradcheckNames names;
    private final List<Worst> worst = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private GradcheckRun(
            GradcheckSettings settings,
            Function<Tensor[], Tensor[]> function,
            GradcheckPoint point,
            GradcheckNames names) {
        this.settings = settings;
        this.function = function;
        this.point = point;
        this.names = names;
    }

    static GradcheckReport of(GradcheckSettings settings, Function<Tensor[], Tensor[]> function, Tensor... inputs) {
        return new GradcheckRun(settings, function, new GradcheckPoint(inputs), GradcheckNames.of(inputs)).report();
    }

    private GradcheckReport report() {
        Tensor[] inputs = point.copies();
        Tensor[] outputs = outputs(inputs);
        check(inputs, outputs);
        if (failures.isEmpty() && names.order() < settings.order()) {
            GradcheckReport higher = gradients(outputs).report();
            worst.addAll(higher.worst());
            failures.addAll(higher.failures());
        }
        return new GradcheckReport(worst, failures);
    }

    private Tensor[] outputs(Tensor[] inputs) {
        Tensor[] outputs = Autograd.enableGrad(() -> function.apply(inputs.clone()));
        Check.that(outputs.length > 0, () -> names.check() + ": the function returned no tensor");
        for (int o = 0; o < outputs.length; o++) {
            int at = o;
            Check.that(
                    outputs[o].dtype() != DType.FLOAT32,
                    () -> names.check() + ": " + names.output(at, outputs[at].shape())
                            + " is float32, whose differences are too coarse to compare with; compute in float64");
        }
        return outputs;
    }

    private void check(Tensor[] inputs, Tensor[] outputs) {
        GradcheckJacobians jacobians = new GradcheckJacobians(function, point, outputs, settings);
        Tensor[] again = point.copies();
        Tensor[] outputsAgain = jacobians.run(again);
        GradcheckRepeat repeat = new GradcheckRepeat(names, settings.nondetTol());
        if (fails(repeat.difference(outputs, outputsAgain)) || fails("the function ", point.change(inputs))) {
            return;
        }
        GradcheckJacobians projected = new GradcheckJacobians(function, point, outputs, settings.withFastMode());
        double[][][] reverse = jacobians.reverse(inputs, outputs);
        if (fails("reverse mode ", point.change(inputs))
                || fails("reverse mode ", jacobians.changedGradient())
                || fails(repeat.difference(
                        projected.reverse(inputs, outputs), projected.reverse(again, outputsAgain)))) {
            return;
        }
        GradcheckCompare compare = new GradcheckCompare(settings, jacobians, names);
        double[][][] differences = jacobians.differences(settings.eps());
        compare.compare(Comparison.REVERSE_DIFFERENCES, reverse, differences);
        if (settings.checkForward()) {
            double[][][] forward = jacobians.forward(inputs, outputs);
            compare.compare(Comparison.FORWARD_DIFFERENCES, forward, differences);
            compare.compare(Comparison.FORWARD_REVERSE, forward, reverse);
        }
        if (settings.checkBatched()) {
            batched(compare, new GradcheckBatched(jacobians, inputs, outputs));
        }
        worst.addAll(compare.worst());
        failures.addAll(compare.failures());
        if (!failures.isEmpty() && settings.fastMode() && elements(inputs) + elements(outputs) <= FINDABLE) {
            find();
        }
    }

    private void batched(GradcheckCompare compare, GradcheckBatched batched) {
        compare.compare(Comparison.BATCHED_REVERSE, batched.reverseMapped(), batched.reverseOneByOne());
        if (settings.checkForward()) {
            compare.compare(Comparison.BATCHED_FORWARD, batched.forwardMapped(), batched.forwardOneByOne());
        }
    }

    private static long elements(Tensor[] tensors) {
        return Arrays.stream(tensors).mapToLong(Tensor::numel).sum();
    }

    /// Looks at every element after a projection has failed, to say which is wrong.
    private void find() {
        GradcheckSettings every = settings.withEveryElement().withOrder(names.order());
        GradcheckReport report = new GradcheckRun(every, function, point, names).report();
        if (!report.passed()) {
            worst.addAll(report.worst());
            failures.clear();
            failures.addAll(report.failures());
        }
    }

    private boolean fails(@Nullable String problem) {
        return fails("", problem);
    }

    private boolean fails(String who, @Nullable String problem) {
        if (problem != null) {
            failures.add(names.check() + ": " + who + problem);
        }
        return problem != null;
    }

    /// The check of the function that gives the gradients, by the inputs and by the gradients that it
    /// starts from.
    private GradcheckRun gradients(Tensor[] outputs) {
        int n = point.given().length;
        int[] floating = GradcheckPoint.floating(outputs);
        Tensor[] all = Arrays.copyOf(point.given(), n + floating.length);
        for (int k = 0; k < floating.length; k++) {
            Shape shape = outputs[floating[k]].shape();
            all[n + k] = Tensor.rand(Random.seed(17 + k), shape, DType.FLOAT64).add(0.5);
        }
        Function<Tensor[], Tensor[]> gradients = in -> {
            Tensor[] x = Arrays.copyOf(in, n);
            Tensor[] y = function.apply(x.clone());
            return gradients(y, floating, Arrays.copyOfRange(in, n, in.length), point.differentiable(x));
        };
        return new GradcheckRun(
                settings, gradients, new GradcheckPoint(all), names.higher(point.differentiable(), floating));
    }

    private static Tensor[] gradients(Tensor[] y, int[] floating, Tensor[] starts, Tensor[] wanted) {
        List<Tensor> roots = new ArrayList<>();
        List<Tensor> given = new ArrayList<>();
        for (int k = 0; k < floating.length; k++) {
            Tensor output = y[floating[k]];
            if (output.requiresGrad()) {
                roots.add(output);
                given.add(starts[k]);
            }
        }
        @Nullable Tensor[] found = new Tensor[wanted.length];
        if (!roots.isEmpty()) {
            GradOptions options = GradOptions.DEFAULT
                    .withGradOutputs(given.toArray(Tensor[]::new))
                    .withCreateGraph()
                    .withAllowUnused();
            found = Autograd.grad(roots.toArray(Tensor[]::new), wanted, options);
        }
        return GradcheckJacobians.orZeros(found, wanted);
    }
}
