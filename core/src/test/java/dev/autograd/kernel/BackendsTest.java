package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,      INFO,    plain kernels: add --add-modules jdk.incubator.vector",
                "plain,  OFF,     because -Dautograd.kernels=plain asks",
                "vector, WARNING, although -Dautograd.kernels=vector asks for others: add --add-modules"
            })
    void withoutTheModule(@Nullable String kernels, Level level, String reason) {
        Backends.Choice choice = Backends.choose(kernels, null, false);
        assertThat(choice.backend().name()).isEqualTo("plain");
        assertThat(choice.level()).isEqualTo(level);
        assertThat(choice.reason()).contains(reason);
    }

    @Test
    void thisProcess() {
        boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        boolean asksForPlain = "plain".equals(System.getProperty("autograd.kernels"));
        assertThat(Backends.current().name()).isEqualTo(present && !asksForPlain ? "vector" : "plain");
        assertThat(Backends.reason()).startsWith(Backends.current().name());
    }

    @Test
    void propertiesThatMeanNothing() {
        assertThatThrownBy(() -> Backends.choose("fast", null, false))
                .hasMessage("-Dautograd.kernels must be plain or vector, but is 'fast'");
        assertThatThrownBy(() -> Backends.choose(null, "64", false))
                .hasMessage("-Dautograd.vector.bits must be 128, 256 or 512, but is '64'");
    }
}
