package dev.autograd.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.graph.GraphEdge;
import dev.autograd.graph.GraphModel;
import dev.autograd.graph.GraphNode;
import dev.autograd.graph.Strokes.Stroke;
import dev.autograd.value.DType;
import java.awt.geom.Rectangle2D;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LayeredLayoutTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 30})
    void nodesAndLabelsNeverOverlapAndLieOnTheSheet(int times) throws InterruptedIOException {
        var drawing = LayeredLayout.of(Graphs.shared(times));
        var boxes = new ArrayList<Rectangle2D>();
        for (var node : drawing.nodes()) {
            boxes.add(new Rectangle2D.Double(node.x(), node.y(), node.width(), node.height()));
        }
        for (var edge : drawing.edges()) {
            double width = TextWidth.of(edge.label().text(), Drawing.EDGE_TEXT);
            var baseline = edge.label().baseline();
            boxes.add(new Rectangle2D.Double(
                    baseline.x() - width / 2, baseline.y() - 0.7 * Drawing.EDGE_TEXT, width, 0.7 * Drawing.EDGE_TEXT));
        }
        var sheet = new Rectangle2D.Double(0, 0, drawing.width(), drawing.height());
        for (int i = 0; i < boxes.size(); i++) {
            assertThat(sheet.contains(boxes.get(i)))
                    .as("box %d lies on the sheet", i)
                    .isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(boxes.get(i).intersects(boxes.get(j)))
                        .as("boxes %d and %d overlap", i, j)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 30})
    void edgesRunDownwardsFromTheirOperandToTheirResult(int times) throws InterruptedIOException {
        var model = Graphs.shared(times);
        var drawing = LayeredLayout.of(model);
        int[] sources = model.sources();
        int[] targets = model.targets();
        for (int i = 0; i < model.edges().size(); i++) {
            var from = drawing.nodes().get(sources[i]);
            var to = drawing.nodes().get(targets[i]);
            var edge = drawing.edges().get(i);
            assertThat(edge.start().x()).isBetween(from.x(), from.x() + from.width());
            assertThat(edge.start().y()).isBetween(from.y() + from.height() / 2, from.y() + from.height() + 0.01);
            assertThat(edge.tip().x()).isBetween(to.x(), to.x() + to.width());
            assertThat(edge.tip().y()).isBetween(to.y() - Drawing.DOUBLE_OUTLINE - 0.01, to.y() + 0.01);
            for (int p = 1; p < edge.curve().size(); p++) {
                assertThat(edge.curve().get(p).y())
                        .isGreaterThan(edge.curve().get(p - 1).y() - 1e-6);
            }
            assertThat(edge.curve().size() % 3).isEqualTo(1);
        }
    }

    static Stream<Arguments> graphs() {
        return Stream.concat(
                Stream.of(
                        arguments("a layer applied twelve times", Graphs.shared(12)),
                        arguments("a layer applied thirty times", Graphs.shared(30)),
                        arguments("modules with a second call", Graphs.twice()),
                        arguments("both passes", Graphs.bothPasses()),
                        arguments("modules in modules, and views", Graphs.block()),
                        arguments("repeats drawn once", Graphs.bothPasses().foldedRepeats())),
                LongStream.range(0, 40).mapToObj(seed -> arguments("random " + seed, Graphs.random(seed))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void everythingHasItsPlace(String what, GraphModel model) throws InterruptedIOException {
        assertThat(Geometry.misplaced(model, LayeredLayout.of(model))).isEmpty();
    }

    @Test
    void framesShowModulesAndTheirCalls() throws InterruptedIOException {
        assertThat(LayeredLayout.of(Graphs.twice()).frames())
                .extracting(frame -> frame.label().text())
                .containsExactly(
                        "0 (Sequential)",
                        "0 (Linear)",
                        "1 (Linear)",
                        "2 (Linear)",
                        "0 (Linear), call 2",
                        "1 (Linear), call 2",
                        "2 (Linear), call 2");
        assertThat(LayeredLayout.of(Graphs.block()).frames())
                .extracting(Drawing.Frame::tooltip)
                .contains("attention", "attention.key", "feed.1");
        assertThat(LayeredLayout.of(Graphs.shared(3)).frames()).isEmpty();
    }

    @Test
    void linesOfViewsAreDottedAndThoseBetweenThePassesDashed() throws InterruptedIOException {
        var block = Graphs.block();
        var drawing = LayeredLayout.of(block);
        assertThat(drawing.edges().stream().filter(edge -> edge.stroke() == Stroke.DOTTED && edge.pointed()))
                .hasSize(5);
        assertThat(drawing.edges().subList(block.edges().size(), drawing.edges().size()))
                .hasSize(4)
                .allMatch(edge -> edge.stroke() == Stroke.DOTTED && !edge.pointed());
        assertThat(LayeredLayout.of(Graphs.bothPasses()).edges())
                .extracting(Drawing.Edge::stroke)
                .contains(Stroke.SOLID, Stroke.DASHED);
    }

    /// Files may say so.
    @Test
    void aViewMayComeBeforeItsBase() throws InterruptedIOException {
        var x = GraphNode.leaf(0, "x", "(4)", DType.FLOAT32);
        var view = GraphNode.operation(1, "view", "(4)", DType.FLOAT32);
        var early = view.with(view.facts().toBuilder().base(2L).build());
        var late = GraphNode.operation(2, "neg", "(4)", DType.FLOAT32);
        var model = new GraphModel(
                List.of(x, early, late), List.of(GraphEdge.of(x, early, 0), GraphEdge.of(early, late, 0)));
        var line = LayeredLayout.of(model).edges().getLast();
        assertThat(line.pointed()).isFalse();
        assertThat(line.start().y()).isGreaterThan(line.tip().y());
    }
}
