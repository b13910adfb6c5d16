package dev.autograd.optim;

import dev.autograd.kernel.AdamStep;
import dev.autograd.kernel.Goal;
import java.util.LinkedHashMap;
import java.util.Map;

/// How [Adam] and [AdamW] descend; made by [Adam#settings] or [AdamW#settings] and refined by the methods here.
///
/// @param lr the learning rate
/// @param beta1 how much of the mean gradient is kept
/// @param beta2 how much of the mean squared gradient is kept
/// @param eps added to the denominator
/// @param weightDecay the strength of the weight decay; 0 for none
/// @param amsgrad whether to divide by the largest mean square so far
/// @param maximize whether to ascend
public record AdamSettings(
        double lr, double beta1, double beta2, double eps, double weightDecay, boolean amsgrad, boolean maximize)
        implements Settings {
    /// @throws IllegalArgumentException when a number is negative or not finite, or a beta is not below 1
    public AdamSettings {
        Numbers.notNegative("Adam", "lr", lr);
        Numbers.notNegative("Adam", "beta1", beta1);
        Numbers.notNegative("Adam", "beta2", beta2);
        Numbers.notNegative("Adam", "eps", eps);
        Numbers.notNegative("Adam", "weightDecay", weightDecay);
        Numbers.check(beta1 < 1, "Adam: beta1 must be below 1, but is " + beta1);
        Numbers.check(beta2 < 1, "Adam: beta2 must be below 1, but is " + beta2);
    }

    @Override
    public AdamSettings withLr(double lr) {
        return new AdamSettings(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
    }

    /// The same with other betas.
    public AdamSettings withBetas(double beta1, double beta2) {
        return new AdamSettings(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
    }

    /// The same with another epsilon.
    public AdamSettings withEps(double eps) {
        return new AdamSettings(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
    }

    /// The same with another weight decay.
    public AdamSettings withWeightDecay(double weightDecay) {
        return new AdamSettings(lr, beta1, beta2, eps, weightDecay, amsgrad, maximize);
    }

    /// The same with AMSGrad.
    public AdamSettings withAmsgrad() {
        return new AdamSettings(lr, beta1, beta2, eps, weightDecay, true, maximize);
    }

    /// The same, ascending.
    public AdamSettings withMaximize() {
        return new AdamSettings(lr, beta1, beta2, eps, weightDecay, amsgrad, true);
    }

    AdamStep step(long step, AdamStep.Decay decay) {
        return AdamStep.of(lr, beta1, beta2, eps, weightDecay, decay, step, maximize ? Goal.MAXIMIZE : Goal.MINIMIZE);
    }

    @Override
    public Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("lr", lr);
        numbers.put("beta1", beta1);
        numbers.put("beta2", beta2);
        numbers.put("eps", eps);
        numbers.put("weight_decay", weightDecay);
        numbers.put("amsgrad", Numbers.of(amsgrad));
        numbers.put("maximize", Numbers.of(maximize));
        return numbers;
    }

    @Override
    public AdamSettings withNumbers(Map<String, Double> numbers) {
        Numbers.sameNames("Adam", numbers(), numbers);
        return new AdamSettings(
                Numbers.get(numbers, "lr"),
                Numbers.get(numbers, "beta1"),
                Numbers.get(numbers, "beta2"),
                Numbers.get(numbers, "eps"),
                Numbers.get(numbers, "weight_decay"),
                Numbers.isOn(numbers, "amsgrad"),
                Numbers.isOn(numbers, "maximize"));
    }
}
