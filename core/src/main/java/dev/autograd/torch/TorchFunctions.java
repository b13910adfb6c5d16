package dev.autograd.torch;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Functions, by PyTorch's names and with PyTorch's arguments.
public final class TorchFunctions {
    private static final Map<String, List<TorchRow>> FAMILIES = Map.ofEntries(
            entry("creation", CreationFunctions.ROWS),
            entry("pointwise", PointwiseFunctions.ROWS),
            entry("elementary", ElementaryFunctions.ROWS),
            entry("reduction", ReductionFunctions.ROWS),
            entry("contraction", ContractionFunctions.ROWS),
            entry("layout", LayoutFunctions.ROWS),
            entry("indexing", IndexingFunctions.ROWS),
            entry("neural", NeuralFunctions.ROWS),
            entry("loss", LossFunctions.ROWS),
            entry("in place", InPlaceFunctions.ROWS));

    private static final Map<String, List<TorchRow>> ROWS = byName(FAMILIES);

    private TorchFunctions() {}

    /// Calls a function of PyTorch's.
    ///
    /// @param name as PyTorch writes it behind `torch.`, such as `add`, `nn.functional.conv2d` or `__getitem__`;
    /// a method that is no function stands behind `Tensor.`, as in `Tensor.expand`
    /// @param args the positional arguments, the tensor of a method first
    /// @param kwargs the arguments by name
    /// @return a [dev.autograd.Tensor]; a [List] where PyTorch gives a tuple; a [Boolean], [Long] or [Double]
    /// where it gives a Python number
    /// @throws UnsupportedTorchCall when there is no such function here, or not with these arguments
    public static Object call(String name, List<@Nullable Object> args, Map<String, @Nullable Object> kwargs) {
        List<TorchRow> rows = rows(name);
        if (rows.isEmpty()) {
            throw new UnsupportedTorchCall("there is no function " + name);
        }
        for (TorchRow row : rows) {
            var bound = row.signature().bind(args, kwargs);
            if (bound != null) {
                return row.call(bound);
            }
        }
        throw new UnsupportedTorchCall(name + " does not take " + TorchText.of(args, kwargs) + ", but "
                + rows.stream().map(row -> row.signature().text()).collect(Collectors.joining(" or ")));
    }

    /// Whether there is a function of that name.
    public static boolean has(String name) {
        return !rows(name).isEmpty();
    }

    /// The family of operators that a function belongs to, such as `pointwise`; null where there is no such
    /// function.
    public static @Nullable String family(String name) {
        List<TorchRow> rows = rows(name);
        for (var family : FAMILIES.entrySet()) {
            if (!rows.isEmpty() && family.getValue().contains(rows.getFirst())) {
                return family.getKey();
            }
        }
        return null;
    }

    private static List<TorchRow> rows(String name) {
        var rows = ROWS.get(name);
        if (rows == null && name.startsWith("Tensor.")) {
            rows = ROWS.get(name.substring("Tensor.".length()));
        }
        return rows == null ? List.of() : rows;
    }

    /// Families are taken by name, so that overloads in two of them have one order in every process.
    private static Map<String, List<TorchRow>> byName(Map<String, List<TorchRow>> families) {
        var rows = new HashMap<String, List<TorchRow>>();
        Stream<TorchRow> all = new TreeMap<>(families).values().stream().flatMap(List::stream);
        all.forEach(row -> rows.computeIfAbsent(row.signature().name(), _ -> new ArrayList<>())
                .add(row));
        return rows;
    }
}
