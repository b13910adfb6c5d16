package dev.autograd.conformance.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.conformance.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is read, and what is said of folders that are not as they should be.
final class ReferenceFolderTest {
    @TempDir
    private Path folder;

    @Test
    void casesOfOneFileFollowOneAnother() throws IOException {
        String template =
                "{'id':'%s','group':'train','op':'o','file':'%s','prefix':'','steps':1,'optimizer':'','tol':[0,0]}";
        String cases = Stream.of("a1", "b1", "a2", "c1", "b2")
                .map(id -> template.formatted(id, id.charAt(0) + ".safetensors").replace('\'', '"'))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        new Reference(folder).file("index.json", "{\"format\":\"autograd-ref-1\",\"cases\":[" + cases + "]}");
        assertThat(ReferenceFolder.open(folder).cases())
                .extracting(c -> c.label().id())
                .containsExactly("a1", "a2", "b1", "b2", "c1");
    }

    @Test
    void badCallsTakeTheTierOfTheirOperator() throws IOException {
        var reference = new Reference(folder);
        reference.add("opinfo/matmul/f64/0", Reference.dot());
        reference.add("opinfo/exp/f64/0", Reference.dot().with("op", "'exp'").with("tier", "'extended'"));
        reference.write();
        String call = "{'op':'%s','n':0,'args':[],'kwargs':{},'tensors':{},'torch_type':'','torch_message':''}";
        String calls = Stream.of("matmul", "exp", "fft.fft")
                .map(op -> call.formatted(op).replace('\'', '"'))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        reference.file("errors.json", "[" + calls + "]");
        assertThat(ReferenceFolder.open(folder).cases())
                .extracting(c -> c.label().id() + " " + c.label().tier())
                .containsExactly(
                        "opinfo/matmul/f64/0 CORE",
                        "opinfo/exp/f64/0 EXTENDED",
                        "errors/matmul/0 CORE",
                        "errors/exp/0 EXTENDED",
                        "errors/fft.fft/0 EXTENDED");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("", "index.json: is no valid JSON: it is empty"),
                arguments("{'format':'autograd-ref-1','cases':[", "index.json: is no valid JSON at line 1, column 37"),
                arguments("{'format':'autograd-ref-1','format':''}", "index.json: is no valid JSON"),
                arguments("[]", "index.json: the file must be an object, but is ARRAY"),
                arguments("{'cases':[]}", "index.json: the file lacks \"format\""),
                arguments(
                        "{'format':'autograd-ref-2','cases':[]}",
                        "the file is of the format autograd-ref-2, but autograd-ref-1 is needed"),
                arguments("{'format':'autograd-ref-1'}", "the file lacks \"cases\""),
                arguments("{'format':'autograd-ref-1','cases':{}}", "\"cases\" must be an array, but is OBJECT"),
                arguments(index("'id':'x'"), "index.json: case x lacks \"group\""),
                arguments(index("'id':'x','group':'poems'"), "case x is of the unknown group poems"),
                arguments(index("'id':'x','group':7"), "case x, \"group\" must be a string, but is NUMBER"),
                arguments(train("'tol':[1]"), "case x, \"tol\" must be rtol and atol, but has 1 numbers"),
                arguments(train("'tol':'1'"), "case x, \"tol\" must be an array, but is STRING"),
                arguments(train("'tier':'top'"), "case x, \"tier\" must be one of [CORE, EXTENDED], but is top"),
                arguments(train("'steps':1.5"), "case x, \"steps\" must be an int, but is 1.5"),
                arguments(train("'file':'../../secret'"), "case x, \"file\" leads out of the folder: ../../secret"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void sayWhatIsWrongAndWhere(String index, String sentence) {
        new Reference(folder).file("index.json", index.replace('\'', '"'));
        assertThatThrownBy(() -> ReferenceFolder.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sentence)
                .hasMessageStartingWith(folder.toString());
    }

    @Test
    void missingFoldersAndFilesAreNamed() throws IOException {
        assertThatThrownBy(() -> ReferenceFolder.open(folder.resolve("none")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none: there is no such folder");
        assertThatThrownBy(() -> ReferenceFolder.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("index.json: there is no such file");
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> ReferenceFolder.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a file, but a folder is needed");
    }

    static Stream<Arguments> damagedLists() {
        return Stream.of(
                arguments("lr.json", "[{'scheduler':'StepLR'}]", "element 0 lacks \"lrs\""),
                arguments("lr.json", "{}", "lr.json: the file must be an array, but is OBJECT"),
                arguments("errors.json", "[{'op':'add'}]", "element 0 lacks \"n\""),
                arguments("errors.json", "[", "errors.json: is no valid JSON"));
    }

    @ParameterizedTest
    @MethodSource("damagedLists")
    void theOtherFilesAreCheckedToo(String name, String text, String sentence) {
        var reference = new Reference(folder);
        reference.write();
        reference.file(name, text.replace('\'', '"'));
        assertThatThrownBy(() -> ReferenceFolder.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(sentence);
    }

    private static String index(String members) {
        return "{'format':'autograd-ref-1','cases':[{" + members + "}]}";
    }

    /// A training case with one member changed.
    private static String train(String member) {
        String name = member.substring(0, member.indexOf(':'));
        String all = Stream.of(
                        "'op':'o'",
                        "'file':'f'",
                        "'prefix':''",
                        "'steps':1",
                        "'optimizer':''",
                        "'tol':[0,0]",
                        "'tier':'core'")
                .map(m -> m.startsWith(name + ":") ? member : m)
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        return index("'id':'x','group':'train'," + all);
    }
}
