package dev.autograd.cli.report;

import dev.autograd.Graph;
import dev.autograd.cli.base.Text;
import dev.autograd.cli.model.Answer.Classes;
import dev.autograd.cli.model.Answer.Quantity;
import dev.autograd.cli.model.Inputs.Images;
import dev.autograd.cli.model.ModelFile;
import dev.autograd.cli.train.ConfusionMatrix;
import dev.autograd.cli.train.Evaluation;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Rows;
import dev.autograd.cli.train.Session;
import dev.autograd.cli.train.StepTimer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is said and written when a training is complete.
public final class RunReport {
    private final Session session;
    private final Session.Result result;
    private final Evaluation test;
    private final PrintWriter out;
    private final PrintWriter err;
    private final @Nullable PageKeeper page;
    private final List<Path> written = new ArrayList<>();
    private final Map<String, Object> summary = new LinkedHashMap<>();

    private RunReport(
            Session session, Session.Result result, @Nullable PageKeeper page, PrintWriter out, PrintWriter err) {
        this.session = session;
        this.result = result;
        this.test = Evaluation.of(
                result.network(),
                session.problem().objective(),
                session.problem().test());
        this.out = out;
        this.err = err;
        this.page = page;
    }

    /// Tests the network, prints the outcome and writes all files of the run.
    ///
    /// @param page writes the report's page, if one is wanted
    /// @throws IOException if a file other than a picture cannot be written
    public static void write(
            Session session, Session.Result result, @Nullable PageKeeper page, PrintWriter out, PrintWriter err)
            throws IOException {
        RunReport report = new RunReport(session, result, page, out, err);
        out.println();
        report.outcome();
        report.timings();
        report.files();
    }

    private Problem problem() {
        return session.problem();
    }

    @SuppressWarnings("AnnotateFormatMethod") // See Text.format.
    private void line(String name, String pattern, Object... values) {
        out.println(Text.format("%-17s %s", name, Text.format(pattern, values)));
    }

    private void outcome() {
        summary.put("task", problem().card().task());
        summary.put("architecture", problem().card().architecture().text());
        summary.put("parameters", result.network().parameterCount());
        summary.put("testLoss", test.loss());
        line("parameters", "%,d", result.network().parameterCount());
        line("test loss", "%.4f", test.loss());
        switch (problem().card().answer()) {
            case Classes classes -> classes(classes);
            case Quantity quantity -> quantity(quantity);
        }
    }

    private void classes(Classes classes) {
        int[] right = Rows.classes(test.targets());
        var matrix = ConfusionMatrix.of(classes.names(), right, Rows.largest(test.outputs()));
        summary.put("testAccuracy", test.score());
        summary.put("classes", classes.names());
        summary.put("confusion", List.of(matrix.counts()));
        line("test accuracy", "%.4f (%,d of %,d)", test.score(), matrix.right(), matrix.total());
        out.println();
        out.println(matrix.text());
    }

    private void quantity(Quantity quantity) {
        double error = Math.sqrt(test.loss()) * quantity.scale().std();
        summary.put("testR2", test.score());
        summary.put("testRmse", error);
        line("test R2", "%.4f (the share of the variance of %s that is explained)", test.score(), quantity.label());
        line("test error", "%.4g (root of the mean square, in units of %s)", error, quantity.label());
    }

    private void timings() {
        StepTimer timer = result.timer();
        summary.put("epochs", result.history().size());
        summary.put("seconds", result.time().toMillis() / 1e3);
        summary.put("steps", timer.steps());
        summary.put("forwardSeconds", timer.forwardSeconds());
        summary.put("backwardSeconds", timer.backwardSeconds());
        summary.put("bestEpochMicrosAStep", timer.bestEpochMicros());
        session.settings().values().forEach((option, value) -> summary.put("--" + option, value));
        line("time", "%.1f s", result.time().toMillis() / 1e3);
        if (timer.steps() > 0) {
            line("forward", "%.3f s   %.1f us a step", timer.forwardSeconds(), micros(timer.forwardSeconds()));
            line(
                    "backward + step",
                    "%.3f s   %.1f us a step",
                    timer.backwardSeconds(),
                    micros(timer.backwardSeconds()));
        }
        if (Double.isFinite(timer.bestEpochMicros())) {
            line("best epoch", "%.1f us a step", timer.bestEpochMicros());
        }
    }

    private double micros(double seconds) {
        return seconds * 1e6 / result.timer().steps();
    }

    /// What draws or writes one file.
    @FunctionalInterface
    private interface Writing {
        void to(Path file) throws IOException;
    }

    private void files() throws IOException {
        String score = problem().objective().scoreName().toLowerCase(Locale.ROOT);
        text("model.safetensors", file -> ModelFile.save(file, problem().card(), result.network()));
        text("metrics.csv", file -> TextFiles.metrics(file, result.history(), score));
        text("summary.json", file -> TextFiles.summary(file, summary));
        Graph graph =
                Pictures.graph(problem(), result.network(), session.settings().batchSize());
        picture("graph.dot", graph::save);
        picture("graph.svg", graph::save);
        picture("graph.json", graph::save);
        picture(
                "curves.svg",
                file -> Pictures.curves(file, result.history(), problem().objective()));
        if (problem().card().inputs() instanceof Images images
                && problem().card().answer() instanceof Classes classes) {
            picture(
                    "samples.png",
                    file -> Pictures.samples(file, images, problem().test(), test, classes.names()));
        }
        page();
        written.add(session.checkpoint());
        out.println();
        out.println("written to " + session.folder());
        written.forEach(file -> out.println("  " + file));
        out.flush();
    }

    private void page() throws IOException {
        PageKeeper keeper = page;
        if (keeper != null) {
            Path samples = session.folder().resolve("samples.png");
            picture(
                    "report.html",
                    file -> keeper.finish(file, Optional.of(samples).filter(written::contains)));
        }
    }

    private void text(String name, Writing writing) throws IOException {
        Path file = session.folder().resolve(name);
        writing.to(file);
        written.add(file);
    }

    /// A machine without fonts, or a network too large to be drawn, is no reason to lose a training.
    private void picture(String name, Writing writing) throws IOException {
        try {
            text(name, writing);
        } catch (RuntimeException | LinkageError | InternalError e) {
            err.println("autograd: " + name + " is not drawn: " + e.getMessage());
        }
    }
}
