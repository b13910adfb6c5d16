package dev.autograd.ledger;

import dev.autograd.Autograd;
import dev.autograd.Tensor;
import dev.autograd.engine.Batch;
import dev.autograd.engine.Recorder;
import dev.autograd.engine.ThreadState;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is true of every operator, found by running its samples.
final class Ledger {
    private static final String YES = "yes";

    private final Map<String, List<Sample>> byOperator = new TreeMap<>();
    private final Map<String, Op> operations = new TreeMap<>(); // by the name of the operator that ran
    private final Set<String> classes = new TreeSet<>();
    private final Map<String, Op> inGradients = new TreeMap<>();

    private Ledger() {}

    static Ledger of(List<Sample> samples) {
        Ledger ledger = new Ledger();
        for (Sample sample : samples) {
            ledger.byOperator
                    .computeIfAbsent(sample.operator(), _ -> new ArrayList<>())
                    .add(sample);
        }
        samples.forEach(ledger::run);
        ledger.inGradients.keySet().removeAll(ledger.operations.keySet());
        return ledger;
    }

    /// The names of the operators that have samples.
    Set<String> operators() {
        return byOperator.keySet();
    }

    /// The classes of all operators that ran, forwards and in gradients of both orders.
    Set<String> classes() {
        return classes;
    }

    private void run(Sample sample) {
        for (Op op : ran(sample::run)) {
            operations.putIfAbsent(op.name(), op);
            classes.add(op.getClass().getName());
        }
        if (sample.isDifferentiable()) {
            for (Op op : ran(() -> gradients(sample))) {
                inGradients.putIfAbsent(op.name(), op);
                classes.add(op.getClass().getName());
            }
        }
    }

    /// As training computes them, and with the graph of the gradients.
    private static List<Tensor[]> gradients(Sample sample) {
        Tensor[] x = sample.floating();
        Tensor[] ones =
                Arrays.stream(sample.onFloating(x)).map(Tensor::onesLike).toArray(Tensor[]::new);
        Tensor[] first = Autograd.vjp(sample::onFloating, x).pullback().apply(ones);
        Tensor[] second = Autograd.vjp(
                        in -> Autograd.vjp(sample::onFloating, in).pullback().apply(ones), x)
                .pullback()
                .apply(x);
        return List.of(first, second);
    }

    private static List<Op> ran(Runnable body) {
        List<Op> ops = new ArrayList<>();
        ThreadState thread = ThreadState.current();
        Recorder before = thread.recorder();
        thread.setRecorder((op, _, _) -> ops.add(op));
        try {
            body.run();
        } finally {
            thread.setRecorder(before);
        }
        return ops;
    }

    String document() {
        StringBuilder text = new StringBuilder("""
                # Operators
                What each operator can do. This page is written by `LedgerTest`, which runs every operator: `./mvnw -pl core test -Dtest=LedgerTest
                -Dautograd.ledger.write=true`. `OperatorsTest` checks what it says: gradients and their gradients against central differences, forward mode
                against differences, maps (`vmap`) against loops.

                - **Types** are those that its floating inputs may have instead of float64: b (bool), i (int32), l (int64), f (float32), d (float64).
                - **Family** is what `Graph.fuse` goes by; operators that are made of others have none.
                - **Map**: `rule` computes all examples at once; `loop` runs one example after another.

                | operator | types | family | gradient | second order | forward mode | map | ONNX |
                |---|---|---|---|---|---|---|---|
                """);
        byOperator.forEach((operator, samples) -> text.append(row(operator, samples)));
        text.append("""

                ## Gradient rules
                How the gradients follow from that of the result, `grad`, as graphs tell it: a line for each input. The result is `out`; some rules depend on
                settings, and here have those of a sample. What is made of other operators has no rule of its own; one that runs others besides, as `addmm` runs
                a sum, shows that of the product.

                | operator | gradients |
                |---|---|
                """);
        byOperator.forEach((operator, samples) -> text.append(ruleRow(operator, samples)));
        text.append("""

                ## Operators that only gradients use
                They are recorded and differentiated like all others; no method calls them.

                """);
        text.append(inGradients.keySet().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")))
                .append("\n");
        return text.toString();
    }

    private String ruleRow(String operator, List<Sample> samples) {
        if (samples.stream().noneMatch(Sample::isDifferentiable)) {
            return "";
        }
        Op op = operation(operator);
        String parts = parts(samples);
        String made = parts.isEmpty() ? "gives its operand itself" : "made of " + parts;
        return "| `" + operator + "` | " + (op == null ? made : rule(op)) + " |\n";
    }

    /// The operators that another is made of.
    private static String parts(List<Sample> samples) {
        return samples.stream()
                .flatMap(sample -> ran(sample::run).stream())
                .map(op -> "`" + op.name() + "`")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String rule(Op op) {
        String rule = op.gradientRule();
        return rule == null
                ? ""
                : rule.lines().map(line -> "`" + line.replace("|", "\\|") + "`").collect(Collectors.joining("<br>"));
    }

    private static String family(@Nullable Op op) {
        return op == null || op.family() == OperatorFamily.OTHER
                ? ""
                : op.family().name().toLowerCase(Locale.ROOT).replace('_', '+');
    }

    private @Nullable Op operation(String name) {
        return operations.getOrDefault(name, inGradients.get(name));
    }

    private String row(String operator, List<Sample> samples) {
        Sample sample = samples.getFirst();
        boolean differentiable = samples.stream().anyMatch(Sample::isDifferentiable);
        String gradient = differentiable ? YES : "no: " + sample.constant();
        String other = differentiable ? YES : "no";
        Op op = operation(operator);
        String onnx = op == null || op.onnx() == null ? "" : op.onnx();
        return "| `" + operator + "` | " + types(sample) + " | " + family(op) + " | " + gradient + " | " + other + " | "
                + other + " | " + map(samples) + " | " + onnx + " |\n";
    }

    private static String types(Sample sample) {
        Map<DType, String> letters = new LinkedHashMap<>();
        letters.put(DType.BOOL, "b");
        letters.put(DType.INT32, "i");
        letters.put(DType.INT64, "l");
        letters.put(DType.FLOAT32, "f");
        letters.put(DType.FLOAT64, "d");
        return letters.keySet().stream()
                .filter(dtype -> takes(sample, dtype))
                .map(letters::get)
                .collect(Collectors.joining());
    }

    private static boolean takes(Sample sample, DType dtype) {
        Tensor[] inputs = sample.inputs().stream()
                .map(x -> x.dtype().isFloating()
                        ? x.mul(dtype.isFloating() ? 1 : 10).to(dtype)
                        : x)
                .toArray(Tensor[]::new);
        try {
            sample.with(inputs).run();
            return true;
        } catch (ArithmeticException divided) { // by zero: its type was welcome
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static String map(List<Sample> samples) {
        if (samples.stream().noneMatch(Sample::isMapped)) {
            return "no: " + samples.getFirst().unmapped();
        }
        Set<String> loops = new TreeSet<>();
        for (Sample sample : samples) {
            for (Op op : ran(sample::run)) {
                if (!hasRule(op)) {
                    loops.add(op.name());
                }
            }
        }
        return loops.isEmpty() ? "rule" : "loop over " + String.join(", ", loops);
    }

    private static boolean hasRule(Op op) {
        try {
            return op.getClass().getMethod("vmap", Batch.class).getDeclaringClass() != Op.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
