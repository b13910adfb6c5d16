package dev.autograd.bench.report;

import dev.autograd.bench.measure.Result;
import dev.autograd.viz.BarPanel;
import dev.autograd.viz.Charts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The ratios of a report as bars, a panel for each peer.
public final class Picture {
    private Picture() {}

    /// Whether anything was compared.
    public static boolean hasBars(Report report) {
        return !panels(report).isEmpty();
    }

    /// Draws them.
    ///
    /// @param svg the file
    /// @throws IOException when it cannot be written
    public static void save(Report report, Path svg) throws IOException {
        Charts.bars(panels(report), svg);
    }

    private static List<BarPanel> panels(Report report) {
        return report.peers().stream()
                .map(peer -> new BarPanel(
                        "Times as fast as " + peer,
                        report.results().stream()
                                .flatMap(r -> bar(r, peer).stream())
                                .toList()))
                .filter(panel -> !panel.bars().isEmpty())
                .toList();
    }

    private static Optional<BarPanel.Bar> bar(Result result, String peer) {
        return result.ratio(peer).map(r -> new BarPanel.Bar(result.workload().name(), r.median(), r.min(), r.max()));
    }
}
