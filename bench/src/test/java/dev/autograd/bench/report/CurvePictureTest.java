package dev.autograd.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.bench.measure.Course;
import dev.autograd.bench.measure.Courses;
import dev.autograd.bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CurvePictureTest {
    @Test
    void drawsASideThatHadDoneNothingAtFirst(@TempDir Path folder) throws IOException {
        var slow = new Course.Followed(
                "1.0",
                List.of(
                        new Course.Point(1.6, 10_000, 0),
                        new Course.Point(2, 8_000, 37),
                        new Course.Point(2.5, 900, 276)));
        var courses = new Courses(Workloads.named("toy4").orElseThrow(), Map.of("autograd-plain", slow));
        Path svg = folder.resolve("curve.svg");
        CurvePicture.save(courses, svg);
        assertThat(Files.readString(svg)).contains("autograd-plain", "<svg");
    }
}
