package dev.autograd.graph.structure;

/// Nodes of a graph that belong together.
///
/// @param parent the number of the group around it, -1 for that of all nodes
/// @param kind   why they belong together
/// @param name   of a module its name within its parent, of a repeat what repeats; empty for all nodes
/// @param type   of a module what it is, such as `Linear`; empty where unknown
/// @param call   for a module that is called again after others which of its calls it is, from 1; otherwise 0
public record Group(int parent, Kind kind, String name, String type, int call) {
    /// Why nodes belong together.
    public enum Kind {
        /// They are all there are.
        GRAPH,
        /// They were made in the calls of one module.
        MODULE,
        /// They are the turns of a [Repeat].
        REPEAT,
        /// They are one turn of a repeat, where that is no module.
        TURN
    }
}
