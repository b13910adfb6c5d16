package dev.autograd.cli.page;

import dev.autograd.cli.history.History;
import dev.autograd.cli.model.ModelCard;
import dev.autograd.cli.train.ConfusionMatrix;
import dev.autograd.cli.train.EpochMetrics;
import dev.autograd.cli.train.Objective;
import dev.autograd.cli.train.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that the page tells.
///
/// @param card what the model is
/// @param objective what it is measured by
/// @param examples how many there are to learn from
/// @param tests how many there are to be tested on
/// @param settings how it is learned
/// @param parameters the shapes of the parameters, by their names
/// @param parameterCount how many numbers they are
/// @param state how far the training is
/// @param metrics what was measured in the complete epochs, of which there is one
/// @param matrix which classes are taken for which, where there are classes
/// @param history times and spreads
/// @param graph the graph as an SVG element, or why there is none
/// @param samples a PNG file of test pictures, where there are pictures
/// @param commands how to go on, how to begin anew
/// @param machine facts about where this ran
/// @param written when the page was written
public record RunStory(
        ModelCard card,
        Objective objective,
        int examples,
        int tests,
        Settings settings,
        Map<String, String> parameters,
        long parameterCount,
        State state,
        List<EpochMetrics> metrics,
        Optional<ConfusionMatrix> matrix,
        History history,
        GraphView graph,
        Optional<byte[]> samples,
        List<Command> commands,
        Map<String, String> machine,
        String written) {
    /// How far a training is.
    public enum State {
        RUNNING,
        STOPPED,
        COMPLETE
    }

    /// The model's graph.
    ///
    /// @param markup an SVG element, or empty
    /// @param note what is said of it, or why there is none
    public record GraphView(String markup, String note) {}

    /// A command line.
    ///
    /// @param what what it does
    /// @param line to be pasted into a shell
    public record Command(String what, String line) {}

    EpochMetrics last() {
        return metrics.getLast();
    }

    /// The epoch after which the loss on the test examples was smallest.
    EpochMetrics best() {
        EpochMetrics best = metrics.getFirst();
        for (EpochMetrics epoch : metrics) {
            best = epoch.testLoss() < best.testLoss() ? epoch : best;
        }
        return best;
    }

    boolean classifies() {
        return objective == Objective.CLASSIFY;
    }

    /// A score as it is read: a share in percent, R2 as it is.
    String score(double score) {
        return classifies() ? Numbers.percent(score) : Numbers.brief(score);
    }
}
