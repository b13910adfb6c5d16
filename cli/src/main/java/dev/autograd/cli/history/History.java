package dev.autograd.cli.history;

import dev.autograd.Tensor;
import dev.autograd.cli.train.EpochEnd;
import dev.autograd.data.Histogram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The rows of a training so far, in the order in which they came.
public final class History {
    private final List<EpochRow> epochs;
    private final List<ParameterRow> parameters;
    private final List<RunRow> runs;

    History(List<EpochRow> epochs, List<ParameterRow> parameters, List<RunRow> runs) {
        this.epochs = new ArrayList<>(epochs);
        this.parameters = new ArrayList<>(parameters);
        this.runs = new ArrayList<>(runs);
    }

    /// An empty one.
    public History() {
        this(List.of(), List.of(), List.of());
    }

    /// What a run's folder holds of the first `epochs` epochs; nothing where it holds none. What came after a
    /// checkpoint that is gone on from will be done again.
    ///
    /// @throws IOException if a file cannot be read or is damaged
    public static History read(Path folder, int epochs) throws IOException {
        return HistoryFiles.read(folder, epochs);
    }

    /// Writes all rows into a run's folder.
    ///
    /// @throws IOException if a file cannot be written; it is then what it was before
    public void write(Path folder) throws IOException {
        HistoryFiles.write(this, folder);
    }

    /// Takes note of the process that the rows to come are of.
    public void begin(RunRow run) {
        runs.add(run);
    }

    /// Takes note of an epoch, and of its parameters where [Sampling] keeps them.
    ///
    /// @param total how many epochs the training has
    public void add(EpochEnd end, int total) {
        int epoch = end.metrics().epoch();
        epochs.add(new EpochRow(
                epoch,
                end.examples(),
                end.seconds(),
                end.testSeconds(),
                end.learner().lr()));
        if (Sampling.keeps(epoch, total)) {
            end.learner().network().namedParameters().forEach((name, parameter) -> {
                Tensor gradient = parameter.grad();
                parameters.add(new ParameterRow(
                        epoch,
                        name,
                        Histogram.of(parameter),
                        Histogram.of(gradient == null ? Tensor.zeros(0) : gradient)));
            });
        }
    }

    /// The times, by epoch.
    public List<EpochRow> epochs() {
        return List.copyOf(epochs);
    }

    /// The parameters, by epoch and within it in the order of the network.
    public List<ParameterRow> parameters() {
        return List.copyOf(parameters);
    }

    /// The processes.
    public List<RunRow> runs() {
        return List.copyOf(runs);
    }
}
