package dev.autograd.graph;

import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One tensor of a computation: a parameter, another leaf, or the result of an operator.
///
/// Made by [#parameter], [#leaf] or [#operation], and refined by [#asOutput], [#of], [#in] and [#with]:
///
/// ```java
/// GraphNode.operation(7, "conv2d", "(8, 16, 26, 26)", DType.FLOAT32).in(List.of("encoder", "0")).with("stride", "2");
/// ```
///
/// @param id         names the node within its graph; any number that no other node of the graph has
/// @param kind       what the node stands for
/// @param label      the name of a leaf or of the operator; may be empty for a leaf without a name
/// @param shape      the shape as text, such as `(16, 64)`
/// @param dtype      the type of the elements
/// @param output     whether the graph was asked for this tensor; pictures mark it
/// @param modulePath the names of the modules in which the node was made, outermost first; empty where unknown
/// @param attributes further facts, such as a stride, in the order in which they are to be read
/// @param family     what fusing goes by; `OTHER` for a leaf
/// @param members    the operations that [dev.autograd.graph.fusion.Fusion] merged into this one, operands
///     before what uses them; empty for a node that stands for itself
/// @param facts      what else is known of it
public record GraphNode(
        long id,
        NodeKind kind,
        String label,
        String shape,
        DType dtype,
        boolean output,
        List<String> modulePath,
        Map<String, String> attributes,
        OperatorFamily family,
        List<GraphNode> members,
        NodeFacts facts) {
    private static final int MOST_MEMBERS = 8;
    private static final int LONGEST_FACT = 200; // formulas and lines of programs are longer than names

    /// Keeps copies of the collections.
    public GraphNode {
        modulePath = List.copyOf(modulePath);
        members = List.copyOf(members);
        attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /// A tensor that training changes, under the name its module gives it.
    public static GraphNode parameter(long id, String name, String shape, DType dtype) {
        return of(id, NodeKind.PARAMETER, name, shape, dtype);
    }

    /// A tensor that was given; `name` may be empty.
    public static GraphNode leaf(long id, String name, String shape, DType dtype) {
        return of(id, NodeKind.LEAF, name, shape, dtype);
    }

    /// A tensor of the given shape and type that the operator `name` computed.
    public static GraphNode operation(long id, String name, String shape, DType dtype) {
        return of(id, NodeKind.OPERATION, name, shape, dtype);
    }

    private static GraphNode of(long id, NodeKind kind, String label, String shape, DType dtype) {
        return new GraphNode(
                id,
                kind,
                label,
                shape,
                dtype,
                false,
                List.of(),
                Map.of(),
                OperatorFamily.OTHER,
                List.of(),
                NodeFacts.NONE);
    }

    /// This node, marked as one that the graph was asked for.
    public GraphNode asOutput() {
        return new GraphNode(id, kind, label, shape, dtype, true, modulePath, attributes, family, members, facts);
    }

    /// This node, as the result of an operator of the given family.
    public GraphNode of(OperatorFamily operators) {
        return new GraphNode(id, kind, label, shape, dtype, output, modulePath, attributes, operators, members, facts);
    }

    /// This node, made inside the modules of the given names, outermost first.
    public GraphNode in(List<String> path) {
        return new GraphNode(id, kind, label, shape, dtype, output, path, attributes, family, members, facts);
    }

    /// This node under another label.
    public GraphNode labelled(String name) {
        return new GraphNode(id, kind, name, shape, dtype, output, modulePath, attributes, family, members, facts);
    }

    /// This node with one further attribute.
    public GraphNode with(String key, String value) {
        var more = new LinkedHashMap<>(attributes);
        more.put(key, value);
        return new GraphNode(id, kind, label, shape, dtype, output, modulePath, more, family, members, facts);
    }

    /// This node with what else is known of it, in place of what was known before.
    public GraphNode with(NodeFacts known) {
        return new GraphNode(id, kind, label, shape, dtype, output, modulePath, attributes, family, members, known);
    }

    /// The lines that a picture writes into this node, made of visible characters only. A leaf shows its name
    /// and its shape, an operation its name and, when it is an output, its shape, because no edge leaves it
    /// to carry that, with the name of the tensor where it has one; a merged one does so for each output that
    /// it stands for. Then come the facts in brief ([NodeFacts#brief()]).
    public List<String> lines() {
        var lines = new ArrayList<String>(3);
        if (!label.isEmpty()) {
            lines.addAll(VisibleText.lines(label));
        }
        if (output) {
            var asked = members.stream().filter(GraphNode::output).toList();
            (asked.isEmpty() ? List.of(this) : asked)
                    .stream().limit(MOST_MEMBERS).forEach(one -> lines.add(one.outputLine()));
        } else if (kind != NodeKind.OPERATION) {
            lines.add(typedShape());
        }
        facts.brief().forEach(line -> lines.add(VisibleText.line(line)));
        return lines;
    }

    /// What a picture shows on hovering over this node: where it was made and its attributes, as visible characters
    /// in one line; then a line for each fact, and for a merged node for each of its first members.
    public String tooltip() {
        Stream<String> known = facts.lines().stream().map(line -> VisibleText.line(line, LONGEST_FACT));
        Stream<String> merged = members.stream().limit(MOST_MEMBERS).map(GraphNode::tooltipLine);
        return Stream.of(Stream.of(tooltipLine()), known, merged)
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private String tooltipLine() {
        var text = new StringBuilder();
        if (!modulePath.isEmpty()) {
            text.append(String.join(".", modulePath)).append(": ");
        }
        String named = members.isEmpty() ? label : label.replace("\n", ", ");
        text.append(named.isEmpty() ? kind.name().toLowerCase(Locale.ROOT) : named);
        text.append(' ').append(shape).append(' ').append(dtype);
        attributes.forEach(
                (key, value) -> text.append(", ").append(key).append('=').append(value));
        return VisibleText.line(text.toString());
    }

    private String outputLine() {
        String name = facts.name();
        return (name == null ? "output" : VisibleText.line(name)) + " " + typedShape();
    }

    private String typedShape() {
        return VisibleText.typedShape(shape, dtype);
    }
}
