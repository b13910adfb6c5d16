package dev.autograd.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Layouts against their definition: the list of places, in row-major order, that a layout shows.
final class LayoutTest {
    /// The place of every element, in row-major order.
    static List<Long> places(Layout layout) {
        List<Long> places = List.of(layout.offset());
        for (int d = 0; d < layout.shape().rank(); d++) {
            List<Long> longer = new ArrayList<>();
            for (long place : places) {
                for (long i = 0; i < layout.shape().size(d); i++) {
                    longer.add(place + i * layout.stride(d));
                }
            }
            places = longer;
        }
        return places;
    }

    /// A layout that some views make of a dense one, none of them of more than a few hundred elements.
    static Layout random(java.util.Random random) {
        long[] sizes = random.longs(random.nextInt(5), 0, 5)
                .map(n -> n == 0 && random.nextInt(4) > 0 ? 1 : n)
                .toArray();
        Layout layout = Shape.of(sizes).contiguous();
        for (int n = random.nextInt(5); n > 0; n--) {
            layout = changed(layout, random);
        }
        return layout;
    }

    private static Layout changed(Layout layout, java.util.Random random) {
        int rank = layout.shape().rank();
        if (rank == 0) {
            return layout.unsqueeze(0);
        }
        int dim = random.nextInt(rank);
        long size = layout.shape().size(dim);
        switch (random.nextInt(5)) {
            case 0 -> {
                List<Integer> order = new ArrayList<>();
                for (int i = 0; i < rank; i++) {
                    order.add(i);
                }
                java.util.Collections.shuffle(order, random);
                return layout.permute(order.stream().mapToInt(i -> i).toArray());
            }
            case 1 -> {
                long step = 1 + random.nextInt(3);
                long start = random.nextLong(size + 1);
                return layout.slice(dim, start, Math.ceilDiv(size - start, step), step);
            }
            case 2 -> {
                return size == 0 ? layout : layout.select(dim, random.nextLong(size));
            }
            case 3 -> {
                return rank > 4 ? layout : layout.unsqueeze(random.nextInt(rank + 1));
            }
            default -> {
                return size == 1 ? layout.expand(layout.shape().with(dim, random.nextInt(4))) : layout;
            }
        }
    }

    @Test
    void randomLayoutsKnowWhatTheyAre() {
        var random = new java.util.Random(3);
        int strided = 0;
        int overlapping = 0;
        for (int n = 0; n < 3000; n++) {
            Layout layout = random(random);
            List<Long> places = places(layout);
            assertThat(places).hasSize((int) layout.shape().numel());
            boolean dense = true;
            for (int i = 0; i < places.size(); i++) {
                dense &= places.get(i) == layout.offset() + i;
            }
            boolean injective = new HashSet<>(places).size() == places.size();
            assertThat(layout.isContiguous()).as("%s is contiguous", layout).isEqualTo(dense);
            assertThat(layout.isInjective()).as("%s is injective", layout).isEqualTo(injective);
            assertThat(layout.extent())
                    .as("extent of %s", layout)
                    .isEqualTo(places.stream().mapToLong(i -> i + 1).max().orElse(0));
            strided += dense ? 0 : 1;
            overlapping += injective ? 0 : 1;
        }
        assertThat(strided).isGreaterThan(300);
        assertThat(overlapping).isGreaterThan(100);
    }

    @Test
    void aViewShowsTheSamePlacesOrThereIsNone() {
        var random = new java.util.Random(4);
        int found = 0;
        int refused = 0;
        for (int n = 0; n < 3000; n++) {
            Layout layout = random(random);
            Shape target = shapeOf(layout.shape().numel(), random);
            Layout view = layout.view(target);
            if (view != null) {
                assertThat(view.shape()).isEqualTo(target);
                assertThat(places(view)).as("%s as %s", layout, target).isEqualTo(places(layout));
                found++;
            } else {
                assertThat(hasStrides(places(layout), target))
                        .as("%s as %s", layout, target)
                        .isFalse();
                refused++;
            }
        }
        assertThat(found).isGreaterThan(500);
        assertThat(refused).isGreaterThan(100);
    }

    private static Shape shapeOf(long numel, java.util.Random random) {
        List<Long> sizes = new ArrayList<>();
        for (long rest = numel; rest > 1; ) {
            long factor = 2 + random.nextLong(rest - 1);
            if (rest % factor == 0) {
                sizes.add(factor);
                rest /= factor;
            }
        }
        if (numel == 0) {
            sizes.add(0L);
        }
        if (random.nextBoolean()) {
            sizes.add(random.nextInt(sizes.size() + 1), 1L);
        }
        return Shape.of(sizes.stream().mapToLong(i -> i).toArray());
    }

    /// Whether the places are those of the shape under any strides: the distance of neighbours along a dimension is
    /// constant.
    private static boolean hasStrides(List<Long> places, Shape shape) {
        long[] dense = Layout.rowMajorStrides(shape);
        long[] strides = new long[shape.rank()];
        for (int d = 0; d < strides.length; d++) {
            strides[d] = shape.size(d) > 1 ? places.get((int) dense[d]) - places.getFirst() : 0;
        }
        return places(new Layout(shape, strides, places.getFirst())).equals(places);
    }

    @Test
    void viewsKeepPlaces() {
        Layout layout = Shape.of(2, 3).contiguous(); // places 0 1 2 / 3 4 5
        assertThat(places(layout.permute(1, 0))).containsExactly(0L, 3L, 1L, 4L, 2L, 5L);
        assertThat(places(layout.slice(1, 1, 2, 1))).containsExactly(1L, 2L, 4L, 5L);
        assertThat(places(layout.slice(1, 0, 2, 2))).containsExactly(0L, 2L, 3L, 5L);
        assertThat(places(layout.select(0, 1))).containsExactly(3L, 4L, 5L);
        assertThat(places(layout.unsqueeze(1).squeeze(1))).isEqualTo(places(layout));
        assertThat(places(layout.select(1, 0).unsqueeze(1).expand(Shape.of(2, 2))))
                .containsExactly(0L, 0L, 3L, 3L);
        assertThat(places(layout.expand(Shape.of(2, 2, 3))))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(places(layout.flip(1))).containsExactly(2L, 1L, 0L, 5L, 4L, 3L);
        assertThat(places(layout.flip(0, 1))).containsExactly(5L, 4L, 3L, 2L, 1L, 0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1, 1", "0, 1", "2, 1"})
    void overlappingStridesAreNotInjective(String strides) {
        long[] both =
                Arrays.stream(strides.split(", ")).mapToLong(Long::parseLong).toArray();
        assertThat(Layout.of(Shape.of(3, 3), both, 0).isInjective()).isFalse();
    }

    @Test
    void badStridesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layout.of(Shape.of(2, 3), new long[] {1}, 0))
                .withMessageContaining("(2, 3)")
                .withMessageContaining("1 strides");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layout.of(Shape.of(2), new long[] {-1}, 0))
                .withMessageContaining("stride -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layout.of(Shape.of(2), new long[] {1}, -4))
                .withMessageContaining("offset -4");
    }
}
