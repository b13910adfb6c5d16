package dev.autograd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Tensor;
import dev.autograd.value.Random;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is added is found until it is removed, however the numbers of nodes lie.
final class SlotTableTest {
    @ParameterizedTest(name = "every {0}th node")
    @ValueSource(ints = {1, 3, 32, 128})
    void findsWhatIsThere(int step) {
        List<Slots> all = Stream.generate(SlotTableTest::leaf)
                .limit(100L * step)
                .map(leaf -> new Slots(null, leaf))
                .toList();
        var random = Random.seed(step);
        var table = new SlotTable();
        List<Slots> present = new ArrayList<>();
        for (int turn = 0; turn < 500; turn++) {
            Slots slots = all.get(random.nextInt(100) * step);
            if (present.remove(slots)) {
                table.remove(slots);
            } else {
                table.add(slots);
                present.add(slots);
            }
            assertThat(all).filteredOn(one -> table.get(one.node) == one).containsExactlyInAnyOrderElementsOf(present);
        }
    }

    private static LeafNode leaf() {
        return new LeafNode(Tensor.scalar(1.0));
    }
}
