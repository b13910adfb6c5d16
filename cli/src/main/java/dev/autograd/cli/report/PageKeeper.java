package dev.autograd.cli.report;

import dev.autograd.cli.base.Reason;
import dev.autograd.cli.base.ThisMachine;
import dev.autograd.cli.history.History;
import dev.autograd.cli.history.RunRow;
import dev.autograd.cli.model.Answer.Classes;
import dev.autograd.cli.page.ReportPage;
import dev.autograd.cli.page.RunStory;
import dev.autograd.cli.page.RunStory.GraphView;
import dev.autograd.cli.page.RunStory.State;
import dev.autograd.cli.train.ConfusionMatrix;
import dev.autograd.cli.train.EpochEnd;
import dev.autograd.cli.train.EpochMetrics;
import dev.autograd.cli.train.Evaluation;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Progress;
import dev.autograd.cli.train.Rows;
import dev.autograd.cli.train.Session;
import dev.autograd.io.AtomicFile;
import dev.autograd.viz.GraphPicture;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps `report.html` and the folder `history` of a run up to date: now and then while it runs, where it stops, and
/// when it is complete.
public final class PageKeeper implements Progress {
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(5);

    /// To draw the graph takes the better part of a second, most of it spent in loading what lays it out.
    private static final Duration UNTIL_GRAPH = Duration.ofMinutes(1);

    private final Session session;
    private final CommandWords words;
    private final PrintWriter err;
    private final History history;
    private final List<EpochMetrics> metrics;
    private final long begin = System.nanoTime();
    private final Set<String> said = new HashSet<>();
    private @Nullable Evaluation test;
    private @Nullable GraphView graph;
    private final Pace historyPace = new Pace(BETWEEN_WRITES, System::nanoTime);
    private final Pace pagePace = new Pace(BETWEEN_WRITES, System::nanoTime);

    private PageKeeper(Session session, CommandWords words, PrintWriter err) {
        this.session = session;
        this.words = words;
        this.err = err;
        this.metrics = new ArrayList<>(session.metricsBefore());
        this.history = historyBefore();
        history.begin(new RunRow(session.epochsBefore(), now(), words.given()));
    }

    /// A keeper for a session that is about to begin.
    ///
    /// @param words how the program was called
    /// @param err where it says what could not be read or written
    public static PageKeeper of(Session session, CommandWords words, PrintWriter err) {
        return new PageKeeper(session, words, err);
    }

    private History historyBefore() {
        try {
            return session.resumed().isPresent()
                    ? History.read(session.resumed().get(), session.epochsBefore())
                    : new History();
        } catch (IOException e) {
            say("the history of earlier epochs cannot be read, and begins anew: " + Reason.of(e));
            return new History();
        }
    }

    @Override
    public void epoch(EpochEnd end) {
        metrics.add(end.metrics());
        history.add(end, session.settings().epochs());
        test = end.test();
        if (!isComplete()) {
            historyPace.perhaps(() -> tryTo(() -> history.write(session.folder())));
            pagePace.perhaps(() -> tryTo(() -> writePage(State.RUNNING)));
        }
    }

    /// Where a training stops; one that is complete is told of by its report.
    @Override
    public void end() {
        if (!isComplete() && !metrics.isEmpty()) {
            tryTo(() -> writePage(State.STOPPED));
            tryTo(() -> history.write(session.folder()));
        }
    }

    private boolean isComplete() {
        return metrics.size() >= session.settings().epochs();
    }

    /// What writes a file.
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    /// Training goes on without a report: that costs less than a training.
    private void tryTo(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            say("the report is not written: " + Reason.of(e));
        } catch (RuntimeException e) {
            say("the report is not written: " + e);
        }
    }

    /// Says a sentence, once however often it would be true.
    private void say(String sentence) {
        if (said.add(sentence)) {
            err.println("autograd: " + sentence);
            err.flush();
        }
    }

    /// Writes the page of a complete training.
    ///
    /// @param samples a PNG file of test pictures, if there is one
    void finish(Path page, Optional<Path> samples) throws IOException {
        history.write(session.folder());
        write(page, State.COMPLETE, samples.isPresent() ? Files.readAllBytes(samples.get()) : null);
    }

    private void writePage(State state) throws IOException {
        write(session.folder().resolve("report.html"), state, null);
    }

    private void write(Path page, State state, byte @Nullable [] samples) throws IOException {
        AtomicFile.write(page, ReportPage.text(story(state, samples)).getBytes(StandardCharsets.UTF_8));
    }

    private RunStory story(State state, byte @Nullable [] samples) {
        Problem problem = session.problem();
        Map<String, String> shapes = new LinkedHashMap<>();
        for (var parameter : session.network().namedParameters().entrySet()) {
            shapes.put(parameter.getKey(), parameter.getValue().shape().toString());
        }
        return new RunStory(
                problem.card(),
                problem.objective(),
                problem.train().size(),
                problem.test().size(),
                session.settings(),
                shapes,
                session.network().parameterCount(),
                state,
                List.copyOf(metrics),
                matrix(),
                history,
                graph(state),
                Optional.ofNullable(samples),
                words.commands(session),
                ThisMachine.facts(),
                now());
    }

    private Optional<ConfusionMatrix> matrix() {
        if (!(session.problem().card().answer() instanceof Classes classes)) {
            return Optional.empty();
        }
        Evaluation last = test == null
                ? Evaluation.of(
                        session.network(),
                        session.problem().objective(),
                        session.problem().test())
                : test;
        return Optional.of(
                ConfusionMatrix.of(classes.names(), Rows.classes(last.targets()), Rows.largest(last.outputs())));
    }

    private GraphView graph(State state) {
        if (graph == null) {
            boolean later = state == State.RUNNING && System.nanoTime() - begin < UNTIL_GRAPH.toNanos();
            if (later) {
                return new GraphView("", "It is drawn after a minute, or at the end.");
            }
            graph = drawn();
        }
        return graph;
    }

    /// As for the other pictures, whatever stops the drawing is no reason to lose the rest.
    private GraphView drawn() {
        try {
            var model = Pictures.graph(
                            session.problem(),
                            session.network(),
                            session.settings().batchSize())
                    .model();
            return new GraphView(
                    GraphPicture.inline(model),
                    "Parameters green, data grey, operators blue; shapes stand on the edges. Larger in graph.svg.");
        } catch (IOException | RuntimeException | LinkageError | InternalError e) {
            return new GraphView("", "It is not drawn: " + e.getMessage());
        }
    }

    private static String now() {
        return ZonedDateTime.now(ZoneId.systemDefault())
                .truncatedTo(ChronoUnit.SECONDS)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                .replace('T', ' ');
    }
}
