package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs that change tensors and views in place against what PyTorch makes of them: values, gradients, and gradients
/// of gradients, from the table that `src/test/python/inplace_programs.py` writes.
final class InPlaceProgramsTest {
    private static final double TOLERANCE = 1e-12;
    private static final double FLOAT32_TOLERANCE = 1e-6; // where w passes through float32

    static List<String> lines() throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(InPlaceProgramsTest.class.getResourceAsStream("inplace_programs.txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    @Test
    void theTableHasEveryProgram() throws IOException {
        assertThat(lines().stream().map(line -> line.split("\\|")[0]).collect(Collectors.toSet()))
                .isEqualTo(InPlacePrograms.ALL.keySet());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void agreesWithPyTorch(String line) {
        String[] cells = line.split("\\|");
        var program = Objects.requireNonNull(InPlacePrograms.ALL.get(cells[0]));
        Tensor x = Tensor.of(new double[] {0.5, -1.25, 2.0, 1.5, 0.75, -0.5}, Shape.of(2, 3))
                .requiresGrad_();
        Tensor w = Tensor.of(1.25, -0.75, 2.5).requiresGrad_();
        Tensor y = program.apply(x, w);
        Tensor c = Tensor.arange(1, y.numel() + 1, 1, DType.FLOAT64).reshape(y.shape());
        Tensor[] first = gradients(y.mul(c).sum(), x, w);
        Tensor squares = first[0].mul(first[0]).sum().add(first[1].mul(first[1]).sum());
        Tensor[] second = gradients(squares, x, w);
        Tensor[] found = {y, first[0], first[1], second[0], second[1]};
        String[] names = {"y", "gx", "gw", "dS/dx", "dS/dw"};
        for (int i = 0; i < found.length; i++) {
            double[] wanted = Arrays.stream(cells[i + 1].split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            double tolerance = cells[0].contains("float32") ? FLOAT32_TOLERANCE : TOLERANCE;
            assertThat(found[i].reshape(-1).allClose(Tensor.of(wanted), tolerance, tolerance))
                    .as("%s is %s, PyTorch's %s", names[i], found[i], Arrays.toString(wanted))
                    .isTrue();
        }
    }

    private static Tensor[] gradients(Tensor scalar, Tensor... inputs) {
        @Nullable
        Tensor[] found = scalar.requiresGrad()
                ? Autograd.grad(
                        new Tensor[] {scalar},
                        inputs,
                        GradOptions.DEFAULT.withCreateGraph().withAllowUnused())
                : new Tensor[inputs.length];
        Tensor[] result = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            Tensor gradient = found[i];
            result[i] = gradient == null ? Tensor.zerosLike(inputs[i]) : gradient;
        }
        return result;
    }
}
