package dev.autograd.viz;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The program `dot` of Graphviz (<https://graphviz.org>), where it is installed.
///
/// Where the program is missing, which is usual, or does not do its work, which is logged, there is no picture.
///
/// @param command how to start it; it reads DOT from its input and writes what the options ask for to its output
/// @param limit how long one run of it may take
record Graphviz(List<String> command, Duration limit) {
    static final Graphviz INSTALLED = new Graphviz(List.of("dot"), Duration.ofSeconds(20));

    /// Sharp on today's screens: the text of a node is 24 pixels high.
    private static final double DOTS_PER_INCH = 144;

    private static final double POINTS_PER_INCH = 72;

    /// The longest side, in pixels, that cairo can paint for `dot`, and a little room for margins.
    private static final double LONGEST = 32_767 - 100;

    private static final Pattern BOUNDING_BOX = Pattern.compile("\\bbb=\"0,0,([^,\"]+),([^,\"]+)\"");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] PNG_END = {'I', 'E', 'N', 'D', (byte) 0xAE, 'B', 0x60, (byte) 0x82};

    private static final System.Logger LOG = System.getLogger("dev.autograd.viz");

    /// The picture as SVG.
    ///
    /// @throws InterruptedIOException if this thread is interrupted; its flag stays set
    Optional<String> svg(String dot) throws IOException {
        return run(dot.getBytes(StandardCharsets.UTF_8), "-Tsvg")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .filter(svg -> holds(svg.contains("<svg") && svg.stripTrailing().endsWith("</svg>"), "SVG"));
    }

    /// The picture as PNG, laid out first and then painted in a size that suits it: twice the normal one,
    /// or as much as 40 million pixels are. There is none where it would be smaller than normal because no
    /// side may be longer than 32,767 pixels, which is logged.
    ///
    /// @throws InterruptedIOException if this thread is interrupted; its flag stays set
    Optional<byte[]> png(String dot) throws IOException {
        var laidOut = run(dot.getBytes(StandardCharsets.UTF_8), "-Tdot");
        if (laidOut.isEmpty()) {
            return Optional.empty();
        }
        var box = BOUNDING_BOX.matcher(new String(laidOut.get(), StandardCharsets.UTF_8));
        if (!holds(box.find(), "a layout")) {
            return Optional.empty();
        }
        double width = Double.parseDouble(box.group(1)) / POINTS_PER_INCH;
        double height = Double.parseDouble(box.group(2)) / POINTS_PER_INCH;
        double wanted = Math.min(DOTS_PER_INCH, Math.sqrt(PngWriter.MOST_PIXELS / (width * height)));
        double possible = LONGEST / Math.max(width, height);
        if (possible < Math.min(wanted, POINTS_PER_INCH)) {
            fallBack("paints at most 32,767 pixels on a side, which is too few for this graph");
            return Optional.empty();
        }
        String resolution = String.format(Locale.ROOT, "-Gdpi=%.2f", Math.min(wanted, possible));
        // The layout nop2 takes what is laid out as it is.
        return run(laidOut.get(), "-Knop2", "-Tpng", resolution)
                .filter(png -> holds(starts(png, PNG) && ends(png, PNG_END), "PNG"));
    }

    private static boolean starts(byte[] bytes, byte[] with) {
        return bytes.length >= with.length && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
    }

    private static boolean ends(byte[] bytes, byte[] with) {
        int from = bytes.length - with.length;
        return from >= 0 && Arrays.equals(bytes, from, bytes.length, with, 0, with.length);
    }

    /// Runs the program. Files stand in for pipes: neither side can then wait for the other.
    private Optional<byte[]> run(byte[] text, String... options) throws IOException {
        var folder = Files.createTempDirectory("autograd-graph");
        var input = folder.resolve("input");
        var output = folder.resolve("output");
        var errors = folder.resolve("errors");
        try {
            Files.write(input, text);
            var words = new ArrayList<>(command);
            words.addAll(List.of(options));
            var builder = new ProcessBuilder(words)
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            Process process;
            try {
                process = builder.start();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "no Graphviz here ({0}); the built-in layout draws the graph", e.getMessage());
                return Optional.empty();
            }
            return finished(process, errors) ? Optional.of(Files.readAllBytes(output)) : Optional.empty();
        } finally {
            for (var file : List.of(input, output, errors, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean finished(Process process, Path errors) throws IOException {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                fallBack("took longer than " + limit.toMillis() + " ms");
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var stopped = new InterruptedIOException("interrupted while Graphviz drew the graph");
            stopped.initCause(e);
            throw stopped;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            var said = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip();
            fallBack("ended with status " + process.exitValue() + ": "
                    + said.lines().findFirst().orElse("(nothing said)"));
        }
        return process.exitValue() == 0;
    }

    private boolean holds(boolean right, String what) {
        if (!right) {
            fallBack("wrote something that is not " + what);
        }
        return right;
    }

    private void fallBack(String reason) {
        LOG.log(Level.WARNING, "{0} {1}; the built-in layout draws the graph instead", command.getFirst(), reason);
    }
}
