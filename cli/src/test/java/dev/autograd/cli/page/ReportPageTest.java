package dev.autograd.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Tensor;
import dev.autograd.cli.history.History;
import dev.autograd.cli.model.Answer;
import dev.autograd.cli.model.Inputs.Images;
import dev.autograd.cli.model.Mlp;
import dev.autograd.cli.model.ModelCard;
import dev.autograd.cli.model.Scale;
import dev.autograd.cli.page.RunStory.Command;
import dev.autograd.cli.page.RunStory.GraphView;
import dev.autograd.cli.page.RunStory.State;
import dev.autograd.cli.train.ConfusionMatrix;
import dev.autograd.cli.train.EpochEnd;
import dev.autograd.cli.train.EpochMetrics;
import dev.autograd.cli.train.Evaluation;
import dev.autograd.cli.train.Learner;
import dev.autograd.cli.train.Objective;
import dev.autograd.cli.train.Settings;
import dev.autograd.nn.Layer;
import dev.autograd.nn.Linear;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.Sequential;
import dev.autograd.optim.SGD;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportPageTest {
    private static final String EVIL = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'";

    /// A training of a network for so many epochs, whose loss is 1/epoch.
    private static RunStory story(Layer network, int epochs, Answer answer) {
        History history = new History();
        Tensor x = Tensor.ones(4, 2);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            network.zeroGrad();
            Tensor output = network.forward(x);
            if (output.requiresGrad()) {
                output.sum().backward();
            }
            var learner =
                    new Learner(network, new SGD(List.of(Tensor.ones(1).requiresGrad_()), 0.1), Objective.CLASSIFY);
            history.add(new EpochEnd(metrics(epoch), learner, new Evaluation(0, 0, x, x), 4, 0.5, 0.1), epochs);
        }
        Map<String, String> shapes = new LinkedHashMap<>();
        network.namedParameters()
                .forEach((name, parameter) -> shapes.put(name, parameter.shape().toString()));
        boolean classes = answer instanceof Answer.Classes;
        return new RunStory(
                new ModelCard("csv", new Mlp(List.of(2, 2)), new Images(1, 2), answer),
                classes ? Objective.CLASSIFY : Objective.REGRESS,
                4,
                2,
                new Settings(Map.of("epochs", Integer.toString(epochs), "label", EVIL)),
                shapes,
                network.parameterCount(),
                State.COMPLETE,
                IntStream.rangeClosed(1, epochs)
                        .mapToObj(ReportPageTest::metrics)
                        .toList(),
                answer instanceof Answer.Classes(var _, var names)
                        ? Optional.of(ConfusionMatrix.of(names, new int[] {0, 0, 0, 1}, new int[] {0, 0, 1, 1}))
                        : Optional.empty(),
                history,
                new GraphView("", "not drawn: " + EVIL),
                Optional.empty(),
                List.of(new Command("Command line", "autograd '" + EVIL + "'")),
                Map.of("system", EVIL),
                "2026-01-01 10:00:00+01:00");
    }

    private static EpochMetrics metrics(int epoch) {
        return new EpochMetrics(epoch, 1.0 / epoch, 0.5, 2.0 / epoch, 0.75);
    }

    private static Layer network() {
        return new Sequential(new Linear(2, 3), new ReLU(), new Linear(3, 2));
    }

    private static Answer classes() {
        return new Answer.Classes(EVIL, List.of(EVIL, "no"));
    }

    private static Document parsed(RunStory story) {
        return Jsoup.parse(ReportPage.text(story));
    }

    @Test
    void whatUsersWriteIsText() {
        Document page = parsed(story(network(), 3, classes()));
        assertThat(page.select("script")).hasSize(1);
        assertThat(page.select("img")).isEmpty();
        assertThat(page.title()).contains("<script>alert(1)</script><img src=x onerror=alert(2)>\"'");
        assertThat(page.select("h1").text()).contains(EVIL);
        assertThat(page.select(".confusion tbody th").eachText()).containsExactly(EVIL, "no");
        assertThat(page.select(".confusion td[title]").first().attr("title")).startsWith(EVIL + " taken for " + EVIL);
        assertThat(page.select("#setup td").eachText()).contains(EVIL);
        assertThat(page.select("pre code").text()).contains(EVIL);
        assertThat(page.select("#graph figcaption").text()).contains(EVIL);
    }

    @Test
    void nothingRunsButItsOwnScriptAndNothingIsFetched() throws Exception {
        Document page = parsed(story(network(), 3, classes()));
        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy)
                .startsWith("default-src 'none'; ")
                .contains("script-src '" + hash(page.select("script").first()) + "'")
                .contains("style-src '" + hash(page.select("style").first()) + "'")
                .doesNotContain("unsafe");
        for (Element element : page.getAllElements()) {
            assertThat(element.attributes().asList())
                    .as(element.tagName())
                    .noneMatch(attribute -> attribute.getKey().startsWith("on"))
                    .noneMatch(attribute -> attribute.getKey().equals("style"))
                    .noneMatch(attribute -> List.of("src", "href").contains(attribute.getKey())
                            && !attribute.getValue().startsWith("#")
                            && !attribute.getValue().startsWith("data:image/png;base64,"));
        }
        assertThat(page.select("style").first().data()).doesNotContain("url(", "@import");
    }

    private static String hash(Element element) throws Exception {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(element.data().getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }

    @Test
    void everythingHasANameForThoseWhoDoNotSeeIt() {
        Document page = parsed(story(network(), 3, classes()));
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("svg[role=img]"))
                .isNotEmpty()
                .allMatch(svg -> !svg.attr("aria-label").isEmpty());
        assertThat(page.select("table"))
                .isNotEmpty()
                .allMatch(table -> !table.select("caption").text().isEmpty());
        assertThat(page.select("th")).allMatch(th -> List.of("col", "row").contains(th.attr("scope")));
        assertThat(page.select("section"))
                .allMatch(section -> page.getElementById(section.attr("aria-labelledby")) != null);
        for (Element link : page.select("a")) {
            assertThat(page.getElementById(link.attr("href").substring(1)))
                    .as(link.text())
                    .isNotNull();
        }
    }

    @Test
    void theNumbersOfClasses() {
        Document page = parsed(story(network(), 1, classes()));
        assertThat(page.select(".confusion tbody td").eachText()).containsExactly("2", "1", "·", "1");
        assertThat(page.select(".classes table").last().select("tbody td").eachText().stream()
                        .map(text -> text.replace('\u00A0', ' ')))
                .containsExactly("100.0 %", "66.7 %", "80.0 %", "3", "50.0 %", "100.0 %", "66.7 %", "1");
    }

    @Test
    void manyClassesAreListedByTheirMistakes() {
        List<String> names = IntStream.range(0, 60).mapToObj(i -> "c" + i).toList();
        Document page = parsed(story(network(), 1, new Answer.Classes("label", names)));
        assertThat(page.select(".confusion")).isEmpty();
        assertThat(page.select(".classes table").first().select("tbody tr").eachText())
                .containsExactly("c0 c1 1");
    }

    @Test
    void aQuantityHasAnErrorAndNoClasses() {
        Document page = parsed(story(network(), 2, new Answer.Quantity("price", new Scale(5, 10))));
        assertThat(page.select("#classes, nav a[href=#classes]")).isEmpty();
        assertThat(page.select(".tiles").text()).contains("Test R2 0.7500 error 10 price");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 5, 5", "12, 12, 12", "200, 12, 50", "2000, 12, 50"})
    void histogramsOfManyEpochsAreSampled(int epochs, int ridges, int columns) {
        Document page = parsed(story(network(), epochs, classes()));
        assertThat(page.select(".spread")).hasSize(4);
        assertThat(page.select(".spread").first().select(".values .ridge")).hasSize(ridges);
        assertThat(page.select(".heat rect.hit")).hasSize(4 * columns);
        assertThat(page.select("#curves .chart").first().select(".hit")).hasSize(Math.min(epochs, 200));
    }

    @Test
    void aModelWithoutParametersHasAPageToo() {
        Document page = parsed(story(new Sequential(new ReLU()), 2, classes()));
        assertThat(page.select("#parameters p").text()).contains("the model has no parameters");
        assertThat(page.select(".spread, .heat")).isEmpty();
    }

    @Test
    void aHistoryThatIsMissingIsSaidToBe() {
        RunStory with = story(network(), 2, classes());
        var without = new RunStory(
                with.card(),
                with.objective(),
                with.examples(),
                with.tests(),
                with.settings(),
                with.parameters(),
                with.parameterCount(),
                State.STOPPED,
                with.metrics(),
                with.matrix(),
                new History(),
                with.graph(),
                with.samples(),
                with.commands(),
                with.machine(),
                with.written());
        Document page = parsed(without);
        assertThat(page.select("#speed p").text()).isEqualTo("No epoch was timed.");
        assertThat(page.select(".state").text()).isEqualTo("stopped after epoch 2 of 2");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 0, 3})
    void strangeAndConstantValuesAreDrawn(double value) {
        Layer network = network();
        network.parameters().getFirst().detach().fill_(value);
        Document page = parsed(story(network, 2, classes()));
        assertThat(page.select(".spread")).hasSize(4);
        List<String> paths = new ArrayList<>(page.select("path").eachAttr("d"));
        assertThat(paths).noneMatch(path -> path.contains("NaN") || path.contains("Infinity"));
    }
}
