package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.value.DType;
import dev.autograd.value.Layout;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Copies between strided and dense arrays, against the same done element by element.
final class StridedTest {
    /// Layouts in which dimensions merge, stay apart, repeat, run backwards, are 1, are empty or are missing.
    static List<Layout> layouts() {
        Layout dense = Shape.of(3, 4, 5).contiguous();
        List<Layout> layouts = new ArrayList<>(List.of(
                Shape.SCALAR.contiguous(),
                dense.select(0, 1).select(0, 2).select(0, 3),
                dense,
                dense.slice(0, 1, 2, 1),
                dense.slice(1, 1, 2, 2),
                dense.slice(2, 0, 3, 2),
                dense.slice(1, 0, 0, 1),
                dense.slice(0, 3, 0, 1),
                dense.permute(2, 1, 0),
                dense.permute(1, 2, 0),
                dense.permute(0, 2, 1).slice(1, 1, 3, 1)));
        layouts.add(dense.select(1, 2).unsqueeze(1).expand(Shape.of(3, 4, 5)));
        layouts.add(dense.select(2, 0).expand(Shape.of(2, 3, 4)));
        layouts.add(Shape.of(1, 3, 1, 5).contiguous().permute(3, 0, 2, 1));
        layouts.add(Shape.of(1).contiguous().expand(Shape.of(7)));
        return layouts;
    }

    private static List<Integer> places(Layout layout) {
        List<Integer> places = List.of((int) layout.offset());
        for (int d = 0; d < layout.shape().rank(); d++) {
            List<Integer> longer = new ArrayList<>();
            for (int place : places) {
                for (int i = 0; i < layout.shape().size(d); i++) {
                    longer.add(place + i * (int) layout.stride(d));
                }
            }
            places = longer;
        }
        return places;
    }

    private static Object numbered(DType dtype, int n) {
        Object array = dtype.newArray(n);
        for (int i = 0; i < n; i++) {
            Elements.set(array, i, dtype == DType.BOOL ? i * 7 % 3 % 2 : i + 1L);
        }
        return array;
    }

    @ParameterizedTest
    @EnumSource
    void gathersEveryElement(DType dtype) {
        Object from = numbered(dtype, 60);
        List<Layout> layouts = new ArrayList<>(layouts());
        for (Layout layout : layouts()) {
            if (layout.shape().rank() > 1) {
                layouts.add(layout.flip(0));
                layouts.add(layout.flip(1, 0));
            }
        }
        for (Layout layout : layouts) {
            for (DType other : DType.values()) {
                List<Integer> places = places(layout);
                Object to = other.newArray(places.size() + 3);
                Strided.gather(from, layout, to, 2);
                for (int i = 0; i < places.size(); i++) {
                    double expected = Elements.getDouble(from, places.get(i));
                    assertThat(Elements.getDouble(to, i + 2))
                            .as("%s to %s, element %d of %s", dtype, other, i, layout)
                            .isEqualTo(other == DType.BOOL ? Math.min(expected, 1) : expected);
                }
                assertThat(Elements.getDouble(to, 1)).isZero();
                assertThat(Elements.getDouble(to, places.size() + 2)).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void scattersEveryElement(DType dtype) {
        for (Layout layout : layouts()) {
            if (!layout.isInjective()) {
                continue;
            }
            List<Integer> places = places(layout);
            Object from = numbered(dtype, places.size() + 1);
            Object to = dtype.newArray(60);
            Object expected = dtype.newArray(60);
            for (int i = 0; i < places.size(); i++) {
                System.arraycopy(from, i + 1, expected, places.get(i), 1);
            }
            Strided.scatter(from, 1, to, layout);
            assertThat(to).as("%s", layout).isEqualTo(expected);
        }
    }
}
