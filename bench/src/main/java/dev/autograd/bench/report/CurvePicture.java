package dev.autograd.bench.report;

import dev.autograd.bench.measure.Course;
import dev.autograd.bench.measure.Course.Point;
import dev.autograd.bench.measure.Courses;
import dev.autograd.viz.Charts;
import dev.autograd.viz.LinePanel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Courses as curves on logarithmic axes: the time per step, and below it how many steps were done.
public final class CurvePicture {
    private static final String ACROSS = "seconds since the start of the process";
    private static final int MOST = 4; // lines that can be told apart

    private CurvePicture() {}

    /// Whether anything was seen.
    public static boolean hasPoints(Courses courses) {
        return !places(courses).isEmpty();
    }

    /// Draws them; of more than four sides, the first four.
    ///
    /// @param svg the file
    /// @throws IOException when it cannot be written
    public static void save(Courses courses, Path svg) throws IOException {
        String per = courses.workload().per();
        String unit = courses.workload().unit().symbol();
        Charts.lines(
                List.of(
                        panel(courses, "Time per " + per + ", " + unit, Point::time),
                        panel(courses, Character.toUpperCase(per.charAt(0)) + per.substring(1) + "s", Point::done)),
                svg);
    }

    private static LinePanel panel(Courses courses, String title, ToDoubleFunction<Point> height) {
        List<Double> places = places(courses);
        List<LinePanel.Line> lines = courses.sides().entrySet().stream()
                .filter(side -> !points(side.getValue()).isEmpty())
                .limit(MOST)
                .map(side -> new LinePanel.Line(side.getKey(), heights(places, side.getValue(), height)))
                .toList();
        return new LinePanel(title, ACROSS, places, lines, LinePanel.Axes.LOGARITHMIC);
    }

    private static List<Double> heights(List<Double> places, Course course, ToDoubleFunction<Point> height) {
        Map<Double, Double> known = new LinkedHashMap<>();
        points(course).forEach(point -> known.put(point.seconds(), height.applyAsDouble(point)));
        known.values().removeIf(value -> value <= 0); // the median process had done nothing yet
        return places.stream()
                .map(place -> known.getOrDefault(place, Double.NaN))
                .toList();
    }

    private static List<Double> places(Courses courses) {
        return courses.sides().values().stream()
                .flatMap(course -> points(course).stream())
                .map(Point::seconds)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Point> points(Course course) {
        return course instanceof Course.Followed followed ? followed.points() : List.of();
    }
}
