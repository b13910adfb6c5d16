package dev.autograd.tensorboard;

import dev.autograd.Graph;
import dev.autograd.Tensor;
import dev.autograd.data.Histogram;
import dev.autograd.graph.GraphModel;
import dev.autograd.nn.Module;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/// Writes what a training measures into a folder, for TensorBoard to show.
///
/// ```java
/// try (var events = EventWriter.open(Path.of("runs/first"))) {
///     events.scalar("loss/train", epoch, loss);
///     events.parameters(epoch, model);
/// }
/// ```
///
/// Every writer makes a file of its own; the files of a folder are one run to TensorBoard, and `/` in a tag groups what
/// it shows. What was written reaches the file after two seconds at most, when something further is written, or with
/// [#flush()]. A process that is killed leaves a file that can be read up to there.
///
/// A writer belongs to one thread at a time.
public final class EventWriter implements AutoCloseable {
    private static final Duration BETWEEN_FLUSHES = Duration.ofSeconds(2);
    private static final String VERSION = "brain.Event:2";

    private final RecordFile file;
    private long lastFlush = System.nanoTime();
    private boolean hasSettings;
    private boolean closed;

    private EventWriter(RecordFile file) {
        this.file = file;
    }

    /// A writer into `folder`, which is made where it is not there.
    ///
    /// @throws IOException if the folder cannot be made or written to, or is a file
    public static EventWriter open(Path folder) throws IOException {
        EventWriter writer = new EventWriter(EventFile.in(folder));
        writer.write(event(0).put(3, VERSION));
        writer.flush();
        return writer;
    }

    /// As [#open(Path)], for a training that goes on: TensorBoard forgets what earlier files of the folder
    /// hold from step `from` on, as after a crash, when some steps are done again.
    ///
    /// @throws IOException if the folder cannot be made or written to, or is a file
    public static EventWriter resume(Path folder, long from) throws IOException {
        EventWriter writer = open(folder);
        writer.write(event(from).put(7, new Message().put(1, 1)));
        return writer;
    }

    /// A number at a step, kept as a float32; it may be NaN or infinite.
    ///
    /// @throws IOException if it cannot be written
    public void scalar(String tag, long step, double value) throws IOException {
        summary(step, Summaries.scalar(checked("scalar", tag), value));
    }

    /// How the values of a tensor are spread at a step. Elements that are NaN or infinite are left out; where
    /// no other is left, nothing is written.
    ///
    /// @throws IOException if it cannot be written
    public void histogram(String tag, long step, Tensor values) throws IOException {
        histogram(tag, step, Histogram.of(values));
    }

    /// As [#histogram(String, long, Tensor)], of values that are counted already.
    ///
    /// @throws IOException if it cannot be written
    public void histogram(String tag, long step, Histogram histogram) throws IOException {
        checked("histogram", tag);
        if (histogram.counts().length > 0) {
            summary(step, Summaries.histogram(tag, histogram));
        }
    }

    /// Histograms of all parameters of a module, under `parameters/` and their full names, and of those that have
    /// gradients under `gradients/`.
    ///
    /// @throws IOException if they cannot be written
    public void parameters(long step, Module module) throws IOException {
        for (var entry : module.namedParameters().entrySet()) {
            histogram("parameters/" + entry.getKey(), step, entry.getValue());
            Tensor gradient = entry.getValue().grad();
            if (gradient != null) {
                histogram("gradients/" + entry.getKey(), step, gradient);
            }
        }
    }

    /// A text in Markdown at a step.
    ///
    /// @throws IOException if it cannot be written
    public void text(String tag, long step, String markdown) throws IOException {
        summary(step, Summaries.text(checked("text", tag), markdown));
    }

    /// The graph of a model. Modules become scopes that TensorBoard opens on a click.
    ///
    /// @throws IOException if it cannot be written
    public void graph(Graph graph) throws IOException {
        graph(graph.model());
    }

    /// As [#graph(Graph)].
    ///
    /// @throws IOException if it cannot be written
    public void graph(GraphModel graph) throws IOException {
        write(event(0).put(4, GraphMessage.of(graph)));
    }

    /// The settings of this run and the tags of the scalars by which runs are compared, for TensorBoard's table of
    /// hyperparameters. Once a run.
    ///
    /// @param settings numbers, truth values, and anything else as text
    /// @param metrics tags that [#scalar(String, long, double)] is called with
    /// @throws IOException if they cannot be written
    public void hyperparameters(Map<String, ?> settings, Collection<String> metrics) throws IOException {
        summary(0, Summaries.experiment(settings, metrics));
        summary(0, Summaries.start(settings, now()));
        hasSettings = true;
    }

    private static String checked(String method, String tag) {
        if (tag.isBlank()) {
            throw new IllegalArgumentException(
                    "EventWriter." + method + ": the tag is blank, but TensorBoard needs a name to show");
        }
        return tag;
    }

    private void summary(long step, Message summary) throws IOException {
        write(event(step).put(5, summary));
    }

    private static Message event(long step) {
        return new Message().put(1, now()).put(2, step);
    }

    /// Seconds since 1970.
    private static double now() {
        return System.currentTimeMillis() / 1e3;
    }

    private void write(Message event) throws IOException {
        if (closed) {
            throw new IllegalStateException("EventWriter: it is closed, and nothing more can be written");
        }
        file.append(event.bytes());
        if (System.nanoTime() - lastFlush > BETWEEN_FLUSHES.toNanos()) {
            flush();
        }
    }

    /// Hands what was written to the operating system, so that TensorBoard sees it and a killed process keeps it.
    ///
    /// @throws IOException if it cannot be written
    public void flush() throws IOException {
        file.flush();
        lastFlush = System.nanoTime();
    }

    /// Writes what is left and closes the file. A second time does nothing.
    ///
    /// @throws IOException if it cannot be written; the file is closed all the same
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        try (file) {
            if (hasSettings) {
                summary(0, Summaries.end(now()));
            }
        } finally {
            closed = true;
        }
    }
}
