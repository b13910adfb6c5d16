package dev.autograd.viz;

import dev.autograd.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Draws how a training went, lines through points, and bars.
///
/// ```java
/// var epochs = List.of(new EpochResult(1, 0.91, 0.74, 0.62, 0.83), new EpochResult(2, 0.51, 0.86, 0.44, 0.88));
/// Charts.trainingCurves(epochs, Path.of("curves.svg"));
/// ```
public final class Charts {
    private static final double WIDTH = 720;
    private static final double PANEL_HEIGHT = 270;

    private Charts() {}

    /// Draws loss and accuracy against the epoch, one panel above the other, for training data and test data, into
    /// the SVG file `target`. Values that are not finite are left out, and a curve or a panel without values is not
    /// drawn. The same numbers give the same file on every machine; no window, display or font is needed. The file
    /// appears whole or not at all.
    ///
    /// @param epochs in the order of training, their numbers growing
    /// @throws IllegalArgumentException if there is no epoch, or if the name of `target` does not end in `.svg`
    /// @throws IOException              if the file cannot be written
    public static void trainingCurves(List<EpochResult> epochs, Path target) throws IOException {
        PictureFormat.of("Charts.trainingCurves", target, PictureFormat.SVG);
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException(
                    "Charts.trainingCurves: the list of epochs is empty, but a curve needs at least one");
        }
        var numbers = ChartPanel.Across.counts(
                "epoch", epochs.stream().map(e -> (double) e.epoch()).toList());
        var loss = new ChartPanel(
                "Loss",
                ChartPanel.Unit.NUMBER,
                numbers,
                List.of(
                        curve("training", Curve.Ink.FIRST, epochs, EpochResult::trainLoss),
                        curve("test", Curve.Ink.SECOND, epochs, EpochResult::testLoss)));
        var accuracy = new ChartPanel(
                "Accuracy",
                ChartPanel.Unit.PERCENT,
                numbers,
                List.of(
                        curve("training", Curve.Ink.FIRST, epochs, EpochResult::trainAccuracy),
                        curve("test", Curve.Ink.SECOND, epochs, EpochResult::testAccuracy)));
        var panels = measuresAccuracy(epochs) ? List.of(loss, accuracy) : List.of(loss);
        write(panels, target);
    }

    /// Draws lines through points, one panel above the other, into the SVG file `target`, as
    /// [#trainingCurves(List, Path)] does.
    ///
    /// @param panels from top to bottom
    /// @throws IllegalArgumentException if there is no panel, or if the name of `target` does not end in `.svg`
    /// @throws IOException              if the file cannot be written
    public static void lines(List<LinePanel> panels, Path target) throws IOException {
        PictureFormat.of("Charts.lines", target, PictureFormat.SVG);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("Charts.lines: the list of panels is empty, but a chart needs one");
        }
        write(panels.stream().map(Charts::panel).toList(), target);
    }

    /// Draws bars on logarithmic axes, one panel above the other, into the SVG file `target`, as
    /// [#trainingCurves(List, Path)] does.
    ///
    /// @param panels from top to bottom
    /// @throws IllegalArgumentException if there is no panel, or if the name of `target` does not end in `.svg`
    /// @throws IOException              if the file cannot be written
    public static void bars(List<BarPanel> panels, Path target) throws IOException {
        PictureFormat.of("Charts.bars", target, PictureFormat.SVG);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("Charts.bars: the list of panels is empty, but a chart needs one");
        }
        double height = panels.stream().mapToDouble(BarPanel::height).sum();
        var svg = new Svg().open(WIDTH, height);
        double y = 0;
        for (BarPanel panel : panels) {
            panel.draw(svg, y, WIDTH);
            y += panel.height();
        }
        AtomicFile.write(target, svg.close().getBytes(StandardCharsets.UTF_8));
    }

    static ChartPanel panel(LinePanel lines) {
        var inks = Arrays.asList(Curve.Ink.values()).iterator();
        var curves = lines.lines().stream()
                .map(line -> new Curve(line.name(), inks.next(), line.values()))
                .toList();
        var unit = switch (lines.axes()) {
            case LINEAR, COUNTED -> ChartPanel.Unit.NUMBER;
            case LOGARITHMIC, COUNTED_RATIOS -> ChartPanel.Unit.MAGNITUDE;
            case SHARES -> ChartPanel.Unit.PERCENT;
        };
        var across = switch (lines.axes()) {
            case LINEAR -> ChartPanel.Across.numbers(lines.across(), lines.places());
            case LOGARITHMIC -> ChartPanel.Across.magnitudes(lines.across(), lines.places());
            case COUNTED, SHARES, COUNTED_RATIOS -> ChartPanel.Across.counts(lines.across(), lines.places());
        };
        return new ChartPanel(lines.title(), unit, across, curves);
    }

    private static void write(List<ChartPanel> panels, Path target) throws IOException {
        var svg = new Svg().open(WIDTH, panels.size() * PANEL_HEIGHT);
        for (int i = 0; i < panels.size(); i++) {
            panels.get(i).draw(svg, i * PANEL_HEIGHT, WIDTH, PANEL_HEIGHT);
        }
        AtomicFile.write(target, svg.close().getBytes(StandardCharsets.UTF_8));
    }

    private static boolean measuresAccuracy(List<EpochResult> epochs) {
        return epochs.stream().anyMatch(e -> Double.isFinite(e.trainAccuracy()) || Double.isFinite(e.testAccuracy()));
    }

    private static Curve curve(
            String name, Curve.Ink ink, List<EpochResult> epochs, Function<EpochResult, Double> measure) {
        return new Curve(name, ink, epochs.stream().map(measure).toList());
    }
}
