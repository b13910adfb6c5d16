/// How the nodes of a graph belong together: the modules that they were made in, and structure that repeats.
///
/// ```java
/// Hierarchy hierarchy = Hierarchy.of(model);
/// for (Repeat repeat : hierarchy.repeats()) {
///     System.out.println(hierarchy.groups().get(repeat.group()).name() + " x " + repeat.turns().size());
/// }
/// ```
///
/// A picture that gathers each group into one box has no cycles: a module that is called again after others is a group
/// for each of its calls. All of it takes time about linear in the graph, and none of it recurses.
@NullMarked
package dev.autograd.graph.structure;

import org.jspecify.annotations.NullMarked;
