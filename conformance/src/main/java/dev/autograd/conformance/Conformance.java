package dev.autograd.conformance;

import dev.autograd.conformance.check.CaseCheck;
import dev.autograd.conformance.check.Verdict;
import dev.autograd.conformance.reference.ReferenceCase;
import dev.autograd.conformance.reference.ReferenceFolder;
import dev.autograd.conformance.report.CaseResult;
import dev.autograd.conformance.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the cases of a reference folder.
public final class Conformance {
    private Conformance() {}

    /// Runs all cases that are selected, one after the other. Tensors are read file by file as cases need them.
    ///
    /// @param folder a folder with an `index.json` and the files that it names; `lr.json` and `errors.json` may be
    /// missing
    /// @throws IOException when there is no such folder, or what is in it is damaged
    public static Report run(Path folder, Selection selection, Progress progress) throws IOException {
        List<ReferenceCase> cases = ReferenceFolder.open(folder).cases().stream()
                .filter(selection::includes)
                .toList();
        var check = new CaseCheck();
        var results = new ArrayList<CaseResult>(cases.size());
        for (ReferenceCase c : cases) {
            Verdict verdict = check.check(c);
            results.add(new CaseResult(c.label().id(), Families.of(c), verdict.state(), verdict.reasons()));
            progress.ended(results.size(), cases.size());
        }
        return new Report(List.copyOf(results));
    }
}
