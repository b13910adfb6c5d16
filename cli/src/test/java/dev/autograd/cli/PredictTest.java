package dev.autograd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.csv.CsvTable;
import dev.autograd.data.Digits;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictTest {
    @TempDir
    Path folder;

    private Path trained(Object... args) {
        Object[] all = Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--out";
        all[args.length + 1] = folder.resolve("run");
        assertThat(Shell.run(all).status()).isZero();
        return folder.resolve("run");
    }

    private CsvTable predicted(Object... args) throws IOException {
        var outcome = Shell.run(args);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return CsvTable.read(Files.writeString(folder.resolve("predicted.csv"), outcome.out()));
    }

    @Test
    void sayTheClassAndHowLikelyEachIs() throws IOException {
        Path data = Tables.flowers(folder);
        Path model = trained(
                "train", "csv", "--data", data, "--label", "species", "--ignore", "id", "--lr", 0.01, "--epochs", 30);
        CsvTable table = predicted("predict", model, "--data", data);
        assertThat(table.columnNames())
                .containsExactly(
                        "prediction",
                        "probability of setosa",
                        "probability of versi,color",
                        "probability of virginica");
        assertThat(table.rows()).isEqualTo(90);
        assertThat(table.text("prediction").cell(4)).isEqualTo("versi,color");
        for (int row = 0; row < table.rows(); row++) {
            double sum = table.numeric("probability of setosa").values()[row]
                    + table.numeric("probability of versi,color").values()[row]
                    + table.numeric("probability of virginica").values()[row];
            assertThat(sum).isBetween(0.9999, 1.0001);
        }
    }

    @Test
    void sayQuantitiesInTheirUnits() throws IOException {
        Path data = Tables.houses(folder);
        Path model = trained(
                "train", "csv", "--data", data, "--separator", ";", "--label", "price", "--lr", 0.01, "--epochs", 60);
        double[] prices = predicted("predict", model.resolve("model.safetensors"), "--data", data, "--separator", ";")
                .numeric("prediction")
                .values();
        assertThat(prices).hasSize(60);
        assertThat(Arrays.stream(prices)).allMatch(price -> price > 20_000 && price < 450_000);
    }

    @Test
    void readPicturesFromIdxAndFromTablesAlike() throws IOException {
        Path model = trained("train", "digits", "--train-count", 50, "--test-count", 10, "--epochs", 1);
        Digits digits = Digits.generate(12, 77);
        CsvTable fromIdx = predicted("predict", model, "--data", idx(digits));
        CsvTable fromTable = predicted("predict", model, "--data", table(digits));
        assertThat(fromIdx.rows()).isEqualTo(12);
        for (int digit = 0; digit < 10; digit++) {
            String column = "probability of " + digit;
            assertThat(fromTable.numeric(column).values())
                    .isEqualTo(fromIdx.numeric(column).values());
        }
    }

    @Test
    void writeFiles() throws IOException {
        Path data = Tables.flowers(folder);
        Path model = trained("train", "csv", "--data", data, "--label", "species", "--epochs", 1);
        Path out = folder.resolve("out.csv");
        assertThat(Shell.run("predict", model, "--data", data, "--out", out).out())
                .isEqualTo("90 predictions written to " + out + System.lineSeparator());
        assertThat(CsvTable.read(out).rows()).isEqualTo(90);
    }

    @Test
    void refuseCategoriesThatWereNotLearned() throws IOException {
        Path data = Tables.flowers(folder);
        Path model = trained("train", "csv", "--data", data, "--label", "species", "--epochs", 1);
        Path other = folder.resolve("other.csv");
        Files.writeString(other, Files.readString(data).replace("white", "whyte"));
        assertThat(Shell.run("predict", model, "--data", other).err())
                .contains(other
                        + ", line 3, column 4 ('colour'): 'whyte' is none of the 2 categories known; "
                        + "did you mean 'white'?");
    }

    private Path idx(Digits digits) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(0x0803);
        out.writeInt(digits.count());
        out.writeInt(Digits.SIDE);
        out.writeInt(Digits.SIDE);
        out.write(digits.greyLevels());
        return Files.write(folder.resolve("pictures.idx"), bytes.toByteArray());
    }

    private Path table(Digits digits) throws IOException {
        StringBuilder text = new StringBuilder("label");
        for (int i = 0; i < Digits.PIXELS; i++) {
            text.append(",pixel").append(i);
        }
        byte[] levels = digits.greyLevels();
        for (int i = 0; i < digits.count(); i++) {
            text.append('\n').append(digits.labels()[i]);
            for (int pixel = 0; pixel < Digits.PIXELS; pixel++) {
                text.append(',').append(levels[i * Digits.PIXELS + pixel] & 0xFF);
            }
        }
        return Files.writeString(folder.resolve("pictures.csv"), text.append('\n'));
    }
}
