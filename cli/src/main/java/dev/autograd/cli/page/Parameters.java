package dev.autograd.cli.page;

import dev.autograd.cli.base.Text;
import dev.autograd.cli.history.ParameterRow;
import dev.autograd.cli.history.Sampling;
import dev.autograd.data.Histogram;
import dev.autograd.viz.HeatPanel;
import dev.autograd.viz.PageCharts;
import dev.autograd.viz.RidgePanel;
import dev.autograd.viz.RidgePanel.Ridge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How parameters and their gradients were spread, epoch by epoch.
final class Parameters {
    private static final int MOST_RIDGES = 12;
    private static final int MOST_COLUMNS = 50;

    /// Each of them adds 10 kB to the page.
    private static final int MOST_DRAWN = 60;

    private final Html html;
    private final RunStory story;
    private final Map<String, List<ParameterRow>> rows = new LinkedHashMap<>();

    private Parameters(Html html, RunStory story) {
        this.html = html;
        this.story = story;
        story.parameters().keySet().forEach(name -> rows.put(name, new ArrayList<>()));
        for (ParameterRow row : story.history().parameters()) {
            List<ParameterRow> of = rows.get(row.name());
            if (of != null) {
                of.add(row);
            }
        }
        rows.values().removeIf(List::isEmpty);
    }

    static void add(Html html, RunStory story) {
        new Parameters(html, story).add();
    }

    private void add() {
        html.begin("section", "id", "parameters", "aria-labelledby", "parameters-title");
        html.element("h2", "Parameters and gradients", "id", "parameters-title");
        if (rows.isEmpty()) {
            html.element("p", "Nothing is known of them: no epoch was complete, or the model has no parameters.");
        } else {
            ratios();
            spreads();
            table();
        }
        html.end();
    }

    private void ratios() {
        List<Integer> epochs = Sampling.of(
                story.history().parameters().stream()
                        .map(ParameterRow::epoch)
                        .distinct()
                        .toList(),
                MOST_COLUMNS);
        var panel = new HeatPanel(
                "Gradient norm divided by parameter norm",
                "epoch",
                epochs.stream().map(String::valueOf).toList(),
                rows.entrySet().stream()
                        .map(entry -> new HeatPanel.Row(entry.getKey(), ratios(entry.getValue(), epochs)))
                        .toList());
        html.begin("figure", "class", "card");
        html.begin("div", "class", "scroll").markup(PageCharts.heat(panel)).end();
        html.element(
                "figcaption",
                "A row that fades learns ever less; one that does not is still on its way, or the rate is too high. "
                        + "Gradients are those of the last batch of an epoch.");
        html.end();
    }

    private static List<Double> ratios(List<ParameterRow> rows, List<Integer> epochs) {
        Map<Integer, Double> ratios = new LinkedHashMap<>();
        rows.forEach(row -> ratios.put(row.epoch(), row.ratio()));
        return epochs.stream()
                .map(epoch -> ratios.getOrDefault(epoch, Double.NaN))
                .toList();
    }

    private void spreads() {
        html.begin("div", "class", "spreads");
        rows.entrySet().stream().limit(MOST_DRAWN).forEach(entry -> spread(entry.getKey(), entry.getValue()));
        html.end();
        if (rows.size() > MOST_DRAWN) {
            html.element(
                    "p",
                    Text.count(rows.size() - MOST_DRAWN, "further parameter") + " stand in the table below only.",
                    "class",
                    "note");
        }
    }

    private void spread(String name, List<ParameterRow> all) {
        ParameterRow last = all.getLast();
        List<ParameterRow> shown = Sampling.of(all, MOST_RIDGES);
        html.begin("figure", "class", "card spread");
        html.begin("figcaption")
                .element("strong", name)
                .text(" " + story.parameters().get(name) + ", norm ");
        html.text(Numbers.brief(last.values().norm()) + ", gradient norm "
                + Numbers.brief(last.gradient().norm()));
        html.end();
        html.begin("div", "class", "ridges");
        html.begin("div", "class", "values")
                .markup(ridges("Values", shown, ParameterRow::values))
                .end();
        html.begin("div", "class", "gradients")
                .markup(ridges("Gradients", shown, ParameterRow::gradient))
                .end();
        html.end().end();
    }

    private static String ridges(String title, List<ParameterRow> rows, Function<ParameterRow, Histogram> of) {
        return PageCharts.ridges(new RidgePanel(
                title,
                "epoch",
                rows.stream()
                        .map(row -> new Ridge(Integer.toString(row.epoch()), of.apply(row)))
                        .toList()));
    }

    private void table() {
        html.begin("details").element("summary", "The last state as a table");
        var table = new Table(html, "Parameters after the last epoch that was looked at")
                .head(
                        "parameter",
                        "shape",
                        "mean",
                        "deviation",
                        "smallest",
                        "largest",
                        "norm",
                        "gradient norm",
                        "ratio",
                        "not finite");
        rows.forEach((name, all) -> {
            ParameterRow row = all.getLast();
            Histogram values = row.values();
            table.row(
                    name,
                    story.parameters().getOrDefault(name, ""),
                    Numbers.brief(values.mean()),
                    Numbers.brief(values.std()),
                    Numbers.brief(values.low()),
                    Numbers.brief(values.high()),
                    Numbers.brief(values.norm()),
                    Numbers.brief(row.gradient().norm()),
                    Numbers.brief(row.ratio()),
                    Long.toString(values.notFinite() + row.gradient().notFinite()));
        });
        table.end();
        html.end();
    }
}
