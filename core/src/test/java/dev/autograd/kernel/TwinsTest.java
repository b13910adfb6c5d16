package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Java has no generics over primitives, so kernels of two types are two files. They must say the same: this test
/// exchanges the types in the first and compares it with the second, white space aside.
class TwinsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/autograd/kernel");

    @ParameterizedTest
    @MethodSource("files")
    void doubleIsFloatWithOtherTypes(Path twin) throws IOException {
        String name = twin.getFileName().toString();
        if (name.startsWith("Double")) {
            compare(
                    twin,
                    name.replace("Double", "Float"),
                    s -> s.replace("(float) ", "")
                            .replace("Float", "Double")
                            .replace("float", "double")
                            .replace("FLOAT", "DOUBLE"));
        } else {
            compare(
                    twin,
                    name.replace("Long", "Int"),
                    s -> s.replaceAll("\\bInt(?=[A-Z])", "Long")
                            .replace("int[]", "long[]")
                            .replace("int::", "long::"));
        }
    }

    static List<Path> files() throws IOException {
        assumeThat(SOURCES)
                .as("the sources, when tests run in their module's folder")
                .isDirectory();
        try (Stream<Path> walk = Files.walk(SOURCES)) {
            return walk.filter(p -> p.getFileName().toString().matches("(Double|Long).*\\.java"))
                    .sorted()
                    .toList();
        }
    }

    private interface Exchange {
        String apply(String source);
    }

    private static void compare(Path twin, String original, Exchange exchange) throws IOException {
        String expected = exchange.apply(Files.readString(twin.resolveSibling(original)));
        assertThat(tokens(Files.readString(twin))).isEqualTo(tokens(expected));
    }

    /// The source without comments' line marks and without white space, both of which the formatter may move.
    private static String tokens(String source) {
        return source.replaceAll("(?m)^\\s*///?", "").replaceAll("\\s+", "");
    }
}
