package dev.autograd.graph.fusion;

import static dev.autograd.graph.OperatorFamily.ACTIVATION;
import static dev.autograd.graph.OperatorFamily.ADD;
import static dev.autograd.graph.OperatorFamily.CONTRACTION;
import static dev.autograd.graph.OperatorFamily.MATMUL;
import static dev.autograd.graph.OperatorFamily.MATMUL_ADD;
import static dev.autograd.graph.OperatorFamily.POINTWISE;
import static dev.autograd.graph.OperatorFamily.REDUCTION;
import static dev.autograd.graph.OperatorFamily.VIEW;

import dev.autograd.graph.OperatorFamily;
import java.util.List;

/// Which two neighbours in a graph become one operation, and what that is then, in the order in which [Fusion] applies
/// them. An operation that is used more than once, or is an output, is never the earlier of the two.
public enum FusionPattern {
    /// A view of a view is a view.
    VIEW_VIEW("view+view", VIEW, VIEW, VIEW, Shapes.ANY),
    /// A product of matrices, and what is added to it.
    MATMUL_THEN_ADD("matmul+add", MATMUL, ADD, MATMUL_ADD, Shapes.ANY),
    /// A sum and the activation of it.
    ADD_THEN_ACTIVATION("add+activation", ADD, ACTIVATION, POINTWISE, Shapes.ANY),
    /// A product of matrices and the activation of it.
    MATMUL_THEN_ACTIVATION("matmul+activation", MATMUL, ACTIVATION, CONTRACTION, Shapes.ANY),
    /// A dense layer.
    MATMUL_ADD_THEN_ACTIVATION("matmul+add+activation", MATMUL_ADD, ACTIVATION, CONTRACTION, Shapes.ANY),
    /// Pointwise operations on one shape are one.
    POINTWISE_CHAIN("pointwise chain", POINTWISE, POINTWISE, POINTWISE, Shapes.EQUAL),
    /// What is reduced is computed where it is read.
    REDUCTION_PROLOGUE("pointwise before reduction", POINTWISE, REDUCTION, REDUCTION, Shapes.ANY),
    /// What is reduced to is changed before it is written.
    REDUCTION_EPILOGUE("pointwise after reduction", REDUCTION, POINTWISE, REDUCTION, Shapes.EQUAL),
    /// The result of a product or a convolution is changed before it is written.
    CONTRACTION_EPILOGUE("pointwise after contraction", CONTRACTION, POINTWISE, CONTRACTION, Shapes.EQUAL);

    /// What is asked of the shapes of both results.
    private enum Shapes {
        ANY,
        /// Where the earlier result is broadcast, merging would compute it again and again.
        EQUAL
    }

    private static final List<FusionPattern> NAMED = List.of(
            VIEW_VIEW, MATMUL_THEN_ADD, ADD_THEN_ACTIVATION, MATMUL_THEN_ACTIVATION, MATMUL_ADD_THEN_ACTIVATION);

    private final String label;
    private final OperatorFamily earlier;
    private final OperatorFamily later;
    private final OperatorFamily merged;
    private final Shapes shapes;

    FusionPattern(String label, OperatorFamily earlier, OperatorFamily later, OperatorFamily merged, Shapes shapes) {
        this.label = label;
        this.earlier = earlier;
        this.later = later;
        this.merged = merged;
        this.shapes = shapes;
    }

    /// The patterns that name their operators, `view+view` to `matmul+add+activation`.
    public static List<FusionPattern> named() {
        return NAMED;
    }

    /// The named patterns, and after them the general rule: chains of pointwise operations, reductions with
    /// pointwise operations before and after, products and convolutions with pointwise operations after.
    public static List<FusionPattern> all() {
        return List.of(values());
    }

    /// What a report calls it, such as `matmul+add`.
    public String label() {
        return label;
    }

    /// What two merged operations are.
    OperatorFamily merged() {
        return merged;
    }

    /// Whether two operations are what the pattern merges.
    ///
    /// @param first the family of the earlier
    /// @param firstShape the shape of its result, as text
    /// @param second the family of the later
    /// @param secondShape the shape of that one's result
    boolean matches(OperatorFamily first, String firstShape, OperatorFamily second, String secondShape) {
        return first.is(earlier) && second.is(later) && (shapes == Shapes.ANY || firstShape.equals(secondShape));
    }
}
