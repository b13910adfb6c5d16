package dev.autograd.bench.report;

import dev.autograd.bench.measure.Course;
import dev.autograd.bench.measure.Courses;
import dev.autograd.bench.measure.Result;
import dev.autograd.bench.measure.Samples;
import dev.autograd.bench.measure.Side;
import dev.autograd.bench.workload.Workload;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A report as JSON: `workloads`, each with its `name`, `unit`, `impls` (`impl`, `median`, `min`, `max`, `n`;
/// or `impl` and `failed`, a sentence), `ratio` (the first peer's time divided by this library's, the median of
/// the turns; null where there is none) and `ratios` of all peers; `machine`; and where the start of processes was
/// followed, `curve` with `name`, `unit` and `impls`, each with `points`: `seconds` since the start, `time` in the
/// stretch that ends there, and how many steps were `done` by then.
public final class ReportJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportJson() {}

    /// The text of the file.
    public static String text(Report report) {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode machine = root.putObject("machine");
        Page.facts(report).forEach(machine::put);
        var workloads = root.putArray("workloads");
        report.results().forEach(result -> workload(workloads.addObject(), result));
        report.courses().ifPresent(courses -> curve(root.putObject("curve"), courses));
        return MAPPER.writeValueAsString(root) + "\n";
    }

    private static void workload(ObjectNode node, Result result) {
        name(node, result.workload());
        var implementations = node.putArray("impls");
        result.sides().forEach((name, side) -> {
            ObjectNode implementation = implementations.addObject().put("impl", name);
            switch (side) {
                case Side.Failed failed -> implementation.put("failed", failed.why());
                case Side.Measured measured -> samples(implementation, measured.times());
            }
        });
        var peers = result.sides().keySet().stream().skip(1).toList();
        node.set("ratio", MAPPER.nullNode());
        ObjectNode ratios = node.putObject("ratios");
        for (String peer : peers.reversed()) {
            result.ratio(peer).ifPresent(ratio -> {
                node.put("ratio", ratio.median());
                samples(ratios.putObject(peer), ratio);
            });
        }
    }

    private static void curve(ObjectNode node, Courses courses) {
        name(node, courses.workload());
        var implementations = node.putArray("impls");
        courses.sides().forEach((name, side) -> {
            ObjectNode implementation = implementations.addObject().put("impl", name);
            switch (side) {
                case Course.Failed failed -> implementation.put("failed", failed.why());
                case Course.Followed followed -> {
                    var points = implementation.putArray("points");
                    followed.points()
                            .forEach(point -> points.addObject()
                                    .put("seconds", point.seconds())
                                    .put("time", point.time())
                                    .put("done", point.done()));
                }
            }
        });
    }

    private static void name(ObjectNode node, Workload workload) {
        node.put("name", workload.name());
        node.put("unit", workload.unit().symbol() + "/" + workload.per());
    }

    private static void samples(ObjectNode node, Samples samples) {
        node.put("median", samples.median())
                .put("min", samples.min())
                .put("max", samples.max())
                .put("n", samples.count());
    }
}
