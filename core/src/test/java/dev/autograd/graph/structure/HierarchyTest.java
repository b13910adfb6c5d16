package dev.autograd.graph.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeFacts;
import dev.autograd.value.DType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A program is a line of words `name[@module][=operator operand...]`: a word without an operator is a leaf, one in
/// capitals a parameter; `^` before an operator says that a gradient rule ran it.
final class HierarchyTest {
    static Stream<Arguments> programs() {
        return Stream.of(
                arguments("nothing", "", "()"),
                arguments("no modules", "x a=f_x b=g_a", "(x a b)"),
                arguments("a parameter lies in its layer", "x W a@m=f_x_W b=g_a", "(x m(W a) b)"),
                arguments("a parameter lies where it is used first", "x W a@m=f_x_W b@n=g_a_W", "(x m(W a) n(b))"),
                arguments("a leaf lies around all its uses", "x c a@m=f_x_c b@n=g_a_c", "(x c m(a) n(b))"),
                arguments("an input lies outside", "x c a@m.i=f_x_c b@m.j=g_a_c", "(x c m(i(a) j(b)))"),
                arguments("a number lies where it is used", "x 7 a@m.i=f_x_7 b@m.j=g_a_7", "(x m(7 i(a) j(b)))"),
                arguments("nested", "x a@m.i=f_x b@m=g_a", "(x m(i(a) b))"),
                arguments("in the order of the flow", "x b@n=f_x a@m=g_b c@n=h_b", "(x n(b c) m(a))"),
                arguments("called again", "x a@m=f_x b=g_a c@m=f_b", "(x m(a) b m/2(c))"),
                arguments("called in turns", "x a@m=f_x b@n=g_a c@m=f_b d@n=g_c", "(x m(a) n(b) m/2(c) n/2(d))"),
                arguments("on no cycle in one piece", "x a@m=f_x b=g_x c@m=f_a", "(x m(a c) b)"),
                arguments(
                        "sums of gradients join their module",
                        "x a@m=^f_x b@m=^g_x s=add_a_b c@m=^h_s",
                        "(x m(a b s c))"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void gathersModules(String what, String program, String expected) {
        assertThat(text(program)).isEqualTo(expected);
    }

    static Stream<Arguments> repeats() {
        String layer = "%2$s=f_%1$s %3$s=g_%2$s_%2$s %4$s=h_%3$s_%1$s %5$s=k_%4$s";
        return Stream.of(
                arguments("three layers by module", chain(layer, "l%d", 3), List.of("0: 3 of 4")),
                arguments("two are too few", chain(layer, "l%d", 2), List.of()),
                arguments("three layers without modules", chain(layer, "", 3), List.of("0: 3 of 4")),
                arguments("after something else", "x q=z_x " + chain(layer, "", 4, "q"), List.of("0: 4 of 4")),
                arguments(
                        "modules of another structure between",
                        chain(layer, "l%d", 3) + " o@m=z_l2d "
                                + chain(layer, "l%d", 4, "o").replace("l", "r"),
                        List.of("0: 3 of 4", "0: 4 of 4")),
                arguments(
                        "each with a parameter of its own",
                        chain("W%2$s %2$s=f_%1$s_W%2$s %3$s=g_%2$s %4$s=h_%3$s %5$s=k_%4$s", "l%d", 5),
                        List.of("0: 5 of 5")),
                arguments(
                        "one parameter for all",
                        "S " + chain("%2$s=f_%1$s_S %3$s=g_%2$s %4$s=h_%3$s %5$s=k_%4$s", "l%d", 5),
                        List.of("0: 5 of 4")),
                arguments(
                        "connected otherwise once",
                        chain(layer, "", 3) + " "
                                + "y0=f_l2d y1=g_y0_y0 y2=h_y1_y1 y3=k_y2 " // h takes g twice
                                + chain(layer, "", 3, "y3").replace("l", "r"),
                        List.of("0: 3 of 4", "0: 3 of 4")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("repeats")
    void findsWhatRepeats(String what, String program, List<String> expected) {
        var hierarchy = Hierarchy.of(model(program));
        assertThat(hierarchy.repeats())
                .extracting(repeat -> hierarchy.groups().get(repeat.group()).parent() + ": "
                        + repeat.turns().size() + " of "
                        + repeat.turns().getFirst().size())
                .isEqualTo(expected);
    }

    @Test
    void foldsRepeatsIntoTheirFirstTurn() {
        var model = model("S "
                + chain("W%2$s %2$s=f_%1$s_W%2$s %3$s=g_%2$s_S %4$s=h_%3$s_%1$s %5$s=k_%4$s", "l%d", 48)
                + " out=z_l47d");
        var folded = model.foldedRepeats();
        assertThat(folded.nodes())
                .extracting(GraphNode::label)
                .containsExactly("S", "x", "Wl0a", "f", "g", "h", "k", "z");
        assertThat(folded.nodes().get(3).modulePath()).containsExactly("l0 \u2026 l47 \u00D7 48");
        assertThat(folded.nodes().get(2).attributes()).containsEntry("repeats", "48");
        assertThat(folded.edges())
                .extracting(edge -> label(folded, edge.from()) + ">" + label(folded, edge.to()) + edge.input())
                .containsExactly("x>f0", "Wl0a>f1", "f>g0", "S>g1", "g>h0", "x>h1", "h>k0", "k>z0");
        assertThat(model("x a=f_x").foldedRepeats()).isEqualTo(model("x a=f_x"));
    }

    @Test
    void whatStandsForAnOutputIsOne() {
        var model = model(chain("%2$s=f_%1$s %3$s=g_%2$s %4$s=h_%3$s %5$s=k_%4$s", "l%d", 6));
        var nodes = new ArrayList<>(model.nodes());
        nodes.set(nodes.size() - 1, nodes.getLast().asOutput());
        var folded = new GraphModel(nodes, model.edges()).foldedRepeats();
        assertThat(folded.nodes())
                .filteredOn(GraphNode::output)
                .extracting(GraphNode::label)
                .containsExactly("k");
        assertThat(folded.nodes()).hasSize(5);
    }

    @Test
    void foldsRepeatsWithinRepeats() {
        var program = new StringBuilder("x");
        String last = "x";
        for (int block = 0; block < 4; block++) {
            for (int turn = 0; turn < 5; turn++) {
                for (String operator : List.of("f", "g", "h", "k")) {
                    String name = "n" + block + "t" + turn + operator;
                    program.append(" %s@b%d=%s_%s".formatted(name, block, operator, last));
                    last = name;
                }
            }
            program.append(" e%d@b%d=end_%s".formatted(block, block, last));
            last = "e" + block;
        }
        var folded = model(program.toString()).foldedRepeats();
        assertThat(folded.nodes()).extracting(GraphNode::label).containsExactly("x", "f", "g", "h", "k", "end");
        assertThat(folded.nodes().get(1).modulePath()).containsExactly("b0 \u2026 b3 \u00D7 4", "\u00D7 5");
        assertThat(folded.nodes().get(1).attributes()).containsEntry("repeats", "20");
        assertThat(folded.nodes().get(5).attributes()).containsEntry("repeats", "4");
    }

    @Test
    void takesLongGraphsWithoutRecursion() {
        var hierarchy = Hierarchy.of(model(chain("%2$s=f_%1$s %3$s=f_%2$s %4$s=g_%3$s %5$s=f_%4$s", "", 25_000)));
        assertThat(hierarchy.repeats())
                .singleElement()
                .satisfies(repeat -> assertThat(repeat.turns()).hasSize(25_000));
        assertThat(Hierarchy.of(model("x " + deep(3_000))).groups()).hasSize(3_001);
    }

    private static String deep(int depth) {
        return "a@" + String.join(".", Collections.nCopies(depth, "m")) + "=f_x";
    }

    private static String chain(String layer, String module, int count) {
        return "x " + chain(layer, module, count, "x");
    }

    /// A layer has words in which `%1$s` is what it is given and the others are its own results, the last the
    /// output.
    private static String chain(String layer, String module, int count, String input) {
        var program = new ArrayList<String>();
        String last = input;
        for (int i = 0; i < count; i++) {
            String prefix = "l" + i;
            String words = layer.formatted(last, prefix + "a", prefix + "b", prefix + "c", prefix + "d");
            if (!module.isEmpty()) {
                words = words.replace("=", "@" + module.formatted(i) + "=");
            }
            program.add(words);
            last = prefix + "d";
        }
        return String.join(" ", program);
    }

    private static GraphModel model(String program) {
        var nodes = new ArrayList<GraphNode>();
        var edges = new ArrayList<GraphEdge>();
        var positions = new HashMap<String, Integer>();
        for (String word : program.isEmpty() ? new String[0] : program.split(" +")) {
            String[] sides = word.split("=", 2);
            String[] name = sides[0].split("@", 2);
            if (positions.containsKey(name[0])) {
                continue;
            }
            int id = nodes.size();
            GraphNode node;
            if (sides.length == 1) {
                node = Character.isUpperCase(name[0].charAt(0))
                        ? GraphNode.parameter(id, name[0], "(2)", DType.FLOAT32)
                        : GraphNode.leaf(id, name[0], name[0].equals("7") ? "()" : "(2)", DType.FLOAT32);
                nodes.add(node);
            } else {
                String[] parts = sides[1].split("_");
                boolean rule = parts[0].startsWith("^");
                node = GraphNode.operation(id, parts[0].replace("^", ""), "(2)", DType.FLOAT32);
                node = name.length == 2 ? node.in(List.of(name[1].split("\\."))) : node;
                node = rule ? node.with(NodeFacts.builder().of(0L).build()) : node;
                nodes.add(node);
                for (int i = 1; i < parts.length; i++) {
                    edges.add(GraphEdge.of(nodes.get(positions.get(parts[i])), node, i - 1));
                }
            }
            positions.put(name[0], id);
        }
        return new GraphModel(nodes, edges);
    }

    private static String label(GraphModel model, long id) {
        return model.nodes().stream()
                .filter(node -> node.id() == id)
                .findFirst()
                .orElseThrow()
                .label();
    }

    /// Groups with what they hold, nodes by their names in the program.
    private static String text(String program) {
        List<String> names = Stream.of(program.split(" +"))
                .map(word -> word.split("[@=]")[0])
                .distinct()
                .toList();
        var model = model(program);
        return "(" + held(Hierarchy.of(model), model, names, 0) + ")";
    }

    private static String held(Hierarchy hierarchy, GraphModel model, List<String> names, int group) {
        var parts = new ArrayList<String>();
        var seen = new ArrayList<Integer>();
        for (int node = 0; node < model.nodes().size(); node++) {
            int at = hierarchy.groupOf(node);
            int below = at;
            while (at > group) {
                below = at;
                at = hierarchy.groups().get(at).parent();
            }
            if (at == group && below == group) {
                parts.add(names.get(node));
            } else if (at == group && !seen.contains(below)) {
                seen.add(below);
                var inner = hierarchy.groups().get(below);
                parts.add(inner.name() + (inner.call() > 1 ? "/" + inner.call() : "") + "("
                        + held(hierarchy, model, names, below) + ")");
            }
        }
        return String.join(" ", parts);
    }
}
