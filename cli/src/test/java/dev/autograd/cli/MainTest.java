package dev.autograd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    @ParameterizedTest
    @CsvSource({"--help, Usage: autograd", "--version, autograd ", "-h, Usage: autograd", "-V, autograd "})
    void answersOnStandardOutput(String option, String start) {
        assertThat(run(option)).isZero();
        assertThat(out.toString()).startsWith(start);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--frobnicate, --frobnicate", "frobnicate, frobnicate"})
    void namesWhatItDoesNotKnow(String argument, String named) {
        assertThat(run(argument)).isEqualTo(2);
        assertThat(err.toString()).contains(named).contains("Usage: autograd");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void asksForACommand() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("autograd: which command?");
    }
}
