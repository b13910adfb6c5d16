package dev.autograd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.graph.GraphModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What users get wrong, and what they are told. `@` stands for the test's folder.
final class MistakesTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void files() throws IOException {
        Tables.flowers(folder);
        Tables.houses(folder);
        write("short-row.csv", "a,b,c\n1,2,x\n3,4\n5,6,y\n");
        write("not-a-number.csv", "a,b,c\n" + "1,2,x\n3,4,y\n".repeat(10) + "1.5x,4,y\n");
        write("one-class.csv", "a,b,c\n" + "1,2,x\n".repeat(5));
        write("one-row.csv", "a,b,c\n1,2,x\n");
        write("only-label.csv", "c\nx\ny\nx\ny\nx\n");
        write("header.csv", "a,b,c\n");
        write("empty.csv", "");
        Files.createDirectories(folder.resolve("mnist"));
        write("mnist/train-images-idx3-ubyte", "no pictures");
        write("mnist/train-labels-idx1-ubyte", "no labels");
        write("mnist/t10k-images-idx3-ubyte", "no pictures");
        write("mnist/t10k-labels-idx1-ubyte", "no labels");
        StringBuilder keys = new StringBuilder("key,x,y\n");
        for (int i = 0; i < 24; i++) {
            keys.append('k')
                    .append(i)
                    .append(',')
                    .append(i)
                    .append(',')
                    .append(i % 2 == 0 ? "a" : "b")
                    .append('\n');
        }
        write("keys.csv", keys.toString());
        write("graph.json", new GraphModel(List.of(), List.of()).json());
        write("not-a-graph.json", "{\"a\": [1, 2]}");
        assertThat(Shell.run(
                                "train",
                                "digits",
                                "--train-count",
                                20,
                                "--test-count",
                                10,
                                "--epochs",
                                1,
                                "--hidden",
                                8,
                                "--out",
                                folder.resolve("digits"))
                        .status())
                .isZero();
        assertThat(Shell.run(
                                "train",
                                "csv",
                                "--data",
                                folder.resolve("flowers.csv"),
                                "--label",
                                "species",
                                "--epochs",
                                1,
                                "--out",
                                folder.resolve("flowers"))
                        .status())
                .isZero();
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("", 2, "which command? One of train, predict, graph, example, bench, conformance, info"),
                arguments("trian", 2, "unknown command 'trian'; did you mean train?"),
                arguments("graph", 2, "Missing required parameter: 'FILE'"),
                arguments("graph @/none.json", 1, "@/none.json: there is no such file"),
                arguments("graph @/not-a-graph.json", 1, "@/not-a-graph.json: the graph has the unknown field 'a'"),
                arguments("graph @/flowers.csv", 1, "@/flowers.csv: this is no saved graph"),
                arguments("graph @/graph.json --out @/g.gif", 1, "save: \"g.gif\" ends in no known format; known are"),
                arguments("graph @/graph.json --out @/no/g.svg", 1, "the folder @/no does not exist"),
                arguments(
                        "graph @/graph.json --out @/graph.json", 1, "is the graph itself, which would be overwritten"),
                arguments("graph @/graph.json --depth -1", 2, "--depth must not be negative, but is -1"),
                arguments("graph @/graph.json --depth x", 2, "Invalid value for option '--depth'"),
                arguments("train", 2, "train what? One of digits, mnist, csv, toy4"),
                arguments("train digist", 2, "unknown command 'digist'; did you mean digits or mnist?"),
                arguments("train digits --epoch 3", 2, "unknown option '--epoch'; did you mean --epochs?"),
                arguments("train digits more", 2, "unknown argument 'more'"),
                arguments("train digits --epochs 0", 2, "--epochs must be at least 1, but is 0"),
                arguments("train digits --epochs many", 2, "'many' is not an int"),
                arguments("train digits --batch-size -1", 2, "--batch-size must be at least 1, but is -1"),
                arguments("train digits --lr -0.1", 2, "--lr must be a positive number, but is -0.1"),
                arguments("train digits --lr NaN", 2, "--lr must be a positive number, but is NaN"),
                arguments(
                        "train digits --profile @/none/steps.folded",
                        2,
                        "--profile cannot be written to @/none/steps.folded: there is no folder @/none"),
                arguments(
                        "train digits --profile @/mnist", 2, "--profile cannot be written to @/mnist: it is a folder"),
                arguments(
                        "train digits --tensorboard @/flowers.csv",
                        2,
                        "--tensorboard cannot be written to @/flowers.csv: @/flowers.csv is not a folder"),
                arguments(
                        "train digits --tensorboard=@/flowers.csv/events",
                        2,
                        "--tensorboard cannot be written to @/flowers.csv/events: @/flowers.csv is not a folder"),
                arguments("train digits --hidden 64,0", 2, "--hidden must be at least 1, but is 0"),
                arguments("train digits --hidden 64,x", 2, "'x' is not an int"),
                arguments("train digits --optimizer rmsprop", 2, "rmsprop"),
                arguments("train digits --train-count 0", 2, "--train-count must be at least 1, but is 0"),
                arguments("train csv --label x", 2, "--data FILE is missing: the table to learn from"),
                arguments("train csv --data @/flowers.csv", 2, "--label COLUMN is missing: the column to predict"),
                arguments(
                        "train csv --data @/flowers.csv --label species --test-share 1",
                        2,
                        "--test-share must be between 0 and 1, but is 1.0"),
                arguments("train mnist", 2, "--data DIR is missing: the folder with the IDX files of MNIST"),
                arguments("predict", 2, "MODEL"),
                arguments("predict @/digits", 2, "--data"),
                arguments("train csv --data @/none.csv --label x", 1, "@/none.csv: there is no such file"),
                arguments(
                        "train csv --data @/short-row.csv --label c",
                        1,
                        "@/short-row.csv, line 3: the row has 2 columns, but the header has 3"),
                arguments(
                        "train csv --data @/not-a-number.csv --label c",
                        1,
                        "@/not-a-number.csv, line 22, column 1 ('a'): '1.5x' is not a number"),
                arguments("train csv --data @/one-class.csv --label c", 1, "column \"c\" has only one value, \"x\""),
                arguments("train csv --data @/one-row.csv --label c", 1, "@/one-row.csv has 1 row, too few"),
                arguments("train csv --data @/only-label.csv --label c", 1, "no column but the label \"c\""),
                arguments("train csv --data @/header.csv --label c", 1, "the table has a header, but no rows"),
                arguments("train csv --data @/empty.csv --label c", 1, "@/empty.csv"),
                arguments("train csv --data @/flowers.csv --label speces", 1, "no column 'speces' among the 5 columns"),
                arguments(
                        "train csv --data @/flowers.csv --label species --task regress",
                        1,
                        "column 'species' must be numbers, but is text"),
                arguments("train csv --data @/flowers.csv --label species --ignore idd", 1, "did you mean 'id'?"),
                arguments(
                        "train csv --data @/flowers.csv --label species --separator ab",
                        1,
                        "--separator must be one character, or tab, but is \"ab\""),
                arguments("train digits --out @/flowers.csv", 1, "@/flowers.csv is not a folder"),
                arguments("train digits --out @/flowers.csv/run", 1, "@/flowers.csv is not a folder"),
                arguments(
                        "train mnist --data @/none",
                        1,
                        "--data @/none must be the folder with the files of MNIST, but there is no such folder"),
                arguments("train mnist --data @/flowers.csv", 1, "but is a file"),
                arguments("train mnist --data @/digits", 1, "lacks train-images-idx3-ubyte, train-labels-idx1-ubyte"),
                arguments("train mnist --data @/mnist", 1, "@/mnist/train-images-idx3-ubyte"),
                arguments("train digits --resume @/none", 1, "@/none: there is no such file"),
                arguments(
                        "train digits --resume @/digits/model.safetensors", 1, "is a trained model and no checkpoint"),
                arguments("train digits --resume @/digits/metrics.csv", 1, "@/digits/metrics.csv"),
                arguments("train mnist --resume @/digits", 1, "is of `train digits`, not of `train mnist`"),
                arguments(
                        "train digits --resume @/digits --hidden 16",
                        1,
                        "\"0.weight\" is float32 (16, 784) here but float32 (8, 784)"),
                arguments(
                        "train digits --resume @/digits --seed 5",
                        1,
                        "--seed is 5, but the training in @/digits/checkpoint.safetensors began with 0"),
                arguments("train csv --resume @/flowers --data @/one-class.csv", 1, "no column 'species'"),
                arguments("predict @/none --data @/flowers.csv", 1, "@/none: there is no such file"),
                arguments(
                        "predict @/flowers --data @/flowers.csv --out @/flowers.csv",
                        1,
                        "--out @/flowers.csv is the data to predict from, which would be overwritten"),
                arguments(
                        "train csv --data @/flowers.csv --label species --out @/digits",
                        1,
                        "@/digits holds a training already (checkpoint.safetensors); choose another --out"),
                arguments(
                        "train csv --data @/keys.csv --label y",
                        1,
                        "column \"key\" is text that differs in most rows (24 values in 24 rows)"),
                arguments("predict @/digits --data @/none.idx", 1, "@/none.idx: there is no such file"),
                arguments(
                        "predict @/digits --data @/flowers.csv",
                        1,
                        "the model takes 784 pixels a row, but the table has 5"),
                arguments("predict @/flowers --data @/one-class.csv", 1, "there is no column 'colour'"),
                arguments(
                        "predict @/flowers/checkpoint.safetensors --data @/flowers.csv",
                        1,
                        "is a checkpoint and no trained model"),
                arguments("predict @/flowers.csv --data @/flowers.csv", 1, "@/flowers.csv: the header claims"),
                arguments(
                        "predict @/flowers --data @/flowers.csv --out @/none/p.csv",
                        1,
                        "the folder @/none does not exist"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void areAnsweredInOneSentence(String line, int status, String sentence) {
        Object[] words = line.isEmpty()
                ? new Object[0]
                : line.replace("@", folder.toString()).split(" ");
        var outcome = Shell.run(words);
        assertThat(outcome.err()).startsWith("autograd: ").contains(sentence.replace("@", folder.toString()));
        assertThat(outcome.status()).isEqualTo(status);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).hasSize(status == 2 ? 2 : 1);
    }

    static Stream<String> trainingsThatFail() {
        return mistakes()
                .filter(row -> row.get()[1].equals(1))
                .map(row -> (String) row.get()[0])
                .filter(line -> line.startsWith("train") && !line.contains("--out") && !line.contains("--resume"));
    }

    @ParameterizedTest
    @MethodSource("trainingsThatFail")
    void leaveNoFolder(String line) {
        Path out = folder.resolve("made");
        var outcome = Shell.run((Object[])
                (line + " --out " + out).replace("@", folder.toString()).split(" "));
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(out).doesNotExist();
    }
}
