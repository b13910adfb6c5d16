package dev.autograd.graph;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// What is in a graph, in numbers; [#toString()] is a table for a terminal.
///
/// @param nodes how many there are
/// @param edges how many there are
/// @param rows  parameters, given tensors, and each operator, the most frequent first
/// @param ends  what is given and what comes out: a line for each
public record GraphSummary(int nodes, int edges, List<Row> rows, List<String> ends) {
    private static final int MOST_ROWS = 40;
    private static final int MOST_ENDS = 12;
    private static final Pattern NUMBERS = Pattern.compile("\\(\\s*(\\d+(\\s*,\\s*\\d+)*)?,?\\s*\\)");

    /// Nodes of one name.
    ///
    /// @param name   of the operator, or the kind of leaf
    /// @param count  how many
    /// @param bytes  of their elements together, as far as it is known
    /// @param shapes how often each shape is, the most frequent first
    public record Row(String name, int count, BigInteger bytes, Map<String, Integer> shapes) {}

    /// Keeps copies of the lists.
    public GraphSummary {
        rows = List.copyOf(rows);
        ends = List.copyOf(ends);
    }

    /// That of a graph.
    public static GraphSummary of(GraphModel model) {
        Map<String, List<GraphNode>> byName = new LinkedHashMap<>();
        List<String> ends = new ArrayList<>();
        for (GraphNode node : model.nodes()) {
            String name = switch (node.kind()) {
                case PARAMETER -> "(parameter)";
                case LEAF -> "(given tensor)";
                case OPERATION -> label(node);
            };
            byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(node);
            if (node.kind() == NodeKind.LEAF || node.output()) {
                ends.add(end(node));
            }
        }
        var rows = byName.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Row row) -> !row.name().startsWith("("))
                        .thenComparing(Row::count, Comparator.reverseOrder())
                        .thenComparing(Row::name))
                .toList();
        return new GraphSummary(model.nodes().size(), model.edges().size(), rows, ends);
    }

    private static String end(GraphNode node) {
        String name = node.facts().name();
        return (node.output() ? "output " : "given ") + label(node) + " "
                + (name == null ? "" : "\"" + VisibleText.line(name) + "\" ")
                + VisibleText.typedShape(node.shape(), node.dtype());
    }

    /// On one line.
    private static String label(GraphNode node) {
        return String.join(", ", VisibleText.lines(node.label()));
    }

    private static Row row(String name, List<GraphNode> nodes) {
        Map<String, Integer> shapes = new LinkedHashMap<>();
        BigInteger bytes = BigInteger.ZERO;
        for (GraphNode node : nodes) {
            shapes.merge(VisibleText.typedShape(node.shape(), node.dtype()), 1, Integer::sum);
            bytes = bytes.add(bytes(node));
        }
        Map<String, Integer> sorted = new LinkedHashMap<>();
        shapes.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return new Row(name, nodes.size(), bytes, sorted);
    }

    private static BigInteger bytes(GraphNode node) {
        Long known = node.facts().bytes();
        if (known != null) {
            return BigInteger.valueOf(known);
        }
        if (!NUMBERS.matcher(node.shape()).matches()) {
            return BigInteger.ZERO;
        }
        BigInteger bytes = BigInteger.valueOf(node.dtype().bytes());
        for (String size : node.shape().split("[^0-9]+")) {
            bytes = size.isEmpty() ? bytes : bytes.multiply(new BigInteger(size));
        }
        return bytes;
    }

    /// A readable table.
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(number(nodes) + " nodes, " + number(edges) + " edges");
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("operator", "count", "bytes", "shapes"));
        rows.stream()
                .limit(MOST_ROWS)
                .forEach(row -> cells.add(List.of(
                        row.name(), number(row.count()), String.format(Locale.ROOT, "%,d", row.bytes()), shapes(row))));
        lines.add("");
        lines.addAll(Columns.lines(cells, "<>><"));
        if (rows.size() > MOST_ROWS) {
            lines.add("and " + number(rows.size() - MOST_ROWS) + " more operators");
        }
        lines.add("");
        ends.stream().limit(MOST_ENDS).forEach(lines::add);
        if (ends.size() > MOST_ENDS) {
            lines.add("and " + number(ends.size() - MOST_ENDS) + " more");
        }
        return String.join("\n", lines).stripTrailing();
    }

    private static String shapes(Row row) {
        var first = row.shapes().entrySet().iterator().next();
        return row.shapes().size() == 1
                ? first.getKey()
                : number(first.getValue()) + " of " + first.getKey() + ", "
                        + number(row.shapes().size() - 1) + (row.shapes().size() == 2 ? " other" : " others");
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
