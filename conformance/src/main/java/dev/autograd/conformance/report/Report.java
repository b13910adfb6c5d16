package dev.autograd.conformance.report;

import java.util.List;

/// How all cases of a run ended.
///
/// @param results in the order in which they ran
public record Report(List<CaseResult> results) {
    /// How many cases ended so.
    public long count(State state) {
        return results.stream().filter(result -> result.state() == state).count();
    }

    /// Whether all cases passed; a run without any has not.
    public boolean allPassed() {
        return !results.isEmpty() && count(State.PASSED) == results.size();
    }

    /// A table by family, the first failures with their reasons, and last the counts.
    ///
    /// @param failures how many failures are told
    public String toText(int failures) {
        var text = new StringBuilder(ReportTable.of(results));
        List<CaseResult> failed = results.stream()
                .filter(result -> result.state() == State.FAILED)
                .toList();
        failed.stream().limit(failures).forEach(result -> {
            text.append("\nFAILED ").append(result.id()).append('\n');
            result.reasons()
                    .forEach(reason -> text.append("    ").append(reason).append('\n'));
        });
        if (failed.size() > failures) {
            text.append("\nand ").append(failed.size() - failures).append(" more that failed\n");
        }
        return text.append('\n').append(lastLine()).append('\n').toString();
    }

    /// The counts of all: `N passed, N failed, N unsupported`.
    public String lastLine() {
        return count(State.PASSED) + " passed, " + count(State.FAILED) + " failed, " + count(State.UNSUPPORTED)
                + " unsupported";
    }
}
