package dev.autograd.optim;

import dev.autograd.kernel.Goal;
import dev.autograd.kernel.SgdStep;
import java.util.LinkedHashMap;
import java.util.Map;

/// How [SGD] descends; made by [SGD#settings] and refined by the methods here.
///
/// @param lr the learning rate
/// @param momentum the share of the previous step that is kept; 0 for none
/// @param dampening the share of the gradient that momentum does not take up
/// @param weightDecay how much of the parameter is added to the gradient
/// @param nesterov whether to step along the gradient plus the momentum to come
/// @param maximize whether to ascend
public record SgdSettings(
        double lr, double momentum, double dampening, double weightDecay, boolean nesterov, boolean maximize)
        implements Settings {
    /// @throws IllegalArgumentException when a number is negative or not finite, or Nesterov momentum lacks
    ///     momentum or is dampened
    public SgdSettings {
        Numbers.notNegative("SGD", "lr", lr);
        Numbers.notNegative("SGD", "momentum", momentum);
        Numbers.notNegative("SGD", "weightDecay", weightDecay);
        Numbers.check(Double.isFinite(dampening), "SGD: dampening must be finite, but is " + dampening);
        Numbers.check(
                !nesterov || (momentum > 0 && dampening == 0),
                "SGD: Nesterov momentum needs a momentum above 0 and no dampening, but momentum is " + momentum
                        + " and dampening " + dampening);
    }

    @Override
    public SgdSettings withLr(double lr) {
        return new SgdSettings(lr, momentum, dampening, weightDecay, nesterov, maximize);
    }

    /// The same with a momentum.
    public SgdSettings withMomentum(double momentum) {
        return new SgdSettings(lr, momentum, dampening, weightDecay, nesterov, maximize);
    }

    /// The same with a dampening of the momentum.
    public SgdSettings withDampening(double dampening) {
        return new SgdSettings(lr, momentum, dampening, weightDecay, nesterov, maximize);
    }

    /// The same with a weight decay.
    public SgdSettings withWeightDecay(double weightDecay) {
        return new SgdSettings(lr, momentum, dampening, weightDecay, nesterov, maximize);
    }

    /// The same with Nesterov momentum; give the momentum first.
    public SgdSettings withNesterov() {
        return new SgdSettings(lr, momentum, dampening, weightDecay, true, maximize);
    }

    /// The same, ascending.
    public SgdSettings withMaximize() {
        return new SgdSettings(lr, momentum, dampening, weightDecay, nesterov, true);
    }

    SgdStep step(boolean first) {
        SgdStep.Kind kind = first
                ? (nesterov ? SgdStep.Kind.FIRST_NESTEROV : SgdStep.Kind.FIRST)
                : (nesterov ? SgdStep.Kind.NESTEROV : SgdStep.Kind.CLASSICAL);
        return new SgdStep(lr, momentum, dampening, weightDecay, kind, maximize ? Goal.MAXIMIZE : Goal.MINIMIZE);
    }

    @Override
    public Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("lr", lr);
        numbers.put("momentum", momentum);
        numbers.put("dampening", dampening);
        numbers.put("weight_decay", weightDecay);
        numbers.put("nesterov", Numbers.of(nesterov));
        numbers.put("maximize", Numbers.of(maximize));
        return numbers;
    }

    @Override
    public SgdSettings withNumbers(Map<String, Double> numbers) {
        Numbers.sameNames("SGD", numbers(), numbers);
        return new SgdSettings(
                Numbers.get(numbers, "lr"),
                Numbers.get(numbers, "momentum"),
                Numbers.get(numbers, "dampening"),
                Numbers.get(numbers, "weight_decay"),
                Numbers.isOn(numbers, "nesterov"),
                Numbers.isOn(numbers, "maximize"));
    }
}
