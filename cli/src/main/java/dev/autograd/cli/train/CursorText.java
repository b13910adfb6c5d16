package dev.autograd.cli.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A [Cursor] as strings, with numbers that read back exactly.
final class CursorText {
    private CursorText() {}

    static void write(Cursor cursor, Map<String, String> text) {
        text.put("epoch", Integer.toString(cursor.epoch()));
        text.put("batch", Integer.toString(cursor.batch()));
        text.put("loss-sum", Double.toString(cursor.lossSum()));
        text.put("points", Double.toString(cursor.points()));
        StringBuilder history = new StringBuilder();
        for (EpochMetrics m : cursor.history()) {
            history.append(m.trainLoss()).append(' ').append(m.trainScore()).append(' ');
            history.append(m.testLoss()).append(' ').append(m.testScore()).append('\n');
        }
        text.put("history", history.toString());
    }

    static Cursor read(Map<String, String> text) {
        Cursor cursor = new Cursor(
                Integer.parseInt(get(text, "epoch")),
                Integer.parseInt(get(text, "batch")),
                Double.parseDouble(get(text, "loss-sum")),
                Double.parseDouble(get(text, "points")),
                history(get(text, "history")));
        if (cursor.epoch() != cursor.history().size() || cursor.batch() < 0) {
            throw new IllegalArgumentException("it is at epoch " + cursor.epoch() + ", batch " + cursor.batch()
                    + ", but has " + cursor.history().size() + " measured epochs");
        }
        return cursor;
    }

    private static List<EpochMetrics> history(String lines) {
        List<EpochMetrics> history = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            double[] numbers = List.of(line.split(" ")).stream()
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (numbers.length != 4) {
                throw new IllegalArgumentException(
                        "an epoch of its history has " + numbers.length + " numbers instead of 4");
            }
            history.add(new EpochMetrics(history.size() + 1, numbers[0], numbers[1], numbers[2], numbers[3]));
        }
        return history;
    }

    static String get(Map<String, String> text, String key) {
        String value = text.get(key);
        if (value == null) {
            throw new IllegalArgumentException("it does not say its \"" + key + "\"");
        }
        return value;
    }
}
