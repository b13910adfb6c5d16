package dev.autograd.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Deep graphs need neither a large heap nor a deep stack, and every node is visited once.
final class DepthTest {
    @Test
    void deepGraphsGoBackwardInASmallHeap() throws Exception {
        List<String> lines = ChildJvm.run(DeepGraphs.class, "-Xmx256m", "-Xss512k");
        assertThat(lines).contains("chain 1000001 1.0");
        // In a double: d/dx of the ladder's top, the product of 1 + s(1 - s) over its rungs.
        double x = -3;
        double gradient = 1;
        for (int i = 0; i < 10_000; i++) {
            double s = 1 / (1 + Math.exp(-x));
            gradient *= 1 + s * (1 - s);
            x += s;
        }
        String ladder = lines.getLast();
        assertThat(ladder).startsWith("ladder 20001 ");
        double actual = Double.parseDouble(ladder.substring("ladder 20001 ".length()));
        assertThat(actual)
                .as(String.format(Locale.ROOT, "%s", gradient))
                .isCloseTo(gradient, org.assertj.core.data.Percentage.withPercentage(0.1));
    }
}
