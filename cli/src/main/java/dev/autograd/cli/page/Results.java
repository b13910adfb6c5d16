package dev.autograd.cli.page;

import dev.autograd.cli.base.Text;
import dev.autograd.cli.history.EpochRow;
import dev.autograd.cli.history.Sampling;
import dev.autograd.cli.model.Answer.Quantity;
import dev.autograd.cli.train.EpochMetrics;
import dev.autograd.viz.LinePanel;
import dev.autograd.viz.LinePanel.Axes;
import dev.autograd.viz.LinePanel.Line;
import dev.autograd.viz.PageCharts;
import java.util.Base64;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What came out: the headline, the curves, the classes and the pictures.
final class Results {
    private static final int MOST_PLACES = 200;

    private final Html html;
    private final RunStory story;

    private Results(Html html, RunStory story) {
        this.html = html;
        this.story = story;
    }

    static void add(Html html, RunStory story) {
        Results results = new Results(html, story);
        results.headline();
        results.curves();
        story.matrix().ifPresent(matrix -> new ClassTables(html, matrix).add());
        story.samples().ifPresent(results::samples);
    }

    private void headline() {
        EpochMetrics last = story.last();
        html.begin("section", "id", "results", "aria-labelledby", "results-title");
        html.element("h2", "Results", "id", "results-title");
        html.begin("dl", "class", "tiles");
        String score = story.objective().scoreName();
        tile("Test " + score, story.score(last.testScore()), scoreNote());
        tile("Test loss", Numbers.brief(last.testLoss()), "training " + Numbers.brief(last.trainLoss()));
        tile(
                "Lowest test loss",
                "epoch " + story.best().epoch(),
                Numbers.brief(story.best().testLoss()) + ", " + score + " "
                        + story.score(story.best().testScore()));
        List<EpochRow> epochs = story.history().epochs();
        if (!epochs.isEmpty()) {
            double seconds = epochs.stream()
                    .mapToDouble(row -> row.seconds() + row.testSeconds())
                    .sum();
            tile("Time", Numbers.seconds(seconds), Numbers.seconds(seconds / epochs.size()) + " an epoch");
            double fastest =
                    epochs.stream().mapToDouble(EpochRow::perSecond).max().orElse(Double.NaN);
            tile("Examples a second", Text.format("%,.0f", fastest), "in the fastest epoch");
        }
        html.end().end();
    }

    private String scoreNote() {
        return switch (story.card().answer()) {
            case Quantity quantity ->
                "error "
                        + Numbers.brief(Math.sqrt(story.last().testLoss())
                                * quantity.scale().std()) + " " + quantity.label();
            default ->
                story.matrix()
                        .map(matrix -> Text.format("%,d of %,d", matrix.right(), matrix.total()))
                        .orElse("");
        };
    }

    private void tile(String name, String value, String note) {
        html.begin("div").element("dt", name).element("dd", value);
        html.element("dd", note, "class", "note").end();
    }

    private void curves() {
        html.begin("section", "id", "curves", "aria-labelledby", "curves-title");
        html.element("h2", "Learning curves", "id", "curves-title");
        html.begin("div", "class", "pair");
        List<EpochMetrics> epochs = Sampling.of(story.metrics(), MOST_PLACES);
        curve("Loss", epochs, Axes.COUNTED, EpochMetrics::trainLoss, EpochMetrics::testLoss);
        String score = story.objective().scoreName();
        String title = Character.toUpperCase(score.charAt(0)) + score.substring(1);
        Axes axes = story.classifies() ? Axes.SHARES : Axes.COUNTED;
        curve(title, epochs, axes, EpochMetrics::trainScore, EpochMetrics::testScore);
        html.end();
        table(epochs, score);
        html.end();
    }

    private void curve(
            String title,
            List<EpochMetrics> epochs,
            Axes axes,
            ToDoubleFunction<EpochMetrics> train,
            ToDoubleFunction<EpochMetrics> test) {
        var places = epochs.stream().map(m -> (double) m.epoch()).toList();
        var lines = List.of(
                new Line("training", epochs.stream().map(train::applyAsDouble).toList()),
                new Line("test", epochs.stream().map(test::applyAsDouble).toList()));
        html.begin("figure", "class", "card")
                .markup(PageCharts.lines(new LinePanel(title, "epoch", places, lines, axes)))
                .end();
    }

    private void table(List<EpochMetrics> epochs, String score) {
        String which = epochs.size() < story.metrics().size() ? " (every few epochs)" : "";
        html.begin("details").element("summary", "The numbers as a table" + which);
        var table = new Table(html, "Measures by epoch")
                .head("epoch", "training loss", "training " + score, "test loss", "test " + score);
        for (EpochMetrics m : epochs) {
            table.row(
                    Integer.toString(m.epoch()),
                    Numbers.brief(m.trainLoss()),
                    story.score(m.trainScore()),
                    Numbers.brief(m.testLoss()),
                    story.score(m.testScore()));
        }
        table.end();
        html.end();
    }

    private void samples(byte[] png) {
        html.begin("section", "aria-labelledby", "samples-title");
        html.element("h2", "Test pictures", "id", "samples-title");
        html.begin("figure", "class", "card samples");
        html.empty(
                "img",
                "alt",
                "A sheet of test pictures, each with its class; mistakes come first and say what it was taken for",
                "src",
                "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
        html.element("figcaption", "Mistakes first: what it is, and what it was taken for.");
        html.end().end();
    }
}
