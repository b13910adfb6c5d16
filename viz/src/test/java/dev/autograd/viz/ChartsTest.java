package dev.autograd.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChartsTest {
    private static final double NONE = Double.NaN;

    @TempDir
    private Path folder;

    @Test
    void drawsFourCurvesAndTheirLastValues() throws Exception {
        var svg = drawn(IntStream.rangeClosed(1, 15)
                .mapToObj(i -> new EpochResult(i, 2.0 / i, 1 - 0.5 / i, 2.2 / i, 1 - 0.6 / i))
                .toList());
        assertThat(svg)
                .contains(">Loss</text>", ">Accuracy</text>")
                .contains(">training 0.133</text>", ">test 0.147</text>")
                .contains(">training 96.7 %</text>", ">test 96.0 %</text>")
                .contains(">100 %</text>", ">0.0</text>", ">15</text>");
        assertThat(svg.split("<path fill=\"none\"", -1)).hasSize(4 + 1);
    }

    @Test
    void leavesOutWhatWasNotMeasured() throws Exception {
        var svg = drawn(List.of(
                new EpochResult(1, 1.0, NONE, NONE, 0.5),
                new EpochResult(2, 0.8, NONE, NONE, 0.6),
                new EpochResult(3, NONE, NONE, NONE, Double.POSITIVE_INFINITY),
                new EpochResult(4, 0.5, NONE, NONE, 0.7)));
        // Both curves are broken at epoch 3: a line before it, a dot after it.
        assertThat(svg.split("<path fill=\"none\"", -1)).hasSize(2 + 1);
        assertThat(svg.split("<circle", -1)).hasSize(2 + 1);
        assertThat(svg).doesNotContain("NaN", "Infinity", "test NaN").contains(">test 70.0 %</text>");
    }

    @Test
    void leavesOutAccuracyWhereNoneWasMeasured() throws Exception {
        assertThat(drawn(List.of(new EpochResult(1, 0.5, NONE, 0.6, NONE))))
                .contains(">Loss</text>")
                .doesNotContain(">Accuracy</text>");
    }

    @Test
    void drawsOneEpochAndExtremeValues() throws Exception {
        assertThat(drawn(List.of(new EpochResult(7, 1, 0, 1, 1)))).contains(">7</text>", "<circle");
        assertThat(drawn(List.of(new EpochResult(1, NONE, NONE, NONE, NONE)))).doesNotContain("<circle", "NaN");
        for (double loss : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 0, 1e300, -3}) {
            assertThat(drawn(List.of(
                            new EpochResult(1, loss, 0.1, -loss, 0.1), new EpochResult(2, loss, 0.1, loss, 0.1))))
                    .doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void refusesAnEmptyListAndOtherFormats() {
        assertThatThrownBy(() -> Charts.trainingCurves(List.of(), folder.resolve("curves.svg")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the list of epochs is empty");
        assertThatThrownBy(() ->
                        Charts.trainingCurves(List.of(new EpochResult(1, 1, 1, 1, 1)), folder.resolve("curves.png")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must end in one of .svg");
    }

    @Test
    void drawsLinesOverNumbers() throws Exception {
        var places = List.of(0.0, 0.25, 0.5);
        var target = folder.resolve("lines.svg");
        Charts.lines(
                List.of(
                        new LinePanel(
                                "u",
                                "t",
                                places,
                                List.of(
                                        new LinePanel.Line("network", List.of(0.0, 1.0, NONE)),
                                        new LinePanel.Line("sin", List.of(0.1, 0.9, 2.0)))),
                        new LinePanel("error", "t", places, List.of(new LinePanel.Line("e", List.of(1.0, 2.0, 3.0))))),
                target);
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(target.toFile());
        assertThat(read(target))
                .contains(">u</text>", ">error</text>", ">t</text>", ">network 1.000</text>", ">0.25</text>");
        assertThatThrownBy(() -> new LinePanel("u", "t", places, List.of(new LinePanel.Line("l", List.of(1.0)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 values for 3 places");
        assertThatThrownBy(() -> Charts.lines(List.of(), target)).hasMessageContaining("list of panels is empty");
    }

    @Test
    void drawsLinesOnLogarithmicAxes() throws Exception {
        var places = List.of(0.1, 1.0, 10.0);
        var target = folder.resolve("logarithmic.svg");
        Charts.lines(
                List.of(new LinePanel(
                        "step time",
                        "s",
                        places,
                        List.of(new LinePanel.Line("a", List.of(1000.0, 100.0, 10.0))),
                        LinePanel.Axes.LOGARITHMIC)),
                target);
        // Equal ratios on both axes give a straight line from corner to corner.
        assertThat(read(target))
                .contains("d=\"M62,44 L378,137 L694,230\"", ">a 10.0</text>", ">1,000</text>", ">0.1</text>");
        assertThatThrownBy(() -> logarithmic(List.of(0.0, 1.0, 10.0), List.of(1.0, 2.0, 3.0)))
                .hasMessage("LinePanel: a place is 0.0, which has no place on a logarithmic axis");
        assertThatThrownBy(() -> logarithmic(places, List.of(1.0, NONE, -3.0)))
                .hasMessageContaining("a value of line \"a\" is -3.0");
    }

    @Test
    void aLegendOfManyLinesLeavesTheTitleItsPlace() throws Exception {
        var places = List.of(0.2, 1.0);
        var target = folder.resolve("legend.svg");
        var lines = Stream.of("autograd-eager", "autograd-plain", "torch-eager", "djl")
                .map(name -> new LinePanel.Line(name, List.of(300.0, 178.5)))
                .toList();
        Charts.lines(
                List.of(new LinePanel("Time per step, us", "s", places, lines, LinePanel.Axes.LOGARITHMIC)), target);
        double titleEnd = 62 + TextWidth.of("Time per step, us", 15);
        double first = Pattern.compile("d=\"M([\\d.]+),[\\d.]+ h")
                .matcher(read(target))
                .results()
                .mapToDouble(mark -> Double.parseDouble(mark.group(1)))
                .min()
                .orElseThrow();
        assertThat(first).isGreaterThan(titleEnd);
    }

    private static LinePanel logarithmic(List<Double> places, List<Double> values) {
        return new LinePanel("t", "s", places, List.of(new LinePanel.Line("a", values)), LinePanel.Axes.LOGARITHMIC);
    }

    private String drawn(List<EpochResult> epochs) throws Exception {
        var target = folder.resolve("curves.svg");
        Charts.trainingCurves(epochs, target);
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(target.toFile());
        return read(target);
    }

    private static String read(Path target) throws IOException {
        return Files.readString(target);
    }
}
