package dev.autograd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.csv.CsvTable;
import dev.autograd.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            "curves.svg",
            "samples.png",
            "metrics.csv",
            "summary.json",
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
