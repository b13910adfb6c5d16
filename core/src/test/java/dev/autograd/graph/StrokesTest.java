package dev.autograd.graph;

import static dev.autograd.value.DType.FLOAT32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Graph;
import dev.autograd.Tensor;
import dev.autograd.graph.Strokes.Memory;
import dev.autograd.graph.Strokes.Stroke;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StrokesTest {
    @Test
    void dotsLeadFromABaseToItsViews() {
        var x = GraphNode.leaf(7, "x", "(4)", FLOAT32);
        var one = view(8, 7);
        var other = view(9, 7);
        var lost = view(10, 99);
        var itself = view(11, 11);
        var model = new GraphModel(
                List.of(x, one, other, lost, itself),
                List.of(GraphEdge.of(x, one, 0), GraphEdge.of(one, other, 0), GraphEdge.of(other, lost, 0)));
        assertThat(Strokes.of(model))
                .isEqualTo(new Strokes(List.of(Stroke.DOTTED, Stroke.SOLID, Stroke.SOLID), List.of(new Memory(0, 2))));
    }

    private static GraphNode view(long id, long base) {
        return GraphNode.operation(id, "view", "(4)", FLOAT32)
                .with(NodeFacts.builder().base(base).build());
    }

    @Test
    void dashesLeadFromTheForwardPassToTheBackwardPass() {
        Tensor x = Tensor.ones(3).requiresGrad_(true);
        var model = Graph.forwardAndBackward(x.square().sum()).model();
        int[] sources = model.sources();
        int[] targets = model.targets();
        var strokes = Strokes.of(model).edges();
        for (int e = 0; e < sources.length; e++) {
            boolean across = !side(model, sources[e]).equals(side(model, targets[e]));
            assertThat(strokes.get(e)).isEqualTo(across ? Stroke.DASHED : Stroke.SOLID);
        }
        assertThat(strokes).contains(Stroke.DASHED, Stroke.SOLID);
    }

    private static String side(GraphModel model, int node) {
        return model.nodes().get(node).modulePath().getFirst();
    }
}
