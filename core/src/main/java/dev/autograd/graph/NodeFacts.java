package dev.autograd.graph;

import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What else is known of a node: each fact may be missing, because nobody asked for it or nobody knows it.
///
/// ```java
/// NodeFacts facts = NodeFacts.builder().bytes(4_096L).gradientRule("x: grad * cos(x)").build();
/// GraphNode node = GraphNode.operation(7, "sin", "(32, 32)", DType.FLOAT32).with(facts);
/// ```
///
/// @param name the name of the tensor that an operation gives, such as `weight.grad`; a leaf's is its label
/// @param bytes of the result's elements, of all results where there are several
/// @param saved what the operation keeps for the backward pass
/// @param freed what has let go of that, as the end of a sentence: the structure is still known, the values
///     are not
/// @param forwardNanos what the operation took, in nanoseconds
/// @param backwardNanos what its gradient rule took, with all that ran inside it, in nanoseconds
/// @param callSite the user's line that ran the operation, such as `demo.Net.compute(Net.java:31)`
/// @param gradientRule how its gradients follow from that of the result, written `grad`: a line for each
///     input
/// @param values what the elements of the result are like
/// @param gradient what the elements of the result's gradient are like
/// @param base the id of the node whose memory the result shows, for a view
/// @param of in a graph of gradients the id of the node whose gradient rule ran the operation
public record NodeFacts(
        @Nullable String name,
        @Nullable Long bytes,
        List<SavedTensor> saved,
        @Nullable String freed,
        @Nullable Long forwardNanos,
        @Nullable Long backwardNanos,
        @Nullable String callSite,
        @Nullable String gradientRule,
        @Nullable ValueSummary values,
        @Nullable ValueSummary gradient,
        @Nullable Long base,
        @Nullable Long of) {
    /// Nothing is known.
    public static final NodeFacts NONE = builder().build();

    /// Keeps a copy of the list.
    public NodeFacts {
        saved = List.copyOf(saved);
    }

    /// A tensor that an operation keeps for the backward pass.
    ///
    /// @param place which of its inputs or outputs, such as `input 0`
    /// @param name the tensor's, or null when it has none
    /// @param shape the shape as text, such as `(16, 64)`
    /// @param dtype the type of the elements
    /// @param bytes of the elements, which other operations may keep as well
    public record SavedTensor(String place, @Nullable String name, String shape, DType dtype, long bytes) {
        /// For example `input 0 'x' (16, 64) float32, 4,096 bytes`.
        @Override
        public String toString() {
            String named = name == null ? " " : " '" + name + "' ";
            return place + named + shape + " " + dtype + ", " + Figures.bytes(bytes);
        }
    }

    /// The facts of operations that were merged into one, operands before what uses them: the result is that
    /// of the last, what was saved and taken is that of all.
    public static NodeFacts merged(List<NodeFacts> facts) {
        NodeFacts last = facts.getLast();
        return last.toBuilder()
                .saved(facts.stream().flatMap(one -> one.saved().stream()).toList())
                .freed(facts.stream()
                        .map(NodeFacts::freed)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null))
                .forwardNanos(sum(facts, NodeFacts::forwardNanos))
                .backwardNanos(sum(facts, NodeFacts::backwardNanos))
                .gradientRule(facts.size() == 1 ? last.gradientRule() : null)
                .build();
    }

    private static @Nullable Long sum(List<NodeFacts> facts, Function<NodeFacts, @Nullable Long> fact) {
        Long sum = null;
        for (NodeFacts one : facts) {
            Long term = fact.apply(one);
            sum = term == null ? sum : Long.valueOf(sum == null ? term : sum + term);
        }
        return sum;
    }

    /// The bytes of all that is saved, each use counted.
    public long savedBytes() {
        return saved.stream().mapToLong(SavedTensor::bytes).sum();
    }

    /// What a picture writes into a node itself: the short form of what somebody asked for.
    public List<String> brief() {
        List<String> lines = new ArrayList<>();
        if (forwardNanos != null) {
            lines.add(Figures.time(forwardNanos)
                    + (backwardNanos == null ? "" : ", backward " + Figures.time(backwardNanos)));
        }
        if (values != null) {
            lines.add("norm " + Figures.decimal(values.norm(), 3) + abnormal(values));
        }
        if (gradient != null) {
            lines.add("gradient norm " + Figures.decimal(gradient.norm(), 3) + abnormal(gradient));
        }
        if (!saved.isEmpty()) {
            lines.add("saves " + Figures.bytes(savedBytes()));
        }
        if (callSite != null) {
            lines.add(callSite.substring(callSite.indexOf('(') + 1).replace(")", ""));
        }
        return lines;
    }

    private static String abnormal(ValueSummary summary) {
        return (summary.nans() == 0 ? "" : ", " + summary.nans() + " NaN")
                + (summary.infinities() == 0 ? "" : ", " + summary.infinities() + " infinite");
    }

    /// What a reader sees: a line for each fact that is known, but for those that a picture draws: the name,
    /// the base, and the node that this one belongs to.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (bytes != null) {
            lines.add("result: " + Figures.bytes(bytes));
        }
        for (SavedTensor one : saved) {
            lines.add("saves " + one);
        }
        if (freed != null) {
            lines.add("the values that it saved " + freed);
        }
        if (forwardNanos != null) {
            lines.add("forward: " + Figures.time(forwardNanos));
        }
        if (backwardNanos != null) {
            lines.add("backward: " + Figures.time(backwardNanos));
        }
        if (gradientRule != null) {
            gradientRule.lines().forEach(line -> lines.add("gradient by " + line));
        }
        if (values != null) {
            lines.add("values: " + values);
        }
        if (gradient != null) {
            lines.add("its gradient: " + gradient);
        }
        if (callSite != null) {
            lines.add("at " + callSite);
        }
        return lines;
    }

    /// Facts to be filled in, none yet.
    public static Builder builder() {
        return new Builder();
    }

    /// These facts, to be changed.
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.name = name;
        builder.bytes = bytes;
        builder.saved = saved;
        builder.freed = freed;
        builder.forwardNanos = forwardNanos;
        builder.backwardNanos = backwardNanos;
        builder.callSite = callSite;
        builder.gradientRule = gradientRule;
        builder.values = values;
        builder.gradient = gradient;
        builder.base = base;
        builder.of = of;
        return builder;
    }

    /// Gathers facts; each method sets the one of its name.
    public static final class Builder {
        private @Nullable String name;
        private @Nullable Long bytes;
        private List<SavedTensor> saved = List.of();
        private @Nullable String freed;
        private @Nullable Long forwardNanos;
        private @Nullable Long backwardNanos;
        private @Nullable String callSite;
        private @Nullable String gradientRule;
        private @Nullable ValueSummary values;
        private @Nullable ValueSummary gradient;
        private @Nullable Long base;
        private @Nullable Long of;

        private Builder() {}

        /// Sets [NodeFacts#name()].
        public Builder name(@Nullable String tensor) {
            name = tensor;
            return this;
        }

        /// Sets [NodeFacts#bytes()].
        public Builder bytes(@Nullable Long ofResult) {
            bytes = ofResult;
            return this;
        }

        /// Sets [NodeFacts#saved()].
        public Builder saved(List<SavedTensor> tensors) {
            saved = tensors;
            return this;
        }

        /// Sets [NodeFacts#freed()].
        public Builder freed(@Nullable String by) {
            freed = by;
            return this;
        }

        /// Sets [NodeFacts#forwardNanos()].
        public Builder forwardNanos(@Nullable Long nanos) {
            forwardNanos = nanos;
            return this;
        }

        /// Sets [NodeFacts#backwardNanos()].
        public Builder backwardNanos(@Nullable Long nanos) {
            backwardNanos = nanos;
            return this;
        }

        /// Sets [NodeFacts#callSite()].
        public Builder callSite(@Nullable String line) {
            callSite = line;
            return this;
        }

        /// Sets [NodeFacts#gradientRule()].
        public Builder gradientRule(@Nullable String formula) {
            gradientRule = formula;
            return this;
        }

        /// Sets [NodeFacts#values()].
        public Builder values(@Nullable ValueSummary ofResult) {
            values = ofResult;
            return this;
        }

        /// Sets [NodeFacts#gradient()].
        public Builder gradient(@Nullable ValueSummary ofGradient) {
            gradient = ofGradient;
            return this;
        }

        /// Sets [NodeFacts#base()].
        public Builder base(@Nullable Long id) {
            base = id;
            return this;
        }

        /// Sets [NodeFacts#of()].
        public Builder of(@Nullable Long id) {
            of = id;
            return this;
        }

        /// The facts.
        public NodeFacts build() {
            return new NodeFacts(
                    name,
                    bytes,
                    saved,
                    freed,
                    forwardNanos,
                    backwardNanos,
                    callSite,
                    gradientRule,
                    values,
                    gradient,
                    base,
                    of);
        }
    }
}
