package dev.autograd.graph;

import dev.autograd.value.DType;

/// One use of a tensor by an operator. A tensor that is used several times has several edges.
///
/// @param from  the id of the node whose tensor is used
/// @param to    the id of the operation that uses it
/// @param input which operand of the operation it is, counted from 0
/// @param shape the shape of the tensor that flows along the edge, as text
/// @param dtype the type of its elements
public record GraphEdge(long from, long to, int input, String shape, DType dtype) {

    public GraphEdge {
        if (input < 0) {
            throw new IllegalArgumentException("GraphEdge: input is " + input + " on the edge from node " + from
                    + " to node " + to + ", but operands are counted from 0");
        }
    }

    /// The use of `from` as operand number `input` of `to`.
    public static GraphEdge of(GraphNode from, GraphNode to, int input) {
        return new GraphEdge(from.id(), to.id(), input, from.shape(), from.dtype());
    }

    /// What a picture writes beside the edge: the shape, and the type of the elements where it is not the usual
    /// `float32`.
    public String label() {
        return VisibleText.typedShape(shape, dtype);
    }
}
