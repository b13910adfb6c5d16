package dev.autograd.cli.report;

import dev.autograd.cli.train.EpochMetrics;
import dev.autograd.csv.CsvColumn;
import dev.autograd.csv.CsvWriter;
import dev.autograd.io.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The numbers of a run in files, each written whole or not at all.
final class TextFiles {
    private TextFiles() {}

    /// What was measured in each epoch, as CSV. No times: the same seed gives the same file.
    static void metrics(Path file, List<EpochMetrics> history, String score) throws IOException {
        CsvWriter.write(
                file,
                List.of(
                        column("epoch", history, EpochMetrics::epoch),
                        column("train_loss", history, EpochMetrics::trainLoss),
                        column("train_" + score, history, EpochMetrics::trainScore),
                        column("test_loss", history, EpochMetrics::testLoss),
                        column("test_" + score, history, EpochMetrics::testScore)));
    }

    private static CsvColumn column(String name, List<EpochMetrics> history, ToDoubleFunction<EpochMetrics> measure) {
        return CsvColumn.numeric(name, history.stream().mapToDouble(measure).toArray());
    }

    /// The outcome as JSON.
    static void summary(Path file, Map<String, ? extends @Nullable Object> members) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(Json.text(members));
        AtomicFile.write(file, channel -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }
}
