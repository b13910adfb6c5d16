package dev.autograd.tensorboard;

import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeKind;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A graph as TensorFlow's `GraphDef`, in which `/` in a node's name opens a scope.
final class GraphMessage {
    private static final int PRODUCER = 22;
    private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9_.\\-]");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final GraphModel model;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> repeats = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();

    private GraphMessage(GraphModel model) {
        this.model = model;
    }

    static Message of(GraphModel model) {
        return new GraphMessage(model).message();
    }

    private Message message() {
        model.nodes().forEach(node -> takeScopes(scope(node)));
        model.nodes().forEach(node -> names.put(node.id(), fresh(name(node))));
        Map<Long, List<String>> inputs = new HashMap<>();
        model.edges()
                .forEach(edge -> inputs.computeIfAbsent(edge.to(), _ -> new ArrayList<>())
                        .add(named(edge.from())));
        Message graph = new Message();
        model.nodes().forEach(node -> graph.put(1, node(node, inputs.getOrDefault(node.id(), List.of()))));
        return graph.put(4, new Message().put(1, PRODUCER));
    }

    private Message node(GraphNode node, List<String> inputs) {
        Message message = new Message().put(1, named(node.id())).put(2, operator(node));
        inputs.forEach(input -> message.put(3, input));
        message.put(5, "dtype", new Message().put(6, type(node.dtype())));
        Message shapes = new Message().put(7, shape(node.shape()));
        message.put(5, "_output_shapes", new Message().put(1, shapes));
        node.attributes().forEach((key, value) -> message.put(5, key, new Message().put(2, value)));
        return message;
    }

    private String named(long id) {
        return Objects.requireNonNull(names.get(id));
    }

    /// TensorBoard draws what it knows as variables and inputs in their own way.
    private static String operator(GraphNode node) {
        return switch (node.kind()) {
            case PARAMETER -> "VariableV2";
            case LEAF -> "Placeholder";
            case OPERATION -> node.label();
        };
    }

    /// The scopes around a node, each ending in `/`: its modules, or those that a parameter's full name tells.
    private static String scope(GraphNode node) {
        StringBuilder scope = new StringBuilder();
        for (String module : node.kind() == NodeKind.PARAMETER ? parents(node.label()) : node.modulePath()) {
            scope.append(plain(module)).append('/');
        }
        return scope.toString();
    }

    private static List<String> parents(String name) {
        List<String> parts = List.of(name.split("[.]", -1));
        return parts.subList(0, parts.size() - 1);
    }

    private static String name(GraphNode node) {
        String label = node.kind() == NodeKind.PARAMETER
                ? node.label().substring(node.label().lastIndexOf('.') + 1)
                : node.label();
        return scope(node) + plain(label.isEmpty() ? node.kind().name().toLowerCase(Locale.ROOT) : label);
    }

    /// What names may be made of; the first character may not be one of the signs.
    private static String plain(String text) {
        String plain = FORBIDDEN.matcher(text).replaceAll("_");
        return plain.isEmpty() || "_.-".indexOf(plain.charAt(0)) >= 0 ? "x" + plain : plain;
    }

    /// A node may not be called as a scope is.
    private void takeScopes(String scope) {
        for (int end = scope.indexOf('/'); end >= 0; end = scope.indexOf('/', end + 1)) {
            taken.add(scope.substring(0, end));
        }
    }

    private String fresh(String name) {
        String fresh = name;
        while (!taken.add(fresh)) {
            fresh = name + "_" + repeats.merge(name, 1, Integer::sum);
        }
        return fresh;
    }

    /// `TensorShapeProto` of a shape as text, such as `(16, 64)`.
    private static Message shape(String text) {
        Message shape = new Message();
        for (Matcher size = NUMBER.matcher(text); size.find(); ) {
            shape.put(2, new Message().put(1, Long.parseLong(size.group())));
        }
        return shape;
    }

    /// The row of TensorFlow's enumeration of types.
    private static long type(DType type) {
        return switch (type) {
            case FLOAT32 -> 1;
            case FLOAT64 -> 2;
            case INT32 -> 3;
            case INT64 -> 9;
            case BOOL -> 10;
        };
    }
}
