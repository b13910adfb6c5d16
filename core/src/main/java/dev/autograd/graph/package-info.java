/// The computation graph as a plain value, and as text: DOT, Mermaid, JSON.
///
/// A [GraphModel] is an immutable list of [GraphNode]s and [GraphEdge]s: what was computed, from what, with which
/// shapes. It knows nothing of tensors, so a graph can be kept, compared and drawn long after the tensors are gone.
///
/// ```java
/// var w = GraphNode.parameter(1, "w", "(4, 2)", DType.FLOAT32);
/// var x = GraphNode.leaf(2, "x", "(8, 4)", DType.FLOAT32);
/// var y = GraphNode.operation(3, "matmul", "(8, 2)", DType.FLOAT32).asOutput();
/// var model = new GraphModel(List.of(w, x, y), List.of(GraphEdge.of(x, y, 0), GraphEdge.of(w, y, 1)));
/// String dot = Dot.text(model);
/// ```
///
/// [dev.autograd.graph.fusion] merges operations that could run as one; [dev.autograd.graph.structure] knows
/// modules and what repeats.
///
/// Pictures in other formats are drawn by the module `dev.autograd.viz`.
@NullMarked
package dev.autograd.graph;

import org.jspecify.annotations.NullMarked;
