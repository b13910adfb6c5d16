package dev.autograd.bench.report;

import dev.autograd.bench.measure.Courses;
import dev.autograd.bench.measure.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A report as a page in Markdown.
public final class Page {
    private static final List<String> WORKLOADS = List.of(
            "Made by `./autograd bench`: every workload ran in turns with its peers, on one machine, in one run. A ratio is the",
            "peer's time divided by autograd's, turn by turn, and in brackets the smallest and the largest of these. Absolute times",
            "differ from machine to machine and from hour to hour: compare ratios only. Steps of training, and what runs on large",
            "tensors, are each in a `TensorScope`, which gives their memory back at once, as Python's counting of references does.",
            "Processes of this library are started as `./autograd` starts them, with an archive of its classes.");
    private static final List<String> CURVE = List.of(
            "A fresh process for each side, some times over, in turns. Times count from before the process is started. A cell gives",
            "the time per step in the stretch before (the median of all that was seen in it), and how many steps were done by then.");

    private final List<String> lines = new ArrayList<>();

    private Page() {}

    /// The text of the file.
    ///
    /// @param curve the address of the picture of the courses, for a link; empty where there is none
    public static String text(Report report, Optional<String> curve) {
        Page page = new Page();
        page.add("# Benchmarks", "");
        page.lines.addAll(WORKLOADS);
        page.add("");
        facts(report).forEach((name, value) -> page.add("- " + name + ": " + value));
        page.workloads(report.results());
        report.courses().ifPresent(courses -> page.curve(courses, curve));
        return String.join("\n", page.lines) + "\n";
    }

    /// Where and on what it was measured.
    static Map<String, String> facts(Report report) {
        Machine machine = report.machine();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", machine.date().toString());
        facts.put("processor", machine.processor() + ", " + machine.cores() + " cores");
        facts.put("system", machine.system());
        facts.put("threads", machine.threads() + ", " + machine.pinning());
        facts.put("versions", String.join("; ", report.versions()));
        return facts;
    }

    private void workloads(List<Result> results) {
        if (results.isEmpty()) {
            return;
        }
        add("");
        table(
                Lines.TITLES,
                2,
                results.stream().flatMap(result -> Lines.rows(result).stream()).toList());
        add("", "What the workloads are:", "");
        results.stream()
                .map(Result::workload)
                .forEach(w -> add("- `" + w.name() + "`: " + w.description() + "; the time per " + w.per() + "."));
    }

    private void curve(Courses courses, Optional<String> picture) {
        add("", "## Warm-up", "", "The first seconds of `" + courses.workload().name() + "`.");
        lines.addAll(CURVE);
        add("");
        picture.ifPresent(file -> add(
                "![" + courses.workload().name() + ": the time per step, and the steps done, against the time since the"
                        + " start of the process](" + file + ")",
                ""));
        table(CurveLines.titles(courses), 1, CurveLines.rows(courses));
        CurveLines.failures(courses).forEach(line -> add("", line));
    }

    /// @param names how many columns at the left hold text
    private void table(List<String> titles, int names, List<List<String>> rows) {
        row(titles);
        List<String> rule = new ArrayList<>();
        for (int i = 0; i < titles.size(); i++) {
            rule.add(i < names ? "---" : "--:");
        }
        row(rule);
        rows.forEach(this::row);
    }

    private void row(List<String> cells) {
        add("| " + String.join(" | ", cells) + " |");
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }
}
