package dev.autograd.cli.page;

import dev.autograd.cli.history.EpochRow;
import dev.autograd.cli.history.RunRow;
import dev.autograd.cli.history.Sampling;
import dev.autograd.viz.LinePanel;
import dev.autograd.viz.LinePanel.Axes;
import dev.autograd.viz.LinePanel.Line;
import dev.autograd.viz.PageCharts;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// How it was done: the speed, the model's graph, settings, machine and commands.
final class Setup {
    private static final int MOST_PLACES = 200;

    private final Html html;
    private final RunStory story;

    private Setup(Html html, RunStory story) {
        this.html = html;
        this.story = story;
    }

    static void add(Html html, RunStory story) {
        Setup setup = new Setup(html, story);
        setup.speed();
        setup.graph();
        setup.setup();
    }

    private void speed() {
        html.begin("section", "id", "speed", "aria-labelledby", "speed-title");
        html.element("h2", "Speed", "id", "speed-title");
        List<EpochRow> epochs = Sampling.of(story.history().epochs(), MOST_PLACES);
        if (epochs.isEmpty()) {
            html.element("p", "No epoch was timed.");
        } else {
            html.begin("div", "class", "pair");
            chart(
                    "Milliseconds",
                    epochs,
                    Axes.COUNTED_RATIOS,
                    new Line("learning", milliseconds(epochs, EpochRow::seconds)),
                    new Line("testing", milliseconds(epochs, EpochRow::testSeconds)));
            chart(
                    "Examples a second",
                    epochs,
                    Axes.COUNTED,
                    new Line(
                            "learning", epochs.stream().map(EpochRow::perSecond).toList()));
            html.end();
        }
        html.end();
    }

    /// A clock that did not move has no place on a logarithmic axis.
    private static List<Double> milliseconds(List<EpochRow> epochs, ToDoubleFunction<EpochRow> seconds) {
        return epochs.stream()
                .map(row -> seconds.applyAsDouble(row) > 0 ? 1e3 * seconds.applyAsDouble(row) : Double.NaN)
                .toList();
    }

    private void chart(String title, List<EpochRow> epochs, Axes axes, Line... lines) {
        var places = epochs.stream().map(row -> (double) row.epoch()).toList();
        html.begin("figure", "class", "card")
                .markup(PageCharts.lines(new LinePanel(title, "epoch", places, List.of(lines), axes)))
                .end();
    }

    private void graph() {
        html.begin("section", "id", "graph", "aria-labelledby", "graph-title");
        html.element("h2", "Graph of the loss", "id", "graph-title");
        html.begin("figure", "class", "card");
        if (!story.graph().markup().isEmpty()) {
            html.begin("div", "class", "scroll", "role", "region", "aria-label", "Graph of the loss", "tabindex", "0");
            html.markup(story.graph().markup()).end();
        }
        html.element("figcaption", story.graph().note());
        html.end().end();
    }

    private void setup() {
        html.begin("section", "id", "setup", "aria-labelledby", "setup-title");
        html.element("h2", "Setup", "id", "setup-title");
        html.begin("div", "class", "pair");
        facts("Settings", story.settings().values());
        facts("Machine", story.machine());
        html.end();
        story.commands().forEach(command -> command(command.what(), command.line()));
        List<RunRow> runs = story.history().runs();
        if (runs.size() > 1) {
            html.element("h3", "Command lines of this training");
            var table = new Table(html, "Command lines").head("begun", "after epoch", "command");
            runs.forEach(run -> table.row(run.begun(), Integer.toString(run.epochsBefore()), run.command()));
            table.end();
        }
        html.end();
    }

    private void facts(String caption, Map<String, String> facts) {
        html.begin("div", "class", "card").element("h3", caption);
        var table = new Table(html, caption).head("name", "value");
        facts.forEach(table::row);
        table.end();
        html.end();
    }

    private void command(String what, String line) {
        html.begin("div", "class", "command").element("h3", what);
        html.begin("pre", "tabindex", "0").element("code", line).end();
        html.element("button", "Copy", "type", "button", "class", "copy", "hidden", "");
        html.end();
    }
}
