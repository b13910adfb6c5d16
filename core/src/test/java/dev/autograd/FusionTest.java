package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.NodeKind;
import dev.autograd.graph.fusion.Fusion;
import dev.autograd.graph.fusion.FusionPattern;
import dev.autograd.nn.Conv2dOptions;
import dev.autograd.nn.F;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of computations when their operators are merged.
final class FusionTest {
    private static final Tensor X = Tensor.zeros(4, 4).named("x");
    private static final Tensor W = Tensor.zeros(4, 4).requiresGrad_().named("w");
    private static final Tensor B = Tensor.zeros(4).requiresGrad_().named("b");
    private static final Tensor IMAGE = Tensor.zeros(1, 1, 4, 4);
    private static final Tensor KERNEL = Tensor.zeros(1, 1, 3, 3);

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of(
                        (Supplier<Tensor>) GoldenGraphs::views,
                        "sigmoid view view matmul+add view matmul+relu add matmul",
                        """
                        Number of nodes: 14 -> 12
                        Number of edges: 15 -> 13
                        Ratio of nodes: 0.857
                        Ratio of edges: 0.867
                        Patterns applied: 2
                          matmul+add: 1
                          matmul+activation: 1"""),
                Arguments.of(
                        (Supplier<Tensor>) GoldenGraphs::residuals,
                        "matmul add+relu matmul+add add+sigmoid matmul+add+sigmoid add ".repeat(3)
                                + "matmul crossEntropy",
                        """
                        Number of nodes: 44 -> 29
                        Number of edges: 61 -> 46
                        Ratio of nodes: 0.659
                        Ratio of edges: 0.754
                        Patterns applied: 15
                          matmul+add: 6
                          add+activation: 6
                          matmul+add+activation: 3"""),
                Arguments.of(
                        (Supplier<Tensor>) GoldenGraphs::toy4,
                        "matmul+add+sigmoid matmul+add+relu matmul ".repeat(2) + "crossEntropy",
                        """
                        Number of nodes: 22 -> 14
                        Number of edges: 26 -> 18
                        Ratio of nodes: 0.636
                        Ratio of edges: 0.692
                        Patterns applied: 8
                          matmul+add: 4
                          matmul+add+activation: 4"""));
    }

    @ParameterizedTest
    @MethodSource
    void golden(Supplier<Tensor> computation, String operations, String report) {
        Fusion fusion = Graph.trace(computation).fuse();
        assertThat(fusion.report()).hasToString(report);
        assertThat(operations(fusion)).isEqualTo(operations);
        assertThat(fusion.graph().nodes()).hasSize(fusion.report().nodesAfter());
        assertThat(fusion.graph().edges()).hasSize(fusion.report().edgesAfter());
    }

    /// No gradient needs the product of two tensors without gradients, nor what views they were seen as.
    @Test
    void theTapeOfTheFirstLacksWhatTracksNoGradient() {
        Fusion fusion = Graph.of(GoldenGraphs.views()).fuse();
        assertThat(operations(fusion)).isEqualTo("sigmoid matmul+add matmul");
        assertThat(fusion.report().nodesBefore()).isEqualTo(8);
        assertThat(fusion.report().edgesBefore()).isEqualTo(7);
    }

    @Test
    void theTapeOfToy4IsMergedAsItsTraceIs() {
        assertThat(Graph.of(GoldenGraphs.toy4()).fuse().report())
                .isEqualTo(Graph.trace(GoldenGraphs::toy4).fuse().report());
    }

    static Stream<Arguments> named() {
        return Stream.of(
                row("view+view", () -> X.view(2, 8).view(8, 2)),
                row("view+transpose", () -> X.view(2, 8).transpose(0, 1)),
                row("view+view+view sum", () -> X.view(2, 8).view(8, 2).view(16).sum()),
                row("matmul+add", () -> B.add(X.matmul(W))),
                row("matmul+add", () -> X.matmul(W).add(1.0)),
                row("matmul+add add", () -> X.matmul(W).add(B).add(B)),
                row("matmul matmul+add", () -> X.matmul(W).add(W.matmul(X))),
                row("add+relu", () -> X.add(B).relu()),
                row("add mul relu", () -> X.add(B).mul(B).relu()),
                row("matmul+tanh", () -> X.matmul(W).tanh()),
                row("matmul exp", () -> X.matmul(W).exp()),
                row("matmul sub relu", () -> X.matmul(W).sub(B).relu()),
                row(
                        "matmul+add+sigmoid relu",
                        () -> X.matmul(W).add(B).sigmoid().relu()),
                row("linear+relu", () -> F.linear(X, W, B).relu()),
                row("linear+add+relu", () -> F.linear(X, W, null).add(B).relu()),
                row("linear add", () -> F.linear(X, W, B).add(X)),
                row("matmul relu add", () -> diamond(X.matmul(W))),
                row("matmul add", () -> doubled(X.matmul(W))),
                row("add relu add", () -> diamond(X.add(B))),
                row("relu relu", () -> X.relu().relu()),
                row("exp matmul", () -> X.exp().matmul(W)),
                row("", () -> X));
    }

    private static Tensor doubled(Tensor x) {
        return x.add(x);
    }

    private static Tensor diamond(Tensor x) {
        return x.relu().add(x);
    }

    static Stream<Arguments> all() {
        return Stream.of(
                row("exp+neg+abs", () -> X.exp().neg().abs()),
                row("exp relu+add", () -> diamond(X.exp())),
                row("exp mul", () -> B.exp().mul(X)),
                row("square+sum", () -> X.square().sum()),
                row("square+sum+sqrt", () -> X.square().sum().sqrt()),
                row("mean sub", () -> X.sub(X.meanKeepDim(1))),
                row("exp cumsum neg", () -> X.exp().cumsum(0).neg()),
                row("matmul+add+relu+mul", () -> X.matmul(W).add(B).relu().mul(W)),
                row("matmul+exp+neg", () -> X.matmul(W).exp().neg()),
                row(
                        "conv2d+relu",
                        () -> F.conv2d(IMAGE, KERNEL, null, Conv2dOptions.DEFAULT)
                                .relu()),
                row("matmul matmul+mul", () -> X.matmul(W).mul(W.matmul(X))),
                row(
                        "view+view matmul+add",
                        () -> X.matmul(W.view(2, 8).view(4, 4)).add(B)));
    }

    private static Arguments row(String operations, Supplier<Tensor> computation) {
        return Arguments.of(operations, computation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void named(String operations, Supplier<Tensor> computation) {
        assertThat(operations(Graph.trace(computation).fuse())).isEqualTo(operations);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void all(String operations, Supplier<Tensor> computation) {
        assertThat(operations(Graph.trace(computation).fuse(FusionPattern.all())))
                .isEqualTo(operations);
    }

    @Test
    void everyPatternIsFoundInSomeRow() {
        Set<FusionPattern> found = EnumSet.noneOf(FusionPattern.class);
        Stream.concat(named(), all())
                .forEach(row -> traced(row)
                        .fuse(FusionPattern.all())
                        .report()
                        .patterns()
                        .forEach(applied -> found.add(applied.pattern())));
        assertThat(found).containsExactlyInAnyOrderElementsOf(FusionPattern.all());
    }

    @SuppressWarnings("unchecked")
    private static Graph traced(Arguments row) {
        return Graph.trace((Supplier<Tensor>) row.get()[1]);
    }

    @Test
    void outputsStayOutputs() {
        Tensor product = X.matmul(W);
        Tensor sum = product.add(B);
        Tensor answer = sum.relu();
        Fusion all = Graph.of(product, sum, answer).fuse();
        assertThat(operations(all)).isEqualTo("matmul add relu");
        assertThat(all.report().patterns()).isEmpty();
        Fusion two = Graph.of(sum, answer).fuse();
        assertThat(operations(two)).isEqualTo("matmul+add relu");
        assertThat(two.graph().nodes().stream().filter(GraphNode::output))
                .extracting(GraphNode::label)
                .containsExactly("matmul+add", "relu");
    }

    @Test
    void theEarlierOfTwoProductsIsMerged() {
        Tensor row = Tensor.zeros(1, 4);
        assertThat(products(() -> X.matmul(W).add(row.matmul(W)))).containsExactly("(1, 4)", "(4, 4)");
        assertThat(products(() -> row.matmul(W).add(X.matmul(W)))).containsExactly("(4, 4)", "(1, 4)");
    }

    /// The shapes of the product that is left and of the one in the merged node.
    private static List<String> products(Supplier<Tensor> sum) {
        List<GraphNode> nodes = Graph.trace(sum).fuse().graph().nodes();
        GraphNode left = nodes.get(nodes.size() - 2);
        GraphNode merged = nodes.getLast().members().getFirst();
        assertThat(List.of(left, merged)).extracting(GraphNode::label).containsOnly("matmul");
        return List.of(left.shape(), merged.shape());
    }

    @Test
    void aMergedNodeTellsItsMembers() {
        Fusion fusion = Graph.trace(() -> B.add(X.matmul(W)).relu()).fuse();
        GraphNode merged = fusion.graph().nodes().getLast();
        assertThat(merged.label()).isEqualTo("matmul+add+relu");
        assertThat(merged.members()).extracting(GraphNode::label).containsExactly("matmul", "add", "relu");
        assertThat(merged.tooltip()).isEqualTo("""
                        matmul+add+relu (4, 4) float32
                        result: 64 bytes
                        matmul (4, 4) float32
                        add (4, 4) float32
                        relu (4, 4) float32""");
    }

    @Test
    void operandsAreNumberedMemberAfterMember() {
        Fusion fusion = Graph.trace(() -> B.add(X.matmul(W)).relu()).fuse();
        List<GraphNode> nodes = fusion.graph().nodes();
        assertThat(fusion.graph().edges())
                .extracting(edge ->
                        edge.input() + " " + nodes.get(source(fusion, edge)).label())
                .containsExactlyInAnyOrder("0 x", "1 w", "2 b");
    }

    private static int source(Fusion fusion, GraphEdge edge) {
        return fusion.graph().sources()[fusion.graph().edges().indexOf(edge)];
    }

    private static String operations(Fusion fusion) {
        return String.join(
                " ",
                fusion.graph().nodes().stream()
                        .filter(node -> node.kind() == NodeKind.OPERATION)
                        .map(GraphNode::label)
                        .toList());
    }
}
