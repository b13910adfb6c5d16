package dev.autograd.cli.bench;

import dev.autograd.bench.measure.Courses;
import dev.autograd.bench.report.CurvePicture;
import dev.autograd.bench.report.Page;
import dev.autograd.bench.report.Picture;
import dev.autograd.bench.report.Report;
import dev.autograd.bench.report.ReportJson;
import dev.autograd.io.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a report goes.
///
/// @param json the file of numbers, if it is wanted
/// @param page the page in Markdown, if it is wanted
/// @param bars the picture of the ratios, which is drawn where there are any
/// @param curve the picture of the courses, likewise
record ReportFiles(@Nullable Path json, @Nullable Path page, Path bars, Path curve) {
    /// Writes them all, and says where the pictures are.
    void write(Report report, PrintWriter out) throws IOException {
        if (json != null) {
            AtomicFile.write(json, ReportJson.text(report).getBytes(StandardCharsets.UTF_8));
        }
        if (Picture.hasBars(report)) {
            makeFolder(bars);
            Picture.save(report, bars);
            out.println(bars);
        }
        Optional<Courses> drawn = report.courses().filter(CurvePicture::hasPoints);
        if (drawn.isPresent()) {
            makeFolder(curve);
            CurvePicture.save(drawn.get(), curve);
            out.println(curve);
        }
        if (page != null) {
            Optional<String> link = drawn.isPresent() ? Optional.of(link(page, curve)) : Optional.empty();
            AtomicFile.write(page, Page.text(report, link).getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
    }

    private static void makeFolder(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    /// The address of a file for a page.
    private static String link(Path page, Path file) {
        Path folder = page.toAbsolutePath().normalize().getParent();
        Path target = file.toAbsolutePath().normalize();
        return (folder == null ? target : folder.relativize(target)).toString().replace(File.separatorChar, '/');
    }
}
