package dev.autograd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
    @ParameterizedTest
    @CsvSource({
        "--help, Usage: autograd",
        "-h, Usage: autograd",
        "--version, autograd ",
        "-V, autograd ",
        "train --help, Usage: autograd train",
        "train --version, autograd ",
        "train digits --help, Usage: autograd train digits",
        "train mnist --help, Usage: autograd train mnist",
        "train csv --help, Usage: autograd train csv",
        "train toy4 --help, Usage: autograd train toy4",
        "train toy4 --version, autograd ",
        "predict --help, Usage: autograd predict",
        "predict --version, autograd ",
        "conformance --help, Usage: autograd conformance",
        "conformance --version, autograd ",
        "info --help, Usage: autograd info",
        "info, version "
    })
    void answersOnStandardOutput(String line, String start) {
        var outcome = Shell.run((Object[]) line.split(" "));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith(start);
        assertThat(outcome.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java",
                "processor",
                "cores",
                "vector module",
                "kernels",
                "because",
                "threads",
                "devices",
                "memory"
            })
    void infoSays(String name) {
        assertThat(Shell.run("info").out()).containsPattern("(?m)^" + name + " +\\S");
    }
}
