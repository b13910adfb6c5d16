package dev.autograd.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.autograd.Graph;
import dev.autograd.Tensor;
import dev.autograd.nn.Linear;
import dev.autograd.nn.ReLU;
import dev.autograd.nn.Sequential;
import dev.autograd.value.Shape;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers are those of TensorBoard's `.proto` files: an event has its time under 1, its step under 2, and a graph
/// under 4 or a summary under 5, whose values (1) have a tag (1) and a number (2), histogram (5) or tensor (8).
final class EventWriterTest {
    @TempDir
    Path folder;

    /// What is written through a writer.
    @FunctionalInterface
    private interface Writing {
        void to(EventWriter events) throws IOException;
    }

    /// The events of all files behind the one that names the version.
    private List<Parsed> events(Writing writing) throws IOException {
        try (EventWriter events = EventWriter.open(folder)) {
            writing.to(events);
        }
        List<Parsed> all = new ArrayList<>();
        for (Path file : files()) {
            List<Parsed> events = Parsed.file(file);
            assertThat(events.getFirst().text(3)).isEqualTo("brain.Event:2");
            all.addAll(events.subList(1, events.size()));
        }
        return all;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"loss/train, 0, 0.5", "a b, 1, -3", "größe, 300, 1e9", "last, 9223372036854775807, NaN", "x, -1, 0"})
    void scalars(String tag, long step, Float value) throws IOException {
        List<Parsed> events = events(writer -> writer.scalar(tag, step, value));
        assertThat(events).hasSize(1);
        Parsed event = events.getFirst();
        assertThat(event.number(1)).isBetween(System.currentTimeMillis() / 1e3 - 600, System.currentTimeMillis() / 1e3);
        assertThat(event.whole(2)).isEqualTo(step);
        assertThat(event.text(5, 1, 1)).isEqualTo(tag);
        assertThat(event.brief(5, 1, 2)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 1 2 40    | 0  | 40 | 4 | 43 | 1605 | 5  | 3 0 0 0 1",
                "7 7 7       | 7  | 7  | 3 | 21 | 147  | 1  | 3",
                "-1 NaN 1    | -1 | 1  | 2 | 0  | 2    | 5  | 1 0 0 0 1",
                "-Infinity 5 | 5  | 5  | 1 | 5  | 25   | 1  | 1"
            })
    void histograms(
            String values, double min, double max, double count, double sum, double squares, int bins, String first)
            throws IOException {
        double[] numbers =
                Stream.of(values.split(" ")).mapToDouble(Double::parseDouble).toArray();
        Tensor tensor = Tensor.of(numbers, Shape.of(numbers.length));
        Parsed event = events(writer -> writer.histogram("w", 3, tensor)).getFirst();
        assertThat(event.whole(2)).isEqualTo(3);
        assertThat(event.text(5, 1, 1)).isEqualTo("w");
        assertThat(List.of(1, 2, 3, 4, 5))
                .extracting(field -> event.number(5, 1, 5, field))
                .containsExactly(min, max, count, sum, squares);
        assertThat(event.numbers(5, 1, 5, 6)).hasSize(bins).isSorted().endsWith(max);
        assertThat(event.numbers(5, 1, 5, 7))
                .hasSize(bins)
                .startsWith(Stream.of(first.split(" ")).map(Double::valueOf).toArray(Double[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "NaN Infinity"})
    void nothingIsWrittenOfTensorsWithoutFiniteValues(String values) throws IOException {
        double[] numbers = Stream.of(values.split(" "))
                .filter(value -> !value.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(events(writer -> writer.histogram("w", 3, Tensor.of(numbers, Shape.of(numbers.length)))))
                .isEmpty();
    }

    @Test
    void parametersAndTheirGradients() throws IOException {
        var model = new Sequential(new Linear(2, 3), new ReLU(), new Linear(3, 1));
        List<Parsed> events = events(writer -> {
            writer.parameters(1, model);
            model.forward(Tensor.ones(4, 2)).sum().backward();
            writer.parameters(2, model);
            writer.parameters(3, new ReLU());
        });
        assertThat(events)
                .extracting(event -> event.whole(2), event -> event.text(5, 1, 1))
                .containsExactly(
                        tuple(1L, "parameters/0.weight"),
                        tuple(1L, "parameters/0.bias"),
                        tuple(1L, "parameters/2.weight"),
                        tuple(1L, "parameters/2.bias"),
                        tuple(2L, "parameters/0.weight"),
                        tuple(2L, "gradients/0.weight"),
                        tuple(2L, "parameters/0.bias"),
                        tuple(2L, "gradients/0.bias"),
                        tuple(2L, "parameters/2.weight"),
                        tuple(2L, "gradients/2.weight"),
                        tuple(2L, "parameters/2.bias"),
                        tuple(2L, "gradients/2.bias"));
    }

    @Test
    void texts() throws IOException {
        Parsed event = events(writer -> writer.text("settings", 1, "| a | b |\n<script>"))
                .getFirst();
        assertThat(event.text(5, 1, 9, 1, 1)).isEqualTo("text");
        assertThat(event.whole(5, 1, 8, 1)).as("the type of strings").isEqualTo(7);
        assertThat(event.whole(5, 1, 8, 2, 2, 1)).as("the length").isEqualTo(1);
        assertThat(event.text(5, 1, 8, 8)).isEqualTo("| a | b |\n<script>");
    }

    @Test
    void hyperparameters() throws IOException {
        Map<String, Object> settings = new TreeMap<>(Map.of("lr", 0.1, "optimizer", "sgd", "nesterov", true));
        List<Parsed> events = events(writer -> writer.hyperparameters(settings, List.of("loss/test")));
        assertThat(events)
                .extracting(event -> event.text(5, 1, 1))
                .containsExactly("_hparams_/experiment", "_hparams_/session_start_info", "_hparams_/session_end_info");
        assertThat(events).extracting(event -> event.text(5, 1, 9, 1, 1)).containsOnly("hparams");
        assertThat(events.get(0).messages(5, 1, 9, 1, 2, 2, 4))
                .extracting(info -> info.text(1), info -> info.whole(4))
                .containsExactly(tuple("lr", 3L), tuple("nesterov", 2L), tuple("optimizer", 1L));
        assertThat(events.get(0).text(5, 1, 9, 1, 2, 2, 5, 1, 2)).isEqualTo("loss/test");
        List<Parsed> values = events.get(1).messages(5, 1, 9, 1, 2, 3, 1);
        assertThat(values).extracting(value -> value.text(1)).containsExactly("lr", "nesterov", "optimizer");
        assertThat(values.get(0).number(2, 2)).isEqualTo(0.1);
        assertThat(values.get(1).whole(2, 4)).isEqualTo(1);
        assertThat(values.get(2).text(2, 3)).isEqualTo("sgd");
        assertThat(events.get(2).whole(5, 1, 9, 1, 2, 4, 1)).as("success").isEqualTo(1);
    }

    @Test
    void graphs() throws IOException {
        var model = new Sequential(new Linear(2, 3), new ReLU());
        model.namedParameters().forEach((name, parameter) -> parameter.named(name));
        Tensor x = Tensor.ones(4, 2).named("<in put>");
        Parsed event = events(writer -> writer.graph(
                        Graph.trace(() -> model.forward(x).add(x.sum()).add(1))))
                .getFirst();
        List<Parsed> nodes = event.messages(4, 1);
        assertThat(nodes)
                .extracting(node -> node.text(1), node -> node.text(2))
                .contains(
                        tuple("0/weight", "VariableV2"),
                        tuple("0/bias", "VariableV2"),
                        tuple("x_in_put_", "Placeholder"));
        assertThat(nodes)
                .extracting(node -> node.text(1))
                .doesNotHaveDuplicates()
                .contains("add", "add_1");
        Parsed last = nodes.stream()
                .filter(node -> node.text(1).equals("add_1"))
                .findFirst()
                .orElseThrow();
        assertThat(last.texts(3)).contains("add");
        Parsed weight = nodes.stream()
                .filter(node -> node.text(1).equals("0/weight"))
                .findFirst()
                .orElseThrow();
        Parsed shapes = weight.messages(5).stream()
                .filter(attribute -> attribute.text(1).equals("_output_shapes"))
                .findFirst()
                .orElseThrow();
        assertThat(shapes.messages(2, 1, 7, 2))
                .extracting(size -> size.whole(1))
                .containsExactly(3L, 2L);
    }

    @Test
    void manyEqualNamesTakeLinearTime() throws IOException {
        Tensor x = Tensor.ones(1);
        List<Parsed> events = events(writer -> writer.graph(Graph.trace(() -> {
            Tensor sum = x;
            for (int i = 0; i < 20_000; i++) {
                sum = sum.add(x);
            }
            return sum;
        })));
        assertThat(events.getFirst().messages(4, 1)).hasSize(20_001);
    }

    @Test
    void aCutOffFileIsReadUpToThere() throws IOException {
        EventWriter events = EventWriter.open(folder);
        events.scalar("a", 1, 1);
        events.scalar("a", 2, 2);
        events.flush();
        Path file = files().getFirst();
        assertThat(Parsed.file(file)).as("what a killed process leaves").hasSize(3);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 3);
        }
        assertThat(Parsed.file(file)).hasSize(2);
        events.close();
    }

    @Test
    void aResumedRunAppendsAFileAndTakesBackLaterSteps() throws IOException {
        EventWriter.open(folder).close();
        EventWriter.resume(folder, 7).close();
        assertThat(files()).hasSize(2);
        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .allMatch(name -> name.contains("tfevents"));
        Parsed start = Parsed.file(files().get(1)).get(1);
        assertThat(start.whole(2)).isEqualTo(7);
        assertThat(start.whole(7, 1)).as("start of a session").isEqualTo(1);
    }

    @Test
    void largeEventsPassTheBuffer() throws IOException {
        String text = "x".repeat(300_000);
        assertThat(events(writer -> {
                    writer.scalar("a", 1, 1);
                    writer.text("t", 1, text);
                    writer.scalar("a", 2, 1);
                }))
                .hasSize(3)
                .element(1)
                .extracting(event -> event.text(5, 1, 8, 8))
                .isEqualTo(text);
    }

    @Test
    void foldersThatAreNone() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (var wrong : Map.of(file, "a file is there", file.resolve("deeper"), "the folder cannot be made: ")
                .entrySet()) {
            assertThatThrownBy(() -> EventWriter.open(wrong.getKey()))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith(wrong.getKey() + ": events cannot be written there: " + wrong.getValue());
        }
    }

    @Test
    void mistakes() throws IOException {
        EventWriter events = EventWriter.open(folder);
        assertThatThrownBy(() -> events.scalar(" ", 1, 1))
                .hasMessage("EventWriter.scalar: the tag is blank, but TensorBoard needs a name to show");
        events.close();
        events.close();
        assertThatThrownBy(() -> events.scalar("a", 1, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("EventWriter: it is closed, and nothing more can be written");
        assertThat(Files.isWritable(folder)).isTrue();
    }
}
