package dev.autograd.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.conformance.report.CaseResult;
import dev.autograd.conformance.report.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// PyTorch's numbers for every operator: a case of each with values, gradients and, where there are some, gradients of
/// gradients.
final class ReferenceCasesTest {
    @Test
    void everyOperatorAgreesWithPyTorch() throws Exception {
        Path index = Path.of(Objects.requireNonNull(getClass().getResource("reference/index.json"))
                .toURI());
        List<CaseResult> results =
                Conformance.run(index.getParent(), Selection.ALL, Progress.NONE).results();
        assertThat(results).hasSizeGreaterThan(240);
        assertThat(results).filteredOn(result -> result.state() != State.PASSED).isEmpty();
    }
}
