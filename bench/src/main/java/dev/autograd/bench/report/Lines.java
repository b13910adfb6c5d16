package dev.autograd.bench.report;

import dev.autograd.bench.measure.Result;
import dev.autograd.bench.measure.Samples;
import dev.autograd.bench.measure.Side;
import dev.autograd.bench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The table of a report, a line for each side of each workload.
public final class Lines {
    private static final List<Integer> WIDTHS = List.of(17, 16, 11, 11, 11, 22);
    /// What the columns are.
    static final List<String> TITLES = List.of("workload", "implementation", "median", "min", "max", "ratio");

    private Lines() {}

    /// What the columns of [#of(Result)] are.
    public static String titles() {
        return aligned(TITLES);
    }

    /// The lines of one workload, for a terminal.
    public static String of(Result result) {
        return String.join("\n", rows(result).stream().map(Lines::aligned).toList());
    }

    /// The same as cells.
    static List<List<String>> rows(Result result) {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, Side> side : result.sides().entrySet()) {
            String name = rows.isEmpty() ? result.workload().name() : "";
            rows.add(
                    switch (side.getValue()) {
                        case Side.Failed failed -> List.of(name, side.getKey(), failed.why());
                        case Side.Measured measured ->
                            Stream.concat(
                                            Stream.of(name, side.getKey()),
                                            Stream.concat(
                                                    times(result.workload(), measured.times()),
                                                    Stream.of(rows.isEmpty() ? "" : ratio(result, side.getKey()))))
                                    .toList();
                    });
        }
        return rows;
    }

    private static Stream<String> times(Workload workload, Samples times) {
        return Stream.of(times.median(), times.min(), times.max())
                .map(time -> Numbers.time(time) + " " + workload.unit().symbol());
    }

    private static String ratio(Result result, String peer) {
        return result.ratio(peer)
                .map(r -> String.format(
                        Locale.ROOT,
                        "%s (%s-%s)",
                        Numbers.ratio(r.median()),
                        Numbers.time(r.min()),
                        Numbers.time(r.max())))
                .orElse("");
    }

    private static String aligned(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            boolean left = i < 2 || cells.size() < WIDTHS.size();
            line.append(String.format(
                    Locale.ROOT, left ? "%-" + WIDTHS.get(i) + "s" : "%" + WIDTHS.get(i) + "s", cells.get(i)));
        }
        return line.toString().stripTrailing();
    }
}
