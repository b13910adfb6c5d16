package dev.autograd.cli.train;

import dev.autograd.Tensor;
import dev.autograd.cli.train.Learner.Step;
import dev.autograd.data.Batch;
import dev.autograd.data.DataLoader;
import dev.autograd.data.Dataset;
import dev.autograd.data.LoaderPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The loop: takes the batches of every epoch, tests after each epoch, and can stop between any two batches.
final class Trainer {
    private final Problem problem;
    private final int epochs;
    private final Learner learner;
    private final DataLoader loader;
    private final Keeper keeper;
    private final Progress progress;
    private final BooleanSupplier stop;
    private final StepTimer timer = new StepTimer();
    private final int batchSize;
    private final double whole;
    private int epoch;
    private int batch;
    private double lossSum;
    private double points;
    private long examples;
    private long epochBegin;
    private final List<EpochMetrics> history;

    /// @param start where to begin: the learner must be in that state
    /// @param stop is asked between batches whether to stop
    Trainer(
            Problem problem,
            Settings settings,
            Learner learner,
            Cursor start,
            Keeper keeper,
            Progress progress,
            BooleanSupplier stop) {
        this.problem = problem;
        this.epochs = settings.epochs();
        this.learner = learner;
        this.batchSize = settings.batchSize();
        this.whole = learner.objective().whole(problem.train());
        this.loader = problem.order().loader(problem.train(), settings.batchSize(), settings.seed());
        loader.resume(new LoaderPosition(start.epoch(), start.batch()));
        this.keeper = keeper;
        this.progress = progress;
        this.stop = stop;
        this.epoch = start.epoch();
        this.batch = start.batch();
        this.lossSum = start.lossSum();
        this.points = start.points();
        this.history = new ArrayList<>(start.history());
    }

    /// Trains until all epochs are complete or `stop` says so.
    ///
    /// @return whether all epochs are complete
    /// @throws NotFinite when training came to numbers that are none; the keeper has what was before
    boolean run() throws IOException {
        keeper.remember(learner, cursor());
        while (epoch < epochs) {
            examples = 0;
            epochBegin = System.nanoTime();
            learner.network().train();
            for (Batch next : loader) {
                step(next);
                if (stop.getAsBoolean()) {
                    requireFiniteParameters();
                    keeper.remember(learner, cursor());
                    keeper.write();
                    return false;
                }
            }
            endEpoch();
        }
        keeper.write();
        return true;
    }

    private void step(Batch taken) {
        Step step = learner.step(taken, timer);
        if (!Double.isFinite(step.loss())) {
            throw NotFinite.loss(step.loss(), learner.network(), taken, cursor(), steps() + 1);
        }
        lossSum += step.loss() * taken.size();
        points += learner.objective().points(step.output(), taken.y());
        batch++;
        examples += taken.size();
        progress.batch(position(taken.size()));
    }

    private void endEpoch() throws IOException {
        timer.endEpoch(loader.batchCount());
        long testBegin = System.nanoTime();
        Evaluation test = Evaluation.of(learner.network(), learner.objective(), problem.test());
        long testEnd = System.nanoTime();
        Dataset train = problem.train();
        EpochMetrics metrics = new EpochMetrics(
                epoch + 1, lossSum / train.size(), learner.objective().score(points, whole), test.loss(), test.score());
        epoch++;
        batch = 0;
        lossSum = 0;
        points = 0;
        requireFiniteParameters();
        history.add(metrics);
        keeper.remember(learner, cursor());
        progress.epoch(new EpochEnd(
                metrics, learner, test, examples, (testBegin - epochBegin) / 1e9, (testEnd - testBegin) / 1e9));
    }

    private void requireFiniteParameters() {
        for (var parameter : learner.network().namedParameters().entrySet()) {
            Tensor values = parameter.getValue();
            if (NotFinite.isBad(values)) {
                throw NotFinite.parameter(parameter.getKey(), values, steps());
            }
        }
    }

    private Progress.Position position(long lastBatch) {
        long size = problem.train().size();
        long inEpoch = (long) (batch - 1) * batchSize + lastBatch;
        double score = learner.objective().score(points, whole * inEpoch / size);
        return new Progress.Position(epoch + 1, epoch * size + inEpoch, epochs * size, lossSum / inEpoch, score);
    }

    private Cursor cursor() {
        return new Cursor(epoch, batch, lossSum, points, history);
    }

    private long steps() {
        return (long) epoch * loader.batchCount() + batch;
    }

    /// What was measured in the complete epochs.
    List<EpochMetrics> history() {
        return List.copyOf(history);
    }

    /// Where the time went.
    StepTimer timer() {
        return timer;
    }
}
