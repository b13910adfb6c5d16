package dev.autograd.viz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.Tensor;
import dev.autograd.data.Histogram;
import dev.autograd.value.Shape;
import dev.autograd.viz.LinePanel.Axes;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class PageChartsTest {
    private static final double NONE = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    static Stream<Arguments> charts() {
        return Stream.of(
                arguments("two epochs", lines(Axes.COUNTED, 1.0, 0.5), "epoch 2 a 0.500"),
                arguments("one epoch", lines(Axes.COUNTED, 1.0), "epoch 1 a 1.00"),
                arguments("shares", lines(Axes.SHARES, 0.5, 0.75), "epoch 2 a 75.0 %"),
                arguments("ratios", lines(Axes.COUNTED_RATIOS, 1e-3, 1e3), "epoch 2 a 1,000"),
                arguments("large", lines(Axes.COUNTED, 1.0, 123456.7), "epoch 2 a 123,457"),
                arguments("small beside large", lines(Axes.COUNTED, 1.0, 2.5e-5), "epoch 2 a 2.5e-5"),
                arguments("a gap", lines(Axes.COUNTED, 1.0, NONE, 2.0), "epoch 2"),
                arguments("no value", lines(Axes.COUNTED, INFINITE, NONE), "epoch 1"),
                arguments("ridges", ridges(values(0, 1, 2), values(5, 6)), "epoch 1 3 values from 0 to 2"),
                arguments("equal values", ridges(values(3, 3, 3)), "3 values from 3 to 3 mean 3, deviation 0"),
                arguments("no values", ridges(values(), values()), "epoch 1 no finite values"),
                arguments("not finite", ridges(values(NONE, 1)), "1 NaN or infinite"),
                arguments("huge", ridges(values(-1e300, 1e300), values(-1.7e308, 1.7e308)), "from -1e300 to 1e300"),
                arguments("tiny", ridges(values(0, 4.9e-324)), "from 0 to 4.9e-324"),
                arguments("heat", heat(1e-6, 0.5, 2.0), "a epoch 1 1e-6"),
                arguments("equal heat", heat(7.0, 7.0), "a epoch 2 7"),
                arguments("no heat", heat(0.0, NONE, INFINITE, -1.0), "a epoch 1 0"));
    }

    private static String lines(Axes axes, Double... values) {
        var places = Stream.iterate(1.0, i -> i + 1).limit(values.length).toList();
        return PageCharts.lines(
                new LinePanel("t", "epoch", places, List.of(new LinePanel.Line("a", List.of(values))), axes));
    }

    private static Histogram values(double... values) {
        return Histogram.of(Tensor.of(values, Shape.of(values.length)));
    }

    private static String ridges(Histogram... shapes) {
        var names = Stream.iterate(1, i -> i + 1).map(String::valueOf).iterator();
        return PageCharts.ridges(new RidgePanel(
                "t",
                "epoch",
                Stream.of(shapes)
                        .map(shape -> new RidgePanel.Ridge(names.next(), shape))
                        .toList()));
    }

    private static String heat(Double... values) {
        var columns = Stream.iterate(1, i -> i + 1).limit(values.length).map(String::valueOf);
        return PageCharts.heat(
                new HeatPanel("t", "epoch", columns.toList(), List.of(new HeatPanel.Row("a", List.of(values)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("charts")
    void areWellFormedAndSayTheirNumbers(String name, String svg, String said) throws Exception {
        Element root = parsed(svg);
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("aria-label")).startsWith("t");
        assertThat(titles(root))
                .anySatisfy(title -> assertThat(title.replace('\n', ' ')).contains(said));
        assertThat(svg.replaceAll("<title>[^<]*</title>|aria-label=\"[^\"]*\"", ""))
                .doesNotContain("NaN", "Infinity", "style=");
    }

    private static Element parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    private static List<String> titles(Element root) {
        NodeList titles = root.getElementsByTagName("title");
        return Stream.iterate(0, i -> i + 1)
                .limit(titles.getLength())
                .map(i -> titles.item(i).getTextContent())
                .toList();
    }

    @Test
    void escapeNames() throws Exception {
        String evil = "</svg><script>alert(1)</script>\"'&";
        for (String svg : List.of(
                PageCharts.lines(new LinePanel(
                        evil, evil, List.of(1.0), List.of(new LinePanel.Line(evil, List.of(1.0))), Axes.COUNTED)),
                PageCharts.ridges(new RidgePanel(evil, evil, List.of(new RidgePanel.Ridge(evil, values(1, 2))))),
                PageCharts.heat(
                        new HeatPanel(evil, evil, List.of(evil), List.of(new HeatPanel.Row(evil, List.of(1.0))))))) {
            assertThat(parsed(svg).getElementsByTagName("script").getLength()).isZero();
            assertThat(titles(parsed(svg)))
                    .anySatisfy(title -> assertThat(title).contains(evil));
        }
    }

    @Test
    void aRidgeMuchWiderThanTheOthersIsCutOff() throws Exception {
        String svg = ridges(values(-1000, 1000), values(-1, 1), values(-1, 1));
        assertThat(svg).contains(">-1</text>", ">1</text>").doesNotContain(">-2<", ">1000");
        assertThat(parsed(svg).getElementsByTagName("svg").getLength())
                .as("an inner picture cuts")
                .isOne();
    }

    @Test
    void shadesFollowTheLogarithm() {
        assertThat(heat(1e-4, 1e-2, 1.0, 0.0))
                .containsPattern("hit heat-0\"[^>]*><title>a\nepoch 1\n")
                .containsPattern("hit heat-5\"[^>]*><title>a\nepoch 2\n")
                .containsPattern("hit heat-9\"[^>]*><title>a\nepoch 3\n")
                .containsPattern("hit heat-none\"[^>]*><title>a\nepoch 4\n");
    }

    @Test
    void panelsThatAreNone() {
        assertThatThrownBy(() -> new RidgePanel("t", "epoch", List.of())).hasMessage("RidgePanel: \"t\" has no ridge");
        assertThatThrownBy(() -> new HeatPanel("t", "epoch", List.of(), List.of()))
                .hasMessage("HeatPanel: \"t\" has no columns");
        assertThatThrownBy(() -> heat2("1", "2")).hasMessage("HeatPanel: row \"a\" has 1 values for 2 columns");
        assertThatThrownBy(() -> lines(Axes.COUNTED_RATIOS, 1.0, 0.0))
                .hasMessage("LinePanel: a value of line \"a\" is 0.0, which has no place on a logarithmic axis");
    }

    private static HeatPanel heat2(String... columns) {
        return new HeatPanel(
                "t", "epoch", List.of(columns), List.of(new HeatPanel.Row("a", Collections.nCopies(1, 1.0))));
    }
}
