package dev.autograd.optim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ten steps of each optimiser against PyTorch's, from the table that `src/test/python/optimizer_trajectories.py`
/// writes.
class OptimizerTrajectoriesTest {
    private static final double[] START = {1.5, -0.75, 0, 3};

    static List<String> lines() throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(OptimizerTrajectoriesTest.class.getResourceAsStream("trajectories.txt")),
                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void followsPyTorch(String line) {
        String[] cells = line.split("\\|");
        DType dtype = DType.valueOf(cells[2].toUpperCase(Locale.ROOT));
        Tensor p = Tensor.of(START.clone()).to(dtype).requiresGrad_();
        Optimizer optimizer = optimizer(cells[0], settings(cells[1]), p);
        double tolerance = dtype == DType.FLOAT32 ? 1e-6 : 1e-14;

        for (int n = 1; n <= 10; n++) {
            p.setGrad(p.detach().mul(0.5).sub(1.0 / n));
            optimizer.step();
            int written = n <= 2 ? 2 + n : n == 10 ? 5 : 0;
            if (written > 0) {
                double[] wanted = Arrays.stream(cells[written].split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                assertThat(p.allClose(Tensor.of(wanted).to(dtype), tolerance, tolerance))
                        .as("after step %s: %s, wanted %s", n, p, Arrays.toString(wanted))
                        .isTrue();
            }
        }
    }

    private static Map<String, Double> settings(String text) {
        Map<String, Double> settings = new LinkedHashMap<>();
        for (String setting : text.split(" ")) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), Double.valueOf(setting.substring(equals + 1)));
        }
        return settings;
    }

    private static Optimizer optimizer(String name, Map<String, Double> given, Tensor p) {
        Settings usual = switch (name) {
            case "SGD" -> SGD.settings(1);
            case "Adam" -> Adam.settings(1);
            default -> AdamW.settings(1);
        };
        Map<String, Double> numbers = usual.numbers();
        assertThat(numbers.keySet()).containsAll(given.keySet());
        numbers.putAll(given);
        Settings settings = usual.withNumbers(numbers);
        return switch (name) {
            case "SGD" -> new SGD(List.of(p), (SgdSettings) settings);
            case "Adam" -> new Adam(List.of(p), (AdamSettings) settings);
            default -> new AdamW(List.of(p), (AdamSettings) settings);
        };
    }
}
