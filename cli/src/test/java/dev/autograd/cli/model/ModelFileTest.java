package dev.autograd.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.autograd.checkpoint.ModelFiles;
import dev.autograd.cli.base.Failure;
import dev.autograd.nn.Layer;
import dev.autograd.value.Random;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelFileTest {
    @TempDir
    Path folder;

    static Stream<ModelCard> cards() {
        var odd = new Feature.OneHot("a,b\n\"c\"", List.of("", "ü 🙂", "=1+1"));
        var scaled = new Feature.Scaled("length", new Scale(1.0 / 3, 1e-300));
        var columns = new Inputs.Columns(List.of(scaled, odd));
        return Stream.of(
                new ModelCard(
                        "digits",
                        new Mlp(List.of(6, 4, 10)),
                        new Inputs.Images(2, 3),
                        new Answer.Classes("digit", List.of("0", "1"))),
                new ModelCard(
                        "csv",
                        new Mlp(List.of(4, 1)),
                        columns,
                        new Answer.Quantity("price", new Scale(-0.1, 1e9 + 0.1))),
                new ModelCard("toy4", new Toy4(), new Inputs.Images(2, 2), new Answer.Classes("label", List.of("x"))));
    }

    @ParameterizedTest
    @MethodSource("cards")
    void readsWhatItWrote(ModelCard card) throws IOException {
        Layer network = card.architecture().build(Random.seed(5));
        ModelFile.save(folder.resolve(ModelFile.NAME), card, network);
        ModelFile.Model model = ModelFile.load(folder);
        assertThat(model.card()).isEqualTo(card);
        network.stateDict()
                .forEach((name, tensor) -> assertThat(
                                model.network().stateDict().get(name).toFloatArray())
                        .isEqualTo(tensor.toFloatArray()));
        assertThat(model.network().isTraining()).isFalse();
    }

    @Test
    void theSameModelIsTheSameFile() throws IOException {
        ModelCard card = cards().findFirst().orElseThrow();
        ModelFile.save(folder.resolve("1"), card, card.architecture().build(Random.seed(5)));
        ModelFile.save(folder.resolve("2"), card, card.architecture().build(Random.seed(5)));
        assertThat(Files.mismatch(folder.resolve("1"), folder.resolve("2"))).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "architecture, 6-5-10, 'says that it is a 6-5-10 network, but is not: '",
        "architecture, 6-x, 'neither toy4 nor sizes of layers'",
        "architecture, 7-4-10, 'its inputs fill 6 columns, but its network takes 7'",
        "format, autograd model 9, 'its format is \"autograd model 9\"'",
        "inputs, sounds, 'its inputs are \"sounds\"'",
        "answer, poem, 'its answer is \"poem\"'",
        "classes, 3, 'it does not say its \"classes.2\"'"
    })
    void refusesWhatDoesNotFit(String key, String value, String sentence) throws IOException {
        ModelCard card = cards().findFirst().orElseThrow();
        Map<String, String> text = new HashMap<>(CardText.of(card));
        text.put(key, value);
        Path file = folder.resolve("model");
        ModelFiles.save(file, card.architecture().build(Random.seed(5)), text);
        assertThatThrownBy(() -> ModelFile.load(file))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(sentence);
    }
}
