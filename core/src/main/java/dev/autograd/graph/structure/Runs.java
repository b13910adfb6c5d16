package dev.autograd.graph.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Finds stretches of a sequence that repeat: `a b c b c b c d` has `b c` three times.
final class Runs {
    /// Sequences made to be expensive are given up after this many comparisons for each element.
    private static final long PATIENCE = 64;

    private final int[] sequence;
    private final int fewest;
    private final List<Run> found = new ArrayList<>();
    private final int[] runAt; // the last run found there, counted from 1
    private long comparisons;

    private Runs(int[] sequence, int fewest) {
        this.sequence = sequence;
        this.fewest = fewest;
        runAt = new int[sequence.length];
    }

    /// A stretch in which each element equals the one `period` before it.
    record Run(int start, int end, int period) {
        int length() {
            return end - start;
        }
    }

    /// Runs of at least `fewest` turns that do not overlap, in order; where they would, the longest are taken, and
    /// among those the ones with the shortest turns.
    static List<Run> of(int[] sequence, int fewest) {
        var runs = new Runs(sequence, fewest);
        runs.find();
        return runs.chosen();
    }

    /// A run of at least three turns holds two neighbouring multiples of its period: only those are looked
    /// at, which makes n/1 + n/2 + n/3 + ... places.
    private void find() {
        int n = sequence.length;
        for (int period = 1; period * (long) fewest <= n && comparisons <= PATIENCE * n; period++) {
            for (int at = 0; at + period < n; at += period) {
                if (sequence[at] == sequence[at + period] && !isWithinShorter(at, period)) {
                    at = extend(at, period);
                }
            }
        }
    }

    private boolean isWithinShorter(int at, int period) {
        int run = runAt[at];
        return run != 0
                && runAt[at + period] == run
                && period % found.get(run - 1).period() == 0;
    }

    /// Adds the run around a place, and gives the last place of the period that need not be looked at.
    private int extend(int at, int period) {
        int start = at;
        while (start > 0 && sequence[start - 1] == sequence[start - 1 + period]) {
            start--;
        }
        int end = at + period;
        while (end < sequence.length && sequence[end] == sequence[end - period]) {
            end++;
        }
        comparisons += end - start - period;
        if (end - start >= (long) fewest * period) {
            found.add(new Run(start, end, period));
            for (int i = start; i < end; i++) {
                runAt[i] = found.size();
            }
        }
        return at + Math.max(0, (end - at - period) / period) * period;
    }

    private List<Run> chosen() {
        var best = new ArrayList<>(found);
        best.sort(Comparator.comparingInt(Run::length).reversed().thenComparingInt(Run::period));
        boolean[] taken = new boolean[sequence.length];
        var chosen = new ArrayList<Run>();
        for (Run run : best) {
            // A longer run covers more than its end only where it covers an end.
            if (!taken[run.start()] && !taken[run.end() - 1]) {
                chosen.add(run);
                Arrays.fill(taken, run.start(), run.end(), true);
            }
        }
        chosen.sort(Comparator.comparingInt(Run::start));
        return chosen;
    }
}
