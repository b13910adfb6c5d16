package dev.autograd.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Keeps processes on the machine's last cores, where the system has the command `taskset`.
///
/// @param prefix of a command that starts such a process; empty where there is no `taskset`
/// @param description for the report
record Pinning(List<String> prefix, String description) {
    private static final String COMMAND = "taskset";

    static Pinning to(int count) {
        int all = Runtime.getRuntime().availableProcessors();
        if (!isThere() || count > all) {
            return new Pinning(List.of(), "not pinned");
        }
        String cores =
                IntStream.range(all - count, all).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return new Pinning(List.of(COMMAND, "-c", cores), "pinned to core " + cores);
    }

    private static boolean isThere() {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, COMMAND)));
    }
}
