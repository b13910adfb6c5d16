package dev.autograd.conformance.check;

import dev.autograd.torch.TorchScheduler;
import dev.autograd.torch.UnsupportedTorchCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Arguments of schedules that JSON cannot hold, from the words that stand for them.
final class ScheduleNotes {
    private static final String NUMBER = "([-+.\\deE]+)";
    private static final Pattern POWER = Pattern.compile("lr_lambda\\(e\\) = " + NUMBER + "\\^e");
    private static final Pattern WARM_UP = Pattern.compile(
            "lr_lambda\\(e\\) = min\\(\\(e\\+1\\)/" + NUMBER + ", sqrt\\(" + NUMBER + "/\\(e\\+1\\)\\)\\)");
    private static final Pattern CONSTANT = Pattern.compile("lr_lambda\\(e\\) = " + NUMBER);
    private static final Pattern SEQUENCE = Pattern.compile("(.+\\)) then (.+\\)), milestone (\\d+)");
    private static final Pattern CHAIN = Pattern.compile("(.+\\)) and (.+\\)) chained");
    private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)");

    private final BiFunction<String, Map<String, @Nullable Object>, TorchScheduler> make;

    /// @param make makes a schedule of a name for the optimiser at hand
    ScheduleNotes(BiFunction<String, Map<String, @Nullable Object>, TorchScheduler> make) {
        this.make = make;
    }

    /// The arguments that the words stand for.
    ///
    /// @throws UnsupportedTorchCall when the words are of no known form
    Map<String, @Nullable Object> arguments(String words) {
        var arguments = new LinkedHashMap<String, @Nullable Object>();
        IntToDoubleFunction function = function(words);
        Matcher sequence = SEQUENCE.matcher(words);
        Matcher chain = CHAIN.matcher(words);
        if (function != null) {
            arguments.put("lr_lambda", function);
        } else if (sequence.matches()) {
            arguments.put("schedulers", List.of(schedule(sequence.group(1)), schedule(sequence.group(2))));
            arguments.put("milestones", List.of(Long.valueOf(sequence.group(3))));
        } else if (chain.matches()) {
            arguments.put("schedulers", List.of(schedule(chain.group(1)), schedule(chain.group(2))));
        } else {
            throw new UnsupportedTorchCall("it is not understood what schedule this is: " + words);
        }
        return arguments;
    }

    private static @Nullable IntToDoubleFunction function(String words) {
        Matcher power = POWER.matcher(words);
        if (power.matches()) {
            double base = Double.parseDouble(power.group(1));
            return e -> Math.pow(base, e);
        }
        Matcher warmUp = WARM_UP.matcher(words);
        if (warmUp.matches()) {
            double length = Double.parseDouble(warmUp.group(1));
            double peak = Double.parseDouble(warmUp.group(2));
            return e -> Math.min((e + 1) / length, Math.sqrt(peak / (e + 1)));
        }
        Matcher constant = CONSTANT.matcher(words);
        if (constant.matches()) {
            double value = Double.parseDouble(constant.group(1));
            return _ -> value;
        }
        return null;
    }

    /// `ExponentialLR(gamma=0.9)`.
    private TorchScheduler schedule(String call) {
        Matcher matcher = CALL.matcher(call);
        if (!matcher.matches()) {
            throw new UnsupportedTorchCall("it is not understood what schedule this is: " + call);
        }
        var arguments = new LinkedHashMap<String, @Nullable Object>();
        for (String argument : matcher.group(2).split(",")) {
            String[] sides = argument.strip().split("=", 2);
            boolean isInt = sides[1].matches("[-+]?\\d+");
            arguments.put(sides[0], isInt ? (Object) Long.valueOf(sides[1]) : (Object) Double.valueOf(sides[1]));
        }
        return make.apply(matcher.group(1), arguments);
    }
}
