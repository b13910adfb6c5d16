package dev.autograd.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.Tensor;
import dev.autograd.cli.base.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// 23 examples in batches of 5 are 5 steps an epoch, and 4 epochs are 20 steps.
final class SessionTest {
    @TempDir
    Path folder;

    private Session session(String name, boolean resumes, String... settings) throws IOException {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        Path run = folder.resolve(name);
        return Session.prepare(new Session.Request(Small.TASK, given, resumes ? null : run, resumes ? run : null));
    }

    private static BooleanSupplier after(int steps) {
        AtomicInteger count = new AtomicInteger();
        return () -> count.incrementAndGet() == steps;
    }

    private static List<float[]> weights(Session.Result result) {
        List<float[]> weights = new ArrayList<>();
        for (Tensor parameter : result.network().parameters()) {
            weights.add(parameter.toFloatArray());
        }
        return weights;
    }

    @ParameterizedTest
    @CsvSource({
        "sgd, 0.1, 1",
        "sgd, 0.1, 7",
        "adam, 0.01, 1",
        "adam, 0.01, 4",
        "adam, 0.01, 5",
        "adam, 0.01, 6",
        "adam, 0.01, 19",
        "adam, 0.01, 20",
        "adamw, 0.01, 12"
    })
    void stoppingAndResumingChangesNothing(String optimizer, String lr, int steps) throws IOException {
        String[] settings = {"optimizer", optimizer, "lr", lr};
        Session.Result whole = session("whole", false, settings).run(new Silent(), () -> false);
        Session.Result stopped = session("stopped", false, settings).run(new Silent(), after(steps));
        assertThat(stopped.complete()).isFalse();
        Session.Result resumed = session("stopped", true).run(new Silent(), () -> false);
        assertThat(resumed.complete()).isTrue();
        assertThat(resumed.history()).isEqualTo(whole.history()).hasSize(4);
        assertThat(weights(resumed)).usingRecursiveComparison().isEqualTo(weights(whole));
    }

    @Test
    void theSameSeedGivesTheSameNumbersAndAnotherOthers() throws IOException {
        var first = session("1", false).run(new Silent(), () -> false).history();
        assertThat(session("2", false).run(new Silent(), () -> false).history()).isEqualTo(first);
        assertThat(session("3", false, "seed", "4")
                        .run(new Silent(), () -> false)
                        .history())
                .isNotEqualTo(first);
    }

    @Test
    void goesOnWithAnotherRate() throws IOException {
        session("run", false, "epochs", "1").run(new Silent(), () -> false);
        Session resumed = session("run", true, "epochs", "2", "lr", "0.5");
        assertThat(resumed.settings().lr()).isEqualTo(0.5);
        double before = resumed.run(new Silent(), () -> false).history().get(1).trainLoss();
        double same = session("run", true, "epochs", "3").settings().lr();
        assertThat(same).isEqualTo(0.5);
        assertThat(before).isFinite();
    }

    @Test
    void tellsHowItGoesOn() throws IOException {
        Silent progress = new Silent();
        session("run", false).run(progress, () -> false);
        assertThat(progress.positions).hasSize(20);
        assertThat(progress.positions)
                .extracting(Progress.Position::done)
                .startsWith(5L, 10L, 15L, 20L, 23L, 28L)
                .endsWith(92L);
        assertThat(progress.positions).extracting(Progress.Position::total).containsOnly(92L);
        assertThat(progress.epochs).extracting(EpochMetrics::epoch).containsExactly(1, 2, 3, 4);
        assertThat(progress.positions.get(4).loss())
                .isEqualTo(progress.epochs.get(0).trainLoss());
        assertThat(progress.positions.get(4).score())
                .isEqualTo(progress.epochs.get(0).trainScore());
    }

    @Test
    void keepsTheLastGoodStateWhereNumbersRunAway() throws IOException {
        session("run", false, "epochs", "2", "optimizer", "sgd").run(new Silent(), () -> false);
        var saved = SavedRun.load(folder.resolve("run/checkpoint.safetensors"));
        Session runaway = session("run", true, "epochs", "9", "lr", "1e38");
        assertThatThrownBy(() -> runaway.run(new Silent(), () -> false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("training stopped: ")
                .hasMessageMatching(
                        ".*(the loss became (NaN|infinite) at step 1\\d|parameter \"[02].(weight|bias)\" became).*")
                .hasMessageContaining("--resume " + folder.resolve("run") + " --lr 1E+37");
        var kept = SavedRun.load(folder.resolve("run/checkpoint.safetensors"));
        assertThat(kept.cursor()).isEqualTo(saved.cursor());
        assertThat(session("run", true, "epochs", "3", "lr", "0.1")
                        .run(new Silent(), () -> false)
                        .complete())
                .isTrue();
    }
}
