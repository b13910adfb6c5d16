package dev.autograd.cli.train;

import dev.autograd.cli.base.Failure;
import dev.autograd.nn.Layer;
import dev.autograd.value.Random;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One training from the command line: first everything is checked that can be wrong, then it runs.
public final class Session {
    private final Settings settings;
    private final Problem problem;
    private final Learner learner;
    private final Cursor start;
    private final @Nullable Path resumed;
    private final Path folder;
    private final Keeper keeper;

    private Session(
            Settings settings,
            Problem problem,
            Learner learner,
            Cursor start,
            @Nullable Path resumed,
            Path folder,
            Keeper keeper) {
        this.settings = settings;
        this.problem = problem;
        this.learner = learner;
        this.start = start;
        this.resumed = resumed;
        this.folder = folder;
        this.keeper = keeper;
    }

    /// What a session begins with.
    ///
    /// @param task what is learned
    /// @param given the settings that the user gave
    /// @param out the folder to write to, or null for a new one, or the resumed one
    /// @param resume the checkpoint to go on from, a file or a run's folder, or null to begin afresh
    public record Request(
            Task task,
            Map<String, String> given,
            @Nullable Path out,
            @Nullable Path resume) {}

    /// What a session came to.
    ///
    /// @param complete whether all epochs are done; else it was stopped
    /// @param history what was measured in the complete epochs
    /// @param network what was trained
    /// @param timer where the time of training went
    /// @param time how long it took
    public record Result(boolean complete, List<EpochMetrics> history, Layer network, StepTimer timer, Duration time) {}

    /// Checks the request, the data and the checkpoint, and makes the output folder last, so that a mistake leaves
    /// none.
    ///
    /// @throws IOException if a file cannot be read or is damaged
    /// @throws Failure if anything else is wrong
    public static Session prepare(Request request) throws IOException {
        RunFolder.check(request.out());
        Path resume = request.resume();
        Resumption resumption = resume == null ? null : Resumption.of(resume, request.task(), request.given());
        Settings settings = request.task().defaults();
        if (resumption != null) {
            settings = settings.overriddenBy(resumption.settings().values());
        }
        settings = settings.overriddenBy(request.given());
        Problem problem = request.task().problem(settings);
        Random random = Random.seed(settings.seed()).split("weights");
        Learner learner = Learner.of(problem.card().architecture().build(random), problem.objective(), settings);
        long fingerprint = Fingerprint.of(problem);
        Path out = request.out();
        Cursor start = Cursor.START;
        if (resumption != null) {
            resumption.restore(learner);
            resumption.requireSameData(fingerprint);
            start = resumption.cursor();
            out = out == null ? resumption.folder() : out;
        }
        Path resumed = resumption == null ? null : resumption.folder();
        RunFolder.requireNoOtherTraining(out, resumed);
        Path folder = RunFolder.make(out, request.task().name());
        var begun = new SavedRun.Start(request.task().name(), settings, fingerprint);
        Keeper keeper = new Keeper(folder.resolve(SavedRun.NAME), begun);
        return new Session(settings, problem, learner, start, resumed, folder, keeper);
    }

    /// Trains to the end, or until `stop` says so; either way the checkpoint says how far it came.
    ///
    /// @throws IOException if the checkpoint cannot be written
    /// @throws Failure if training came to numbers that are none; the checkpoint is then the last good state
    public Result run(Progress progress, BooleanSupplier stop) throws IOException {
        long begin = System.nanoTime();
        Trainer trainer = new Trainer(problem, settings, learner, start, keeper, progress, stop);
        try {
            boolean complete = trainer.run();
            Duration time = Duration.ofNanos(System.nanoTime() - begin);
            return new Result(complete, trainer.history(), learner.network(), trainer.timer(), time);
        } catch (NotFinite e) {
            keeper.write();
            throw new Failure(
                    "training stopped: " + e.getMessage() + "; the last good state is in " + checkpoint()
                            + ", to go on from with a lower rate: --resume " + folder + " --lr " + tenth(settings.lr()),
                    e);
        } finally {
            progress.end();
        }
    }

    /// In decimal, so that a tenth of 0.3 is 0.03.
    private static String tenth(double lr) {
        return BigDecimal.valueOf(lr).movePointLeft(1).stripTrailingZeros().toString();
    }

    /// How the problem is learned.
    public Settings settings() {
        return settings;
    }

    /// The network that is trained.
    public Layer network() {
        return learner.network();
    }

    /// What is learned.
    public Problem problem() {
        return problem;
    }

    /// The folder that everything is written to.
    public Path folder() {
        return folder;
    }

    /// The number of examples learned from before this training began or went on.
    public long examplesBefore() {
        long size = problem.train().size();
        return start.epoch() * size + Math.min(size, (long) start.batch() * settings.batchSize());
    }

    /// How many epochs were complete before this training began or went on.
    public int epochsBefore() {
        return start.epoch();
    }

    /// What was measured in them.
    public List<EpochMetrics> metricsBefore() {
        return start.history();
    }

    /// The folder of the training that goes on, where one does.
    public Optional<Path> resumed() {
        return Optional.ofNullable(resumed);
    }

    /// How many batches of the next epoch were learned from before this training began or went on.
    public int batchesBefore() {
        return start.batch();
    }

    /// The file to go on from.
    public Path checkpoint() {
        return folder.resolve(SavedRun.NAME);
    }
}
