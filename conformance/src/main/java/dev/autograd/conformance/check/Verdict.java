package dev.autograd.conformance.check;

import dev.autograd.conformance.report.State;
import dev.autograd.torch.UnsupportedTorchCall;
import java.util.List;

/// How a case ended.
///
/// @param reasons why it did not pass, one sentence each
public record Verdict(State state, List<String> reasons) {
    /// Passed where nothing was found.
    static Verdict of(List<String> findings) {
        return new Verdict(findings.isEmpty() ? State.PASSED : State.FAILED, List.copyOf(findings));
    }

    static Verdict unsupported(UnsupportedTorchCall e) {
        return new Verdict(State.UNSUPPORTED, List.of(String.valueOf(e.getMessage())));
    }
}
