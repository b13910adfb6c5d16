/// What could run as one: neighbours in a graph merged into one node, by a table of patterns.
///
/// [Fusion] applies the rows of [FusionPattern] and says in a [FusionReport] how much smaller the graph is then.
///
/// ```java
/// Fusion fusion = Graph.trace(() -> model.forward(x)).fuse();
/// System.out.println(fusion.report());                // Number of nodes: 22 -> 14 ...
/// fusion.graph().save(Path.of("fused.svg"));          // with nodes such as matmul+add+sigmoid
/// ```
///
/// Nothing is computed differently.
@NullMarked
package dev.autograd.graph.fusion;

import org.jspecify.annotations.NullMarked;
