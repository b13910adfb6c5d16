package dev.autograd.op.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Gradcheck;
import dev.autograd.Inputs;
import dev.autograd.Tensor;
import dev.autograd.engine.Tape;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The operators between a base and its views: each is linear, and each other's gradient, for every pair of layouts.
final class PlacesTest {
    private static final Layout DENSE = Shape.of(3, 4).contiguous();

    static Stream<Arguments> pairs() {
        Layout transposed = Layout.of(Shape.of(4, 3), new long[] {1, 4}, 0);
        Layout gaps = Layout.of(Shape.of(2, 3), new long[] {10, 2}, 7);
        return Stream.of(
                arguments("a row", DENSE, DENSE.select(0, 1)),
                arguments("a column", DENSE, DENSE.select(1, 3)),
                arguments("every other", DENSE, DENSE.slice(1, 1, 2, 2)),
                arguments("all", DENSE, DENSE),
                arguments("all, transposed", DENSE, DENSE.permute(1, 0)),
                arguments("all, flat", DENSE, Shape.of(12).contiguous()),
                arguments("one element", DENSE, DENSE.select(0, 2).select(0, 1)),
                arguments("nothing", DENSE, DENSE.slice(0, 3, 0, 1)),
                arguments("repeated", DENSE, DENSE.select(0, 1).expand(Shape.of(2, 4))),
                arguments("repeated in part", DENSE, Layout.of(Shape.of(3, 3), new long[] {1, 2}, 3)),
                arguments("of a transposed base", transposed, transposed.slice(0, 1, 2, 1)),
                arguments("across a transposed base", transposed, Layout.of(Shape.of(5), new long[] {2}, 1)),
                arguments("of a base with gaps", gaps, gaps.select(0, 1)),
                arguments(
                        "repeated of a base with gaps",
                        gaps,
                        gaps.slice(1, 2, 1, 1).expand(Shape.of(3, 2, 2))),
                arguments(
                        "of an empty base",
                        Shape.of(0, 2).contiguous(),
                        Shape.of(0).contiguous()));
    }

    private static Tensor input(Layout layout) {
        return Inputs.of(layout.shape().sizes());
    }

    /// A tensor of a base's values in a storage of the base's layout, and what the view shows of it.
    private static Tensor shown(Tensor values, Layout base, Layout view) {
        Places places = Places.of(base, view);
        return Tape.wrap(places.spread(values), places.view()).clone();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void asStridedIsWhatTheViewShows(String name, Layout base, Layout view) {
        Tensor x = input(base);
        Tensor found = Tape.run(new AsStrided(base, view), x);
        assertThat(found.allClose(shown(x, base, view), 0, 0)).isTrue();
        Gradcheck.gradgradcheck(in -> squared(Tape.run(new AsStrided(base, view), in)), x);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void stridedIntoIsItsTranspose(String name, Layout base, Layout view) {
        Tensor x = input(base);
        Tensor y = input(view);
        StridedInto into = new StridedInto(Places.of(base, view));
        double across = Tape.run(new AsStrided(base, view), x).mul(y).sum().item();
        double back = Tape.run(into, y).mul(x).sum().item();
        assertThat(back).isCloseTo(across, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(Tape.run(into, y).shape()).isEqualTo(base.shape());
        Gradcheck.gradgradcheck(in -> squared(Tape.run(into, in)), y);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void copySlicesIsWhatWritingTheViewMakesOfTheBase(String name, Layout base, Layout view) {
        if (!view.isInjective()) {
            return; // in-place operations refuse such views
        }
        CopySlices op = new CopySlices("copySlices", base, view);
        Tensor x = input(base);
        Tensor y = input(view);
        Tensor found = Tape.run(op, x, y);
        assertThat(shown(found, base, view).allClose(y, 0, 0)).isTrue();
        Tensor restored = Tape.run(op, found, shown(x, base, view));
        assertThat(restored.allClose(x, 0, 0)).isTrue();
        Gradcheck.gradgradcheck(in -> squared(Tape.run(op, in)), x, y);
    }

    private static Tensor squared(Tensor x) {
        return x.mul(x);
    }
}
