package dev.autograd;

import dev.autograd.engine.OpNode;
import dev.autograd.graph.NodeFacts;
import dev.autograd.graph.NodeFacts.SavedTensor;
import dev.autograd.graph.ProfileRow;
import dev.autograd.graph.ProfileRow.Pass;
import dev.autograd.graph.ProfileTable;
import dev.autograd.graph.ValueSummary;
import dev.autograd.op.Op;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What graphs note of operators and tensors, by the options.
final class GraphNotes {
    private final GraphOptions options;
    private final Map<NodeFacts, NodeFacts> known =
            new HashMap<>(); // one object for all nodes of which the same is known
    private final Map<String, Long> forward = new HashMap<>(); // of a profile: what one run of an operator takes
    private final Map<String, Long> backward = new HashMap<>(); // one that a gradient rule runs, or the rule itself

    GraphNotes(GraphOptions options) {
        this.options = options;
        ProfileTable profile = options.profile();
        if (profile != null) {
            for (ProfileRow row : profile.rows()) {
                Map<String, Long> times = row.pass() == Pass.BACKWARD ? backward : forward;
                times.put(row.name(), (long) row.meanNanos());
            }
        }
    }

    GraphOptions options() {
        return options;
    }

    /// What is known of an operator whatever the options.
    ///
    /// @param dtype of its first result; numbers without fractions have no gradient
    /// @param bytes of its results
    /// @param inBackward whether a gradient rule runs it
    NodeFacts ofOperator(Op op, DType dtype, long bytes, boolean inBackward) {
        NodeFacts facts = NodeFacts.builder()
                .bytes(bytes)
                .gradientRule(dtype.isFloating() ? op.gradientRule() : null)
                .forwardNanos((inBackward ? backward : forward).get(op.name()))
                .backwardNanos(backward.get("backward(" + op.name() + ")"))
                .build();
        NodeFacts same = known.putIfAbsent(facts, facts);
        return same == null ? facts : same;
    }

    /// What a tensor that was given is like.
    NodeFacts ofLeaf(Tensor tensor) {
        NodeFacts.Builder facts = NodeFacts.builder().bytes(bytes(tensor.shape(), tensor.dtype()));
        if (options.values()) {
            facts.values(summary(tensor)).gradient(summary(tensor.grad()));
        }
        return facts.build();
    }

    /// What a tensor's elements are like; null inside `vmap`, or when a scope has given them back.
    static @Nullable ValueSummary summary(@Nullable Tensor tensor) {
        return tensor == null || tensor.isBatched() || tensor.storage().isGivenBack()
                ? null
                : ValueSummary.of(tensor.toDoubleArray());
    }

    static long bytes(Shape shape, DType dtype) {
        return shape.numel() * dtype.bytes();
    }

    /// The line of a program, without the loader and the module that Java writes before it.
    static @Nullable String line(@Nullable StackTraceElement at) {
        return at == null
                ? null
                : at.getClassName() + "." + at.getMethodName() + "(" + at.getFileName() + ":" + at.getLineNumber()
                        + ")";
    }

    /// What a place on the tape keeps.
    static List<SavedTensor> saved(OpNode node) {
        List<SavedTensor> saved = new ArrayList<>();
        for (int i = 0; i < node.inputCount() + node.outputCount(); i++) {
            Tensor tensor = node.savedTensor(i);
            if (tensor != null) {
                saved.add(new SavedTensor(
                        node.valueName(i),
                        tensor.name(),
                        tensor.shape().toString(),
                        tensor.dtype(),
                        bytes(tensor.shape(), tensor.dtype())));
            }
        }
        return saved;
    }
}
