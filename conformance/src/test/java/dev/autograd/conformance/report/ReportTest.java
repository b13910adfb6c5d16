package dev.autograd.conformance.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
    private static final Report REPORT = new Report(List.of(
            new CaseResult("opinfo/add/f64/0", "pointwise", State.PASSED, List.of()),
            new CaseResult("opinfo/add/f64/1", "pointwise", State.FAILED, List.of("it differs", "and \"more\"")),
            new CaseResult("opinfo/add/f64/2", "pointwise", State.FAILED, List.of("it throws")),
            new CaseResult("modules/nn.GRU/f64/0", "modules", State.UNSUPPORTED, List.of("there is none"))));

    @Test
    void isTold() {
        assertThat(REPORT.toText(1)).isEqualTo("""
                family     passed  failed  unsupported
                modules         0       0            1
                pointwise       1       2            0

                FAILED opinfo/add/f64/1
                    it differs
                    and "more"

                and 1 more that failed

                1 passed, 2 failed, 1 unsupported
                """);
    }

    @Test
    void isWrittenAsJson(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.json");
        ReportJson.write(file, REPORT);
        assertThat(Files.readString(file)).isEqualTo("""
                {
                  "passed" : 1,
                  "failed" : 2,
                  "unsupported" : 1,
                  "cases" : [ {
                    "id" : "opinfo/add/f64/0",
                    "family" : "pointwise",
                    "state" : "passed"
                  }, {
                    "id" : "opinfo/add/f64/1",
                    "family" : "pointwise",
                    "state" : "failed",
                    "reasons" : [ "it differs", "and \\"more\\"" ]
                  }, {
                    "id" : "opinfo/add/f64/2",
                    "family" : "pointwise",
                    "state" : "failed",
                    "reasons" : [ "it throws" ]
                  }, {
                    "id" : "modules/nn.GRU/f64/0",
                    "family" : "modules",
                    "state" : "unsupported",
                    "reasons" : [ "there is none" ]
                  } ]
                }
                """);
    }

    @Test
    void passesWhereAllPassed() {
        assertThat(REPORT.allPassed()).isFalse();
        assertThat(new Report(REPORT.results().subList(0, 1)).allPassed()).isTrue();
        assertThat(new Report(REPORT.results().subList(3, 4)).allPassed()).isFalse();
        assertThat(new Report(List.of()).allPassed()).isFalse();
    }
}
