package dev.autograd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.csv.CsvTable;
import dev.autograd.io.SafeTensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainTest {
    @TempDir
    Path folder;

    private Shell.Outcome digits(String name, int epochs) {
        return Shell.run(
                "train",
                "digits",
                "--train-count",
                100,
                "--test-count",
                20,
                "--hidden",
                16,
                "--epochs",
                epochs,
                "--out",
                folder.resolve(name));
    }

    @Test
    void writesEverythingItSays() {
        var outcome = digits("run", 2);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("epoch 1/2  loss ", "epoch 2/2  loss ", "test accuracy ", "confusion matrix", "time ");
        for (String name : new String[] {
            "graph.dot",
            "graph.svg",
            "graph.json",
            "curves.svg",
            "samples.png",
            "metrics.csv",
            "summary.json",
            "report.html",
            "model.safetensors",
            "checkpoint.safetensors"
        }) {
            assertThat(folder.resolve("run").resolve(name)).isNotEmptyFile();
            assertThat(outcome.out())
                    .contains(folder.resolve("run").resolve(name).toString());
        }
        assertThat(folder.resolve("run/graph.dot")).content().contains("0.weight", "2.bias", "#A5D6A7");
        assertThat(folder.resolve("run/summary.json")).content().containsPattern("\"testAccuracy\": [01][.]");
    }

    @Test
    void theReportTellsOfResumedTrainingsAsAWhole() throws IOException {
        digits("run", 2);
        assertThat(Shell.run("train", "digits", "--resume", folder.resolve("run"), "--epochs", 4)
                        .err())
                .isEmpty();
        CsvTable epochs = CsvTable.read(folder.resolve("run/history/epochs.csv"));
        assertThat(epochs.numeric("epoch").values()).containsExactly(1, 2, 3, 4);
        assertThat(CsvTable.read(folder.resolve("run/history/parameters.csv")).rows())
                .isEqualTo(4 * 4);
        assertThat(folder.resolve("run/report.html"))
                .content()
                .contains("4 epochs, complete", "epoch 1\n", "epoch 4\n", "train digits --resume", "data:image/png");
    }

    @Test
    void aDamagedHistoryIsSaidAndBeginsAnew() throws IOException {
        digits("run", 1);
        Files.writeString(folder.resolve("run/history/epochs.csv"), "epoch,lr\n1,2\n");
        var outcome = Shell.run("train", "digits", "--resume", folder.resolve("run"), "--epochs", 2);
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err())
                .hasLineCount(1)
                .contains("the history of earlier epochs cannot be read, and begins anew: ", "epochs.csv");
    }

    @Test
    void withoutAReportThereIsNone() {
        var outcome = Shell.run("train", "toy4", "--epochs", 1, "--no-report", "--out", folder.resolve("run"));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).doesNotContain("report.html");
        assertThat(folder.resolve("run/report.html")).doesNotExist();
        assertThat(folder.resolve("run/history")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"'', run", "deep/er, deep/er"})
    void writesEventsForTensorBoard(String given, String written) throws IOException {
        String option = given.isEmpty() ? "--tensorboard" : "--tensorboard=" + folder.resolve(given);
        var outcome = Shell.run("train", "toy4", "--epochs", 2, option, "--out", folder.resolve("run"));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("events for TensorBoard written to " + folder.resolve(written));
        String events = Files.readString(events(written).getFirst(), StandardCharsets.ISO_8859_1);
        assertThat(events)
                .contains("loss/train", "loss/test", "accuracy/train", "accuracy/test", "learning_rate")
                .contains("examples_per_second", "parameters/w0", "gradients/w2", "settings")
                .contains("_hparams_/session_start_info", "_hparams_/session_end_info", "VariableV2");
        Shell.run("train", "toy4", "--resume", folder.resolve("run"), "--epochs", 3, option);
        assertThat(events(written)).as("a resumed training adds a file").hasSize(2);
    }

    private List<Path> events(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.filter(file -> file.getFileName().toString().contains("tfevents"))
                    .sorted()
                    .toList();
        }
    }

    /// Scripts in a table's header, its labels and its name.
    @Test
    void scriptInATableDoesNotReachThePage() throws IOException {
        Path table = folder.resolve("<img src=x onerror=alert(1)>.csv");
        String label = "</script><script>alert(2)</script>";
        StringBuilder rows = new StringBuilder("\"<b onclick=alert(3)>\",colour,\"" + label + "\"\n");
        for (int i = 0; i < 40; i++) {
            rows.append(i)
                    .append(i % 2 == 0 ? ",<i>red</i>,<script>a</script>\n" : ",white,\"'\"\"><svg onload=b>\"\n");
        }
        Files.writeString(table, rows);
        var outcome = Shell.run(
                "train", "csv", "--data", table, "--label", label, "--epochs", 2, "--out", folder.resolve("run"));
        assertThat(outcome.err()).isEmpty();
        Document page = Jsoup.parse(folder.resolve("run/report.html"));
        assertThat(page.select("script")).hasSize(1);
        assertThat(page.select("img, b, i, [onclick], [onload], [onerror]")).isEmpty();
        assertThat(page.select("h1").text()).contains(label);
        assertThat(page.select(".confusion tbody th").eachText())
                .containsExactlyInAnyOrder("<script>a</script>", "'\"><svg onload=b>");
        assertThat(page.select("#setup td").eachText()).contains(table.toString());
    }

    @ParameterizedTest
    @CsvSource({"'', run/profile.folded", "steps.txt, steps.txt"})
    void profiles(String given, String written) {
        Path file = folder.resolve(written);
        String option = given.isEmpty() ? "--profile" : "--profile=" + folder.resolve(given);
        var outcome = Shell.run("train", "toy4", "--epochs", 1, option, "--out", folder.resolve("run"));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .containsPattern("operator +pass +calls")
                .containsPattern("\nbackward\\(matmul\\) +backward +[1-9]")
                .containsPattern("\nSGD.step +step +45 ")
                .containsPattern("\ntotal .* 100.0 %")
                .contains("written to " + file);
        assertThat(file).content().contains("backward;backward(crossEntropy)", "Toy4Net;matmul ", "SGD.step ");
    }

    @Test
    void measuresEveryEpoch() throws IOException {
        digits("run", 3);
        CsvTable metrics = CsvTable.read(folder.resolve("run/metrics.csv"));
        assertThat(metrics.numeric("epoch").values()).containsExactly(1, 2, 3);
        double[] losses = metrics.numeric("train_loss").values();
        assertThat(losses[2]).isLessThan(losses[0]);
    }

    @Test
    void nameTheWeightsAsPyTorchDoes() throws IOException {
        digits("run", 1);
        assertThat(SafeTensors.readHeader(folder.resolve("run/model.safetensors"))
                        .tensors()
                        .keySet())
                .containsExactlyInAnyOrder("0.weight", "0.bias", "2.weight", "2.bias");
    }

    @Test
    void goesOnWhereAFinishedTrainingEnds() throws IOException {
        digits("run", 2);
        assertThat(Shell.run("train", "digits", "--resume", folder.resolve("run"), "--epochs", 3)
                        .status())
                .isZero();
        digits("whole", 3);
        for (String name : new String[] {"metrics.csv", "model.safetensors"}) {
            assertThat(Files.mismatch(
                            folder.resolve("run").resolve(name),
                            folder.resolve("whole").resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flowers.csv, species, classify, 'one of 3 classes', test accuracy",
        "flowers.csv, id, regress, the number id, test R2",
        "flowers.csv, id, classify, 'one of 90 classes', test accuracy"
    })
    void learnsTables(String file, String label, String task, String what, String result) throws IOException {
        Tables.flowers(folder);
        var outcome = Shell.run(
                "train",
                "csv",
                "--data",
                folder.resolve(file),
                "--label",
                label,
                "--task",
                task,
                "--epochs",
                2,
                "--out",
                folder.resolve("run"));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains(what, result);
    }

    @Test
    void toldApartFlowersAreToldApart() throws IOException {
        Tables.flowers(folder);
        Shell.run(
                "train",
                "csv",
                "--data",
                folder.resolve("flowers.csv"),
                "--label",
                "species",
                "--ignore",
                "id",
                "--lr",
                0.01,
                "--epochs",
                30,
                "--out",
                folder.resolve("run"));
        assertThat(folder.resolve("run/summary.json")).content().contains("\"testAccuracy\": 1.0");
    }

    @Test
    void pricesFollowFromSizes() throws IOException {
        Tables.houses(folder);
        Shell.run(
                "train",
                "csv",
                "--data",
                folder.resolve("houses.csv"),
                "--separator",
                ";",
                "--label",
                "price",
                "--lr",
                0.01,
                "--epochs",
                60,
                "--out",
                folder.resolve("run"));
        CsvTable metrics = CsvTable.read(folder.resolve("run/metrics.csv"));
        assertThat(metrics.numeric("test_r2").values()[59]).isGreaterThan(0.9);
    }

    @Test
    void toy4IsTheReferenceWorkload() {
        var outcome = Shell.run("train", "toy4", "--epochs", 2, "--out", folder.resolve("run"));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .contains("713 examples", "testing on 287", "parameters        4,736")
                .containsPattern("forward +\\d+[.]\\d{3} s +\\d+[.]\\d us a step")
                .containsPattern("backward [+] step +\\d+[.]\\d{3} s +\\d+[.]\\d us a step")
                .containsPattern("best epoch +\\d+[.]\\d us a step");
    }
}
