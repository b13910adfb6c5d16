package dev.autograd.cli.report;

import dev.autograd.cli.base.Reason;
import dev.autograd.cli.history.Sampling;
import dev.autograd.cli.model.ModelCard;
import dev.autograd.cli.train.EpochEnd;
import dev.autograd.cli.train.EpochMetrics;
import dev.autograd.cli.train.Progress;
import dev.autograd.cli.train.Session;
import dev.autograd.cli.train.Settings;
import dev.autograd.tensorboard.EventWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes what TensorBoard shows of a training. The step of an event is the epoch.
public final class EventKeeper implements Progress {
    private final Session session;
    private final PrintWriter err;
    private final String score;
    private @Nullable EventWriter events;

    private EventKeeper(Session session, EventWriter events, PrintWriter err) {
        this.session = session;
        this.events = events;
        this.err = err;
        this.score = session.problem().objective().scoreName().toLowerCase(Locale.ROOT);
    }

    /// A keeper for a session that is about to begin; the model and the settings are written at once.
    ///
    /// @param folder where to write
    /// @param err where it says what could not be written
    /// @throws IOException if the folder cannot be written to
    public static EventKeeper of(Session session, Path folder, PrintWriter err) throws IOException {
        int before = session.epochsBefore();
        EventWriter events = before == 0 ? EventWriter.open(folder) : EventWriter.resume(folder, before + 1L);
        var keeper = new EventKeeper(session, events, err);
        keeper.setup(events);
        return keeper;
    }

    private void setup(EventWriter events) throws IOException {
        Settings settings = session.settings();
        events.graph(Pictures.graph(session.problem(), session.network(), settings.batchSize()));
        Map<String, Object> values = new TreeMap<>();
        settings.values().forEach((name, value) -> values.put(name, typed(value)));
        values.put("lr", settings.lr());
        events.hyperparameters(values, List.of("loss/test", score + "/test"));
        ModelCard card = session.problem().card();
        var text = new StringBuilder("| | |\n|---|---|\n");
        row(text, "task", card.task());
        row(text, "network", card.architecture().text());
        values.forEach((name, value) -> row(text, name, value.toString()));
        events.text("settings", 0, text.toString());
        events.flush();
    }

    private static Object typed(String value) {
        try {
            return Double.valueOf(value);
        } catch (NumberFormatException e) {
            return value;
        }
    }

    /// A row of a table in Markdown, in which only letters and digits mean themselves.
    private static void row(StringBuilder text, String name, String value) {
        text.append("| ").append(name).append(" | ");
        text.append(value.replaceAll("([^\\p{L}\\p{N} ])", "\\\\$1").replaceAll("\\s+", " "));
        text.append(" |\n");
    }

    @Override
    public void epoch(EpochEnd end) {
        EventWriter writer = events;
        if (writer == null) {
            return;
        }
        try {
            write(writer, end);
        } catch (IOException e) {
            events = null;
            err.println("autograd: no further events are written for TensorBoard: " + Reason.of(e));
            err.flush();
        }
    }

    private void write(EventWriter writer, EpochEnd end) throws IOException {
        EpochMetrics m = end.metrics();
        writer.scalar("loss/train", m.epoch(), m.trainLoss());
        writer.scalar("loss/test", m.epoch(), m.testLoss());
        writer.scalar(score + "/train", m.epoch(), m.trainScore());
        writer.scalar(score + "/test", m.epoch(), m.testScore());
        writer.scalar("learning_rate", m.epoch(), end.learner().lr());
        writer.scalar("examples_per_second", m.epoch(), end.examples() / end.seconds());
        if (Sampling.keeps(m.epoch(), session.settings().epochs())) {
            writer.parameters(m.epoch(), end.learner().network());
        }
    }

    @Override
    public void end() {
        EventWriter writer = events;
        events = null;
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            err.println("autograd: the last events are not written for TensorBoard: " + Reason.of(e));
            err.flush();
        }
    }
}
