package dev.autograd.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What opens a page in the reader's browser: a program of the desktop. Java's own way would connect the process to the
/// display, which fails where that is gone.
///
/// @param command how to start the program; the page's address follows. None where there is no desktop
/// @param patience how long to wait for its end: some programs run for as long as the page is open
record Browser(List<String> command, Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /// That of the machine whose system has this name and that has these variables.
    static Browser of(String system, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return new Browser(List.of("rundll32", "url.dll,FileProtocolHandler"), PATIENCE);
        }
        if (name.startsWith("mac")) {
            return new Browser(List.of("open"), PATIENCE);
        }
        boolean desktop = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return new Browser(desktop ? List.of("xdg-open") : List.of(), PATIENCE);
    }

    /// Opens a page, and says why it could not; empty where it could.
    Optional<String> open(URI page) throws IOException {
        if (command.isEmpty()) {
            return Optional.of("there is no desktop");
        }
        var words = new ArrayList<>(command);
        words.add(page.toString());
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Optional.of("there is no program " + command.getFirst());
        }
        try {
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            return ended && process.exitValue() != 0
                    ? Optional.of(command.getFirst() + " ended with status " + process.exitValue())
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the page was opened");
        }
    }
}
