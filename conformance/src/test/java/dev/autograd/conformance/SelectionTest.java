package dev.autograd.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autograd.conformance.report.CaseResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SelectionTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> selections() {
        Pattern pattern = Pattern.compile("matmul|nn");
        return Stream.of(
                arguments(Selection.ALL, List.of("opinfo/matmul/f64/0", "opinfo/exp/f64/0", "curated/nn.f/f64/1")),
                arguments(Selection.ALL.core(), List.of("opinfo/matmul/f64/0", "curated/nn.f/f64/1")),
                arguments(Selection.ALL.extended(), List.of("opinfo/exp/f64/0")),
                arguments(Selection.ALL.matching(pattern), List.of("opinfo/matmul/f64/0", "curated/nn.f/f64/1")),
                arguments(Selection.ALL.extended().matching(pattern), List.of()),
                arguments(
                        Selection.ALL.matching(pattern).core().matching(Pattern.compile("^cur")),
                        List.of("curated/nn.f/f64/1")));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void saysWhichCasesAreRun(Selection selection, List<String> expected) throws Exception {
        assertThat(Conformance.run(reference(), selection, Progress.NONE).results())
                .extracting(CaseResult::id)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void progressCountsTheSelected() throws Exception {
        List<String> seen = new ArrayList<>();
        Conformance.run(reference(), Selection.ALL.core(), (done, total) -> seen.add(done + " of " + total));
        assertThat(seen).containsExactly("1 of 2", "2 of 2");
    }

    @Test
    void familiesAreOfTheLibraryOrOfPyTorch() throws Exception {
        assertThat(Conformance.run(reference(), Selection.ALL, Progress.NONE).results())
                .extracting(CaseResult::family)
                .containsExactly("contraction", "pointwise", "absent: torch.nn");
    }

    private Path reference() {
        return new Reference(folder)
                .add("opinfo/matmul/f64/0", Reference.dot())
                .add("opinfo/exp/f64/0", Reference.dot().with("op", "'exp'").with("tier", "'extended'"))
                .add(
                        "curated/nn.f/f64/1",
                        Reference.dot().with("op", "'nn.f'").without("tier").with("group", "'curated'"))
                .write();
    }
}
