package dev.autograd.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Tensor;
import dev.autograd.data.Histogram;
import dev.autograd.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryTest {
    private static final Histogram SOME = Histogram.of(Tensor.of(0.1, -1.0 / 3, 7e-12, Double.NaN));
    private static final Histogram NONE = Histogram.of(Tensor.zeros(0));

    @TempDir
    Path folder;

    private static History history() {
        return new History(
                List.of(new EpochRow(1, 100, 0.1 + 0.2, 1e-9, 0.05), new EpochRow(2, 17, Double.NaN, 0, 1e-300)),
                List.of(
                        new ParameterRow(1, "0.weight", SOME, NONE),
                        new ParameterRow(1, "a,\"b\"\n<c>", SOME, SOME),
                        new ParameterRow(2, "0.weight", NONE, SOME)),
                List.of(new RunRow(0, "2026-01-01 10:00:00+01:00", "autograd train csv --label 'a b'")));
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        history().write(folder);
        History read = History.read(folder, 2);
        assertThat(read.epochs()).isEqualTo(history().epochs());
        assertThat(read.parameters()).isEqualTo(history().parameters());
        assertThat(read.runs()).isEqualTo(history().runs());
    }

    @Test
    void leavesOutWhatCameAfterTheCheckpoint() throws IOException {
        history().write(folder);
        assertThat(History.read(folder, 1).epochs()).extracting(EpochRow::epoch).containsExactly(1);
        assertThat(History.read(folder, 1).parameters())
                .extracting(ParameterRow::epoch)
                .containsExactly(1, 1);
        assertThat(History.read(folder, 0).parameters()).isEmpty();
    }

    @Test
    void aFolderWithoutOneGivesAnEmptyOne() throws IOException {
        History none = History.read(folder, 9);
        assertThat(none.epochs()).isEmpty();
        none.write(folder);
        assertThat(History.read(folder, 9).runs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "epochs.csv, lr, rate, no column 'lr'",
        "epochs.csv, 100, many, '\"many\"'",
        "parameters.csv, value_counts, value_count, no column 'value_counts'",
        "parameters.csv, NaN, nan, 'nan'"
    })
    void saysWhatIsDamaged(String file, String from, String to, String what) throws IOException {
        history().write(folder);
        Path damaged = folder.resolve("history").resolve(file);
        Files.writeString(damaged, Files.readString(damaged).replace(from, to));
        assertThatThrownBy(() -> History.read(folder, 2))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(damaged + ": is no table that a training wrote: ")
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "100, 100", "200, 101", "201, 52", "2000, 64", "100000, 99"})
    void keepsEvenlySpreadEpochs(int epochs, int most) {
        List<Integer> kept = IntStream.rangeClosed(1, epochs)
                .filter(epoch -> Sampling.keeps(epoch, epochs))
                .boxed()
                .toList();
        assertThat(kept).startsWith(1).endsWith(epochs).hasSizeBetween(Math.min(epochs, 50), 102);
        assertThat(kept).hasSize(most);
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 0", "5, 5, 0 1 2 3 4", "9, 5, 0 2 4 6 8", "1000, 4, 0 333 666 999"})
    void takesEvenlySpreadItems(int items, int most, String expected) {
        assertThat(Sampling.of(IntStream.range(0, items).boxed().toList(), most))
                .isEqualTo(List.of(expected.split(" ")).stream()
                        .map(Integer::valueOf)
                        .toList());
    }
}
