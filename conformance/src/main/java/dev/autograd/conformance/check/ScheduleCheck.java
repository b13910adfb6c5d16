package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import dev.autograd.conformance.reference.ScheduleCase;
import dev.autograd.conformance.reference.Tolerance;
import dev.autograd.io.FormatException;
import dev.autograd.optim.Optimizer;
import dev.autograd.optim.ParameterGroup;
import dev.autograd.optim.SGD;
import dev.autograd.torch.TorchScheduler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Steps a schedule over an optimiser and reads its learning rates.
final class ScheduleCheck {
    private static final double MOMENTUM = 0.9;
    private static final Tolerance TOLERANCE = new Tolerance(1e-9, 1e-12);

    /// Makes schedules, as [dev.autograd.torch.TorchSchedulers#create].
    @FunctionalInterface
    interface Factory {
        TorchScheduler create(String name, Optimizer optimizer, Map<String, @Nullable Object> kwargs);
    }

    private ScheduleCheck() {}

    static Verdict check(ScheduleCase c, Factory factory) throws IOException {
        checkLengths(c);
        Optimizer optimizer = optimizer(c.baseRates());
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>(
                c.constructor().bind(ScheduleCheck::noTensor).kwargs());
        if (c.note() != null) {
            var notes = new ScheduleNotes((name, kwargs) -> factory.create(name, optimizer, kwargs));
            arguments.putAll(notes.arguments(c.note()));
        }
        TorchScheduler schedule = factory.create(c.label().op(), optimizer, arguments);
        List<String> findings = new ArrayList<>();
        double @Nullable [] metrics = c.metrics();
        for (int step = 0; step < c.rates().length && findings.isEmpty(); step++) {
            if (step > 0) {
                optimizer.step();
                schedule.step(metrics == null ? null : metrics[step - 1]);
            }
            compare(c, optimizer, step, findings);
        }
        return Verdict.of(findings);
    }

    private static void checkLengths(ScheduleCase c) throws FormatException {
        double @Nullable [] metrics = c.metrics();
        double @Nullable [] momentum = c.momentum();
        boolean fit = (metrics == null || metrics.length >= c.rates().length - 1)
                && (momentum == null || momentum.length == c.rates().length);
        for (double[] rates : c.rates()) {
            fit &= rates.length == c.baseRates().length;
        }
        if (!fit) {
            throw new FormatException("lr.json", c.label().id() + " has rows of different lengths");
        }
    }

    /// One group for each learning rate, each of one parameter with a gradient.
    private static Optimizer optimizer(double[] rates) {
        ParameterGroup[] groups = new ParameterGroup[rates.length];
        for (int i = 0; i < groups.length; i++) {
            Tensor parameter = Tensor.zeros(1).requiresGrad_();
            parameter.setGrad(Tensor.zeros(1));
            groups[i] = new ParameterGroup(
                    List.of(parameter), SGD.settings(rates[i]).withMomentum(MOMENTUM));
        }
        return SGD.of(groups);
    }

    private static void compare(ScheduleCase c, Optimizer optimizer, int step, List<String> findings) {
        double[] rates = c.rates()[step];
        for (int group = 0; group < rates.length; group++) {
            compare("lr of group " + group, number(optimizer, group, "lr"), rates[group], step, findings);
        }
        double @Nullable [] momentum = c.momentum();
        if (momentum != null) {
            compare("momentum", number(optimizer, 0, "momentum"), momentum[step], step, findings);
        }
    }

    private static double number(Optimizer optimizer, int group, String name) {
        return Objects.requireNonNull(
                optimizer.groups().get(group).settings().numbers().get(name), name);
    }

    private static void compare(String what, double actual, double expected, int step, List<String> findings) {
        if (!TOLERANCE.accepts(actual, expected)) {
            findings.add(what + " after " + step + " steps is " + actual + ", but " + expected + " is expected");
        }
    }

    private static Tensor noTensor(String name) throws FormatException {
        throw new FormatException("lr.json", "a schedule has the tensor " + name + ", but no schedule takes one");
    }
}
