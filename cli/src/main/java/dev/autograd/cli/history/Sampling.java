package dev.autograd.cli.history;

import java.util.List;
import java.util.stream.IntStream;

/// Which of many epochs are looked at: evenly spread ones, with the first and the last.
public final class Sampling {
    /// Histograms of more epochs than about this would cost space and show no more.
    private static final int MOST_KEPT = 100;

    private Sampling() {}

    /// Whether the histograms of an epoch are kept, in a training of so many epochs.
    public static boolean keeps(int epoch, int epochs) {
        int every = 1;
        while (epochs > (long) MOST_KEPT * every) {
            every *= 2;
        }
        return epoch == 1 || epoch == epochs || epoch % every == 0;
    }

    /// At most `most` of `items`, evenly spread, with the first and the last.
    ///
    /// @param most at least 2
    public static <T> List<T> of(List<T> items, int most) {
        return items.size() <= most
                ? items
                : IntStream.range(0, most)
                        .mapToObj(i -> items.get((int) ((long) i * (items.size() - 1) / (most - 1))))
                        .toList();
    }
}
