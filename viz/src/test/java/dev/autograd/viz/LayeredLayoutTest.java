package dev.autograd.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.awt.geom.Rectangle2D;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
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

    @ParameterizedTest
    @ValueSource(ints = {2, 12, 30})
    void edgesPassBesideTheNodesTheyDoNotJoin(int times) throws InterruptedIOException {
        var model = Graphs.shared(times);
        var drawing = LayeredLayout.of(model);
        for (int e = 0; e < model.edges().size(); e++) {
            var curve = drawing.edges().get(e).curve();
            for (var node : drawing.nodes()) {
                long id = node.node().id();
                if (id != model.edges().get(e).from()
                        && id != model.edges().get(e).to()) {
                    var box = new Rectangle2D.Double(node.x(), node.y(), node.width(), node.height());
                    for (int i = 0; i + 3 < curve.size(); i += 3) {
                        for (double t = 0; t <= 1; t += 1.0 / 64) {
                            var point = bezier(curve.subList(i, i + 4), t);
                            if (box.contains(point.x(), point.y())) {
                                fail("edge %d runs through node %d", e, id);
                            }
                        }
                    }
                }
            }
        }
    }

    private static Drawing.Point bezier(List<Drawing.Point> p, double t) {
        double[] weights = {(1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t};
        double x = 0;
        double y = 0;
        for (int i = 0; i < 4; i++) {
            x += weights[i] * p.get(i).x();
            y += weights[i] * p.get(i).y();
        }
        return new Drawing.Point(x, y);
    }
}
