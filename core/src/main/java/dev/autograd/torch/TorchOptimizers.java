package dev.autograd.torch;

import dev.autograd.Tensor;
import dev.autograd.optim.Adam;
import dev.autograd.optim.AdamSettings;
import dev.autograd.optim.AdamW;
import dev.autograd.optim.Optimizer;
import dev.autograd.optim.SGD;
import dev.autograd.optim.SgdSettings;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Optimisers, by PyTorch's names and with PyTorch's arguments.
public final class TorchOptimizers {
    private static final String ADAM =
            "floats? betas=None, float eps=1e-8, float weight_decay=%s, bool amsgrad=False, *, bool maximize=False)";

    private static final Map<String, Row> ROWS = List.of(
                    row(
                            "optim.SGD(float lr=1e-3, float momentum=0, float dampening=0, float weight_decay=0,"
                                    + " bool nesterov=False, *, bool maximize=False)",
                            (parameters, a) -> new SGD(parameters, sgd(a))),
                    row(
                            "optim.Adam(float lr=1e-3, " + ADAM.replace("%s", "0"),
                            (parameters, a) -> new Adam(parameters, adam(Adam.settings(a.real("lr")), a))),
                    row(
                            "optim.AdamW(float lr=1e-3, " + ADAM.replace("%s", "0.01"),
                            (parameters, a) -> new AdamW(parameters, adam(AdamW.settings(a.real("lr")), a))))
            .stream()
            .collect(Collectors.toUnmodifiableMap(row -> row.constructor().name(), Function.identity()));

    private TorchOptimizers() {}

    private record Row(TorchSignature constructor, BiFunction<List<Tensor>, TorchArguments, Optimizer> body) {}

    private static Row row(String constructor, BiFunction<List<Tensor>, TorchArguments, Optimizer> body) {
        return new Row(TorchSignature.parse(constructor), body);
    }

    /// Makes an optimiser of one group.
    ///
    /// @param name as PyTorch writes it behind `torch.`: `optim.SGD`
    /// @param kwargs the arguments behind the parameters, by name
    /// @throws UnsupportedTorchCall when there is no such optimiser here, or not with these arguments
    public static Optimizer create(String name, List<Tensor> parameters, Map<String, @Nullable Object> kwargs) {
        Row row = ROWS.get(name);
        if (row == null) {
            throw new UnsupportedTorchCall("there is no optimiser " + name);
        }
        TorchArguments bound = row.constructor().bind(List.of(), kwargs);
        if (bound == null) {
            throw new UnsupportedTorchCall(name + " is not made from " + TorchText.of(List.of(), kwargs) + ", but "
                    + row.constructor().text());
        }
        Optimizer optimizer = row.body().apply(parameters, bound);
        bound.checkAllRead();
        return optimizer;
    }

    /// Whether there is an optimiser of that name.
    public static boolean has(String name) {
        return ROWS.containsKey(name);
    }

    private static SgdSettings sgd(TorchArguments a) {
        SgdSettings settings = SGD.settings(a.real("lr"))
                .withMomentum(a.real("momentum"))
                .withDampening(a.real("dampening"))
                .withWeightDecay(a.real("weight_decay"));
        settings = a.flag("nesterov") ? settings.withNesterov() : settings;
        return a.flag("maximize") ? settings.withMaximize() : settings;
    }

    private static AdamSettings adam(AdamSettings start, TorchArguments a) {
        double[] betas = a.realsOr("betas", 0.9, 0.999);
        AdamSettings settings =
                start.withBetas(betas[0], betas[1]).withEps(a.real("eps")).withWeightDecay(a.real("weight_decay"));
        settings = a.flag("amsgrad") ? settings.withAmsgrad() : settings;
        return a.flag("maximize") ? settings.withMaximize() : settings;
    }
}
