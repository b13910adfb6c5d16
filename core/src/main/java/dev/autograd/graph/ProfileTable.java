package dev.autograd.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where time went, by operator; [#toString()] is the table as text, in milliseconds, and microseconds a
/// call.
///
/// A plain value: it holds no tensor.
///
/// @param rows by their own time, the longest first
public record ProfileTable(List<ProfileRow> rows) {
    /// Keeps a copy of the list.
    public ProfileTable {
        rows = List.copyOf(rows);
    }

    /// The time of the whole: what all rows took themselves.
    public long nanos() {
        return rows.stream().mapToLong(ProfileRow::selfNanos).sum();
    }

    /// The bytes that were allocated for the outputs of all operators.
    public long bytes() {
        return rows.stream().mapToLong(ProfileRow::selfBytes).sum();
    }

    /// The share of a row's own time in the whole, from 0 to 1. The shares of all rows add up to 1.
    public double share(ProfileRow row) {
        long whole = nanos();
        return whole == 0 ? 0 : (double) row.selfNanos() / whole;
    }

    /// A readable table.
    @Override
    public String toString() {
        List<List<String>> cells = new ArrayList<>();
        cells.add(
                List.of("operator", "pass", "calls", "total ms", "mean us", "bytes", "self ms", "share", "self bytes"));
        for (ProfileRow row : rows) {
            boolean between = row.pass() == ProfileRow.Pass.BETWEEN;
            cells.add(List.of(
                    VisibleText.line(row.name()),
                    row.pass().label(),
                    between ? "" : number(row.calls()),
                    between ? "" : millis(row.nanos()),
                    between ? "" : decimal(row.meanNanos() / 1e3),
                    between ? "" : number(row.bytes()),
                    millis(row.selfNanos()),
                    percent(share(row)),
                    between ? "" : number(row.selfBytes())));
        }
        cells.add(
                List.of("total", "", "", "", "", "", millis(nanos()), percent(nanos() == 0 ? 0 : 1), number(bytes())));
        return String.join("\n", Columns.lines(cells, "<<>>>>>>>"));
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%,.3f", nanos / 1e6);
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
