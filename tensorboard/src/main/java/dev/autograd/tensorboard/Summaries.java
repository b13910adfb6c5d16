package dev.autograd.tensorboard;

import dev.autograd.data.Histogram;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.IntStream;

/// The values of TensorBoard's `Summary`: what stands under one tag at one step. Field numbers are those of its
/// `summary.proto`, `tensor.proto`, `hparams/api.proto` and `hparams/plugin_data.proto`.
final class Summaries {
    private static final long STRING = 7;
    private static final long SUCCESS = 1;

    /// What the plug-in of hyperparameters calls the types that they can have.
    private static final long TEXT = 1;

    private static final long TRUTH = 2;
    private static final long NUMBER = 3;

    private Summaries() {}

    static Message scalar(String tag, double value) {
        return summary(tag, new Message().put(2, (float) value));
    }

    static Message histogram(String tag, Histogram histogram) {
        long[] counts = histogram.counts();
        double[] ends =
                IntStream.range(0, counts.length).mapToDouble(histogram::end).toArray();
        return summary(
                tag,
                new Message()
                        .put(
                                5,
                                new Message()
                                        .put(1, histogram.low())
                                        .put(2, histogram.high())
                                        .put(3, (double) histogram.count())
                                        .put(4, histogram.sum())
                                        .put(5, histogram.sumOfSquares())
                                        .put(6, ends)
                                        .put(
                                                7,
                                                Arrays.stream(counts)
                                                        .asDoubleStream()
                                                        .toArray())));
    }

    static Message text(String tag, String markdown) {
        Message shape = new Message().put(2, new Message().put(1, 1));
        Message tensor = new Message().put(1, STRING).put(2, shape).put(8, markdown);
        return summary(tag, new Message().put(9, plugin("text", new Message())).put(8, tensor));
    }

    /// What is varied and what is measured, for the table of runs.
    static Message experiment(Map<String, ?> settings, Collection<String> metrics) {
        Message experiment = new Message();
        settings.forEach(
                (name, value) -> experiment.put(4, new Message().put(1, name).put(4, kind(value))));
        metrics.forEach(tag -> experiment.put(5, new Message().put(1, new Message().put(2, tag))));
        return hyperparameters("experiment", new Message().put(2, experiment));
    }

    /// What it is in this run.
    static Message start(Map<String, ?> settings, double seconds) {
        Message start = new Message().put(5, seconds);
        settings.forEach((name, value) -> start.put(1, name, value(value)));
        return hyperparameters("session_start_info", new Message().put(3, start));
    }

    static Message end(double seconds) {
        Message end = new Message().put(1, SUCCESS).put(2, seconds);
        return hyperparameters("session_end_info", new Message().put(4, end));
    }

    private static Message hyperparameters(String part, Message content) {
        return summary("_hparams_/" + part, new Message().put(9, plugin("hparams", content)));
    }

    private static Message plugin(String name, Message content) {
        return new Message().put(1, new Message().put(1, name).put(2, content));
    }

    private static long kind(Object value) {
        return value instanceof Number ? NUMBER : value instanceof Boolean ? TRUTH : TEXT;
    }

    /// `google.protobuf.Value`.
    private static Message value(Object value) {
        return switch (value) {
            case Number number -> new Message().put(2, number.doubleValue());
            case Boolean truth -> new Message().put(4, truth ? 1 : 0);
            default -> new Message().put(3, value.toString());
        };
    }

    /// A summary of one value; `value` is what it holds beside its tag.
    private static Message summary(String tag, Message value) {
        return new Message().put(1, value.put(1, tag));
    }
}
