package dev.autograd.conformance.training;

import dev.autograd.Tensor;
import dev.autograd.optim.ClipGrad;
import dev.autograd.optim.Optimizer;
import dev.autograd.torch.TorchOptimizers;
import dev.autograd.torch.UnsupportedTorchCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a program descends, from words such as `Adam lr=0.01` and `clip_grad_norm_ 1.0, then AdamW lr=0.01
/// betas=(0.9,0.95) on all parameters`.
public final class Descent {
    private static final Pattern WORDS = Pattern.compile(
            "(?:clip_grad_norm_ (?<clip>\\S+), then )?(?<name>\\w+)(?<arguments>(?: \\w+=\\S+)*)(?: on all parameters)?");

    private final List<Tensor> parameters;
    private final Optimizer optimizer;
    private final @Nullable Double maxNorm;

    private Descent(List<Tensor> parameters, Optimizer optimizer, @Nullable Double maxNorm) {
        this.parameters = parameters;
        this.optimizer = optimizer;
        this.maxNorm = maxNorm;
    }

    /// Reads the words.
    ///
    /// @throws UnsupportedTorchCall when there is no such optimiser, or the words are of another form
    public static Descent of(String words, List<Tensor> parameters) {
        Matcher matcher = WORDS.matcher(words);
        if (!matcher.matches()) {
            throw new UnsupportedTorchCall("it is not understood how to descend by: " + words);
        }
        String clip = matcher.group("clip");
        Optimizer optimizer = TorchOptimizers.create(
                "optim." + matcher.group("name"), parameters, arguments(matcher.group("arguments")));
        return new Descent(parameters, optimizer, clip == null ? null : Double.valueOf(clip));
    }

    private static Map<String, @Nullable Object> arguments(String words) {
        var arguments = new LinkedHashMap<String, @Nullable Object>();
        for (String word : words.strip().split(" ")) {
            if (!word.isEmpty()) {
                String[] sides = word.split("=", 2);
                arguments.put(sides[0], value(sides[1]));
            }
        }
        return arguments;
    }

    /// A number, a truth value, or several numbers in parentheses.
    private static Object value(String text) {
        if (text.startsWith("(")) {
            var numbers = new ArrayList<Double>();
            for (String number : text.substring(1, text.length() - 1).split(",")) {
                numbers.add(Double.valueOf(number));
            }
            return numbers;
        }
        return switch (text) {
            case "True" -> true;
            case "False" -> false;
            default -> Double.valueOf(text);
        };
    }

    /// Drops all gradients.
    public void zeroGrad() {
        optimizer.zeroGrad();
    }

    /// Clips where that is asked for, and steps.
    public void step() {
        if (maxNorm != null) {
            ClipGrad.norm(parameters, maxNorm);
        }
        optimizer.step();
    }
}
