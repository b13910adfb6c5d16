package dev.autograd.conformance.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Counts by family, as a table.
final class ReportTable {
    private ReportTable() {}

    static String of(List<CaseResult> results) {
        Map<String, long[]> counts = new TreeMap<>();
        for (CaseResult result : results) {
            counts.computeIfAbsent(result.family(), _ -> new long[State.values().length])[
                    result.state().ordinal()]++;
        }
        int width = counts.keySet().stream().mapToInt(String::length).max().orElse(0);
        width = Math.max(width, "family".length());
        var text = new StringBuilder(line(width, "family", header()));
        for (Map.Entry<String, long[]> row : counts.entrySet()) {
            text.append(line(width, row.getKey(), numbers(row.getValue())));
        }
        return text.toString();
    }

    private static String[] header() {
        return Arrays.stream(State.values())
                .map(state -> state.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    private static String[] numbers(long[] counts) {
        return Arrays.stream(counts).mapToObj(Long::toString).toArray(String[]::new);
    }

    private static String line(int width, String first, String[] cells) {
        var line = new StringBuilder(first).append(" ".repeat(width - first.length()));
        String[] header = header();
        for (int i = 0; i < cells.length; i++) {
            line.append("  ")
                    .append(" ".repeat(Math.max(0, header[i].length() - cells[i].length())))
                    .append(cells[i]);
        }
        return line.append('\n').toString();
    }
}
