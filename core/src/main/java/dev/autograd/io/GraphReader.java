package dev.autograd.io;

import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphJson;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphModule;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeFacts;
import dev.autograd.graph.NodeKind;
import dev.autograd.graph.OperatorFamily;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what [GraphJson] writes, and refuses everything else in a sentence.
final class GraphReader {
    private static final Map<String, NodeKind> KINDS = GraphFields.named(NodeKind.values(), GraphJson::name);
    private static final Map<String, OperatorFamily> FAMILIES =
            GraphFields.named(OperatorFamily.values(), GraphJson::name);

    private final Object source;
    private final JsonReader json;
    private final GraphFields fields;
    private final FactsReader facts;
    private final List<GraphModule> modules = new ArrayList<>();
    private final List<GraphNode> nodes = new ArrayList<>();
    private final List<EdgeDraft> edges = new ArrayList<>();

    private GraphReader(Object source, String text) {
        this.source = source;
        json = new JsonReader(source, "the JSON", text);
        fields = new GraphFields(source, json);
        facts = new FactsReader(fields, json);
    }

    static GraphModel read(Object source, String text) throws FormatException {
        if (!text.stripLeading().startsWith("{")) {
            throw new FormatException(
                    source, "this is no saved graph; one is JSON, which a graph writes to a .json file");
        }
        return new GraphReader(source, text).graph();
    }

    private GraphModel graph() throws FormatException {
        fields.object(
                "the graph",
                field -> {
                    switch (field) {
                        case "format" -> require(field, GraphJson.FORMAT, json.string());
                        case "version" ->
                            require(field, Integer.toString(GraphJson.VERSION), Long.toString(json.integer()));
                        case "modules" -> json.array(() -> modules.add(module("module " + modules.size())));
                        case "nodes" -> json.array(() -> nodes.add(node("node " + nodes.size(), 0)));
                        case "edges" -> json.array(() -> edges.add(edge("edge " + edges.size())));
                        default -> throw fields.unknown("the graph", field);
                    }
                },
                "format",
                "version",
                "nodes",
                "edges");
        json.endOfFile();
        try {
            return new GraphModel(nodes, finishedEdges(), modules);
        } catch (IllegalArgumentException e) {
            throw new FormatException(source, String.valueOf(e.getMessage()), e);
        }
    }

    private void require(String field, String wanted, String found) throws FormatException {
        if (!found.equals(wanted)) {
            throw fields.wrong(
                    "the " + field + " of a saved graph must be " + wanted + ", but is " + Names.quote(found));
        }
    }

    private List<GraphEdge> finishedEdges() throws FormatException {
        Map<Long, GraphNode> byId = HashMap.newHashMap(nodes.size());
        nodes.forEach(node -> byId.put(node.id(), node));
        List<GraphEdge> finished = new ArrayList<>(edges.size());
        for (EdgeDraft edge : edges) {
            GraphNode from = byId.get(edge.from);
            if (from == null) {
                throw fields.wrong("edge " + finished.size() + " comes from node " + edge.from
                        + ", but the graph has no node of that id");
            }
            finished.add(edge.edge(from));
        }
        return finished;
    }

    private GraphModule module(String what) throws FormatException {
        List<String> path = new ArrayList<>();
        String[] type = {""};
        fields.object(
                what,
                field -> {
                    switch (field) {
                        case "path" -> json.array(() -> path.add(fields.text()));
                        case "type" -> type[0] = fields.text();
                        default -> throw fields.unknown(what, field);
                    }
                },
                "type");
        return new GraphModule(path, type[0]);
    }

    private GraphNode node(String what, int depth) throws FormatException {
        if (depth > GraphJson.DEEPEST) {
            throw fields.wrong("node " + nodes.size() + " has members more than " + GraphJson.DEEPEST
                    + " deep within each other, which no graph needs");
        }
        var draft = new NodeDraft();
        fields.object(
                what,
                field -> {
                    switch (field) {
                        case "id" -> draft.id = json.integer();
                        case "kind" -> draft.kind = fields.constant(what, field, json.string(), KINDS);
                        case "label" -> draft.label = fields.text();
                        case "shape" -> draft.shape = fields.text();
                        case "dtype" -> draft.dtype = fields.dtype(what, json.string());
                        case "output" -> draft.output = json.truth();
                        case "family" -> draft.family = fields.constant(what, field, json.string(), FAMILIES);
                        case "module" -> json.array(() -> draft.module.add(fields.text()));
                        case "attributes" -> attributes("the attributes of " + what, draft.attributes);
                        case "facts" -> draft.facts = facts.read(what);
                        case "members" ->
                            json.array(() -> draft.members.add(
                                    node("member " + draft.members.size() + " of " + what, depth + 1)));
                        default -> throw fields.unknown(what, field);
                    }
                },
                "id",
                "kind",
                "label",
                "shape",
                "dtype");
        return draft.node();
    }

    private void attributes(String what, Map<String, String> attributes) throws FormatException {
        fields.object(what, key -> attributes.put(key, fields.text()));
    }

    private EdgeDraft edge(String what) throws FormatException {
        var draft = new EdgeDraft();
        fields.object(
                what,
                field -> {
                    switch (field) {
                        case "from" -> draft.from = json.integer();
                        case "to" -> draft.to = json.integer();
                        case "input" -> draft.input = operand(what, json.natural());
                        case "shape" -> draft.shape = fields.text();
                        case "dtype" -> draft.dtype = fields.dtype(what, json.string());
                        default -> throw fields.unknown(what, field);
                    }
                },
                "from",
                "to",
                "input");
        return draft;
    }

    private int operand(String what, long number) throws FormatException {
        if (number > Integer.MAX_VALUE) {
            throw fields.wrong(what + " has the input " + number + ", but operands have numbers up to 2^31 - 1");
        }
        return (int) number;
    }

    /// A node until all of it is read.
    private static final class NodeDraft {
        private long id;
        private NodeKind kind = NodeKind.LEAF;
        private String label = "";
        private String shape = "";
        private DType dtype = DType.FLOAT32;
        private boolean output;
        private OperatorFamily family = OperatorFamily.OTHER;
        private final List<String> module = new ArrayList<>();
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final List<GraphNode> members = new ArrayList<>();
        private NodeFacts facts = NodeFacts.NONE;

        private GraphNode node() {
            return new GraphNode(id, kind, label, shape, dtype, output, module, attributes, family, members, facts);
        }
    }

    /// An edge, whose shape and type are those of the node that it comes from where it does not say them.
    private static final class EdgeDraft {
        private long from;
        private long to;
        private int input;
        private @Nullable String shape;
        private @Nullable DType dtype;

        private GraphEdge edge(GraphNode source) {
            return new GraphEdge(
                    from, to, input, shape == null ? source.shape() : shape, dtype == null ? source.dtype() : dtype);
        }
    }
}
