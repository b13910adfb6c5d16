package dev.autograd;

/// A derivative is wrong: thrown by [Gradcheck#gradcheck], and counted by test frameworks as a failed
/// assertion.
///
/// The message has a sentence for every input that fails: which derivative by which element, the number
/// found, the one expected, and what they may differ by.
public final class GradcheckError extends AssertionError {
    private static final long serialVersionUID = 1;

    private final transient GradcheckReport report;

    GradcheckError(GradcheckReport report) {
        super(String.join("\n", report.failures()));
        this.report = report;
    }

    /// What was compared, and the worst of it.
    public GradcheckReport report() {
        return report;
    }
}
