package dev.autograd.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A function's name and parameters, written as PyTorch's schemas write them:
/// `add(Tensor input, Number other, *, Number alpha=1)`. What stands behind `*` is given by name alone.
record TorchSignature(String text, String name, List<TorchParameter> parameters) {
    static TorchSignature parse(String text) {
        int open = text.indexOf('(');
        if (open < 1 || !text.endsWith(")")) {
            throw new IllegalArgumentException("a signature is written `name(parameters)`: " + text);
        }
        var parameters = new ArrayList<TorchParameter>();
        boolean keyword = false;
        for (String part : text.substring(open + 1, text.length() - 1).split(",")) {
            if (part.isBlank()) {
                continue;
            }
            if (part.strip().equals("*")) {
                keyword = true;
            } else {
                parameters.add(TorchParameter.parse(part.strip(), keyword));
            }
        }
        return new TorchSignature(text, text.substring(0, open), List.copyOf(parameters));
    }

    /// The arguments under their parameters' names, or null where they do not fit this signature.
    @Nullable
    TorchArguments bind(List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
        var values = new HashMap<String, @Nullable Object>();
        var given = new HashSet<String>();
        int position = 0;
        int named = 0;
        for (TorchParameter parameter : parameters) {
            @Nullable Object value;
            if (parameter.variadic() && position < args.size()) {
                value = rest(args.subList(position, args.size()));
                position = args.size();
            } else if (!parameter.keyword() && position < args.size()) {
                value = args.get(position++);
            } else if (kwargs.containsKey(parameter.name())) {
                value = kwargs.get(parameter.name());
                named++;
            } else if (parameter.required()) {
                return null;
            } else {
                values.put(parameter.name(), parameter.fallback());
                continue;
            }
            if (!parameter.accepts(value)) {
                return null;
            }
            given.add(parameter.name());
            values.put(parameter.name(), value);
        }
        boolean all = position == args.size() && named == kwargs.size();
        return all ? new TorchArguments(this, values, given) : null;
    }

    /// `f(1, 2)` and `f([1, 2])` are the same.
    private static @Nullable Object rest(List<@Nullable Object> args) {
        return args.size() == 1 && args.get(0) instanceof List<?> list ? list : new ArrayList<>(args);
    }
}
