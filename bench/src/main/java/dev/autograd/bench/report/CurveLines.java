package dev.autograd.bench.report;

import dev.autograd.bench.measure.Course;
import dev.autograd.bench.measure.Course.Point;
import dev.autograd.bench.measure.Courses;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The table of courses: a line for a time since the start of the processes, a column for each side.
public final class CurveLines {
    private static final int FIRST = 10;
    private static final int WIDTH = 27;
    /// Of the ends of stretches, the tenths of powers of ten, those that are near 1, 2 and 5.
    private static final Set<Integer> SHOWN = Set.of(0, 3, 7);

    private CurveLines() {}

    /// The table, for a terminal.
    public static String of(Courses courses) {
        List<String> lines = new ArrayList<>();
        lines.add(aligned(titles(courses)));
        rows(courses).forEach(row -> lines.add(aligned(row)));
        lines.addAll(failures(courses));
        return String.join("\n", lines);
    }

    /// Why sides are missing.
    static List<String> failures(Courses courses) {
        return courses.sides().values().stream()
                .flatMap(side -> side instanceof Course.Failed failed ? Stream.of(failed.why()) : Stream.of())
                .toList();
    }

    /// What the columns are.
    static List<String> titles(Courses courses) {
        return Stream.concat(Stream.of("after"), followed(courses).map(Map.Entry::getKey))
                .toList();
    }

    /// The cells below.
    static List<List<String>> rows(Courses courses) {
        return followed(courses)
                .flatMap(side -> side.getValue().points().stream())
                .map(Point::seconds)
                .distinct()
                .sorted()
                .filter(CurveLines::isShown)
                .map(seconds -> row(courses, seconds))
                .toList();
    }

    private static List<String> row(Courses courses, double seconds) {
        Stream<String> cells = followed(courses)
                .map(side -> side.getValue().points().stream()
                        .filter(point -> point.seconds() == seconds)
                        .findFirst()
                        .map(point -> cell(courses, point))
                        .orElse("-"));
        return Stream.concat(Stream.of(rounded(seconds) + " s"), cells).toList();
    }

    private static String cell(Courses courses, Point point) {
        return String.format(
                Locale.ROOT,
                "%s %s, %,.0f done",
                Numbers.time(point.time()),
                courses.workload().unit().symbol(),
                point.done());
    }

    /// The 1, 2 or 5 that is meant.
    private static String rounded(double seconds) {
        return new BigDecimal(seconds).round(new MathContext(1)).toPlainString();
    }

    private static boolean isShown(double seconds) {
        return SHOWN.contains(Math.floorMod(Math.round(10 * Math.log10(seconds)), 10));
    }

    private static Stream<Map.Entry<String, Course.Followed>> followed(Courses courses) {
        return courses.sides().entrySet().stream()
                .flatMap(side -> side.getValue() instanceof Course.Followed followed
                        ? Stream.of(Map.entry(side.getKey(), followed))
                        : Stream.of());
    }

    private static String aligned(List<String> cells) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + FIRST + "s", cells.getFirst()));
        cells.stream().skip(1).forEach(cell -> line.append(String.format(Locale.ROOT, "%" + WIDTH + "s", cell)));
        return line.toString().stripTrailing();
    }
}
