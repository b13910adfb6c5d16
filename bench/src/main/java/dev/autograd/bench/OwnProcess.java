package dev.autograd.bench;

import dev.autograd.bench.worker.Worker;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command that starts this library's worker, on the Java of this process and with the classes that it runs
/// on.
final class OwnProcess {
    private static final String MODULE = "dev.autograd.bench";

    private static final List<String> QUICK_START =
            List.of("-XX:SharedArchiveFile=", "-Xlog:cds", "-XX:CompileCommandFile=");

    private OwnProcess() {}

    /// @param vectors whether it has the vector module
    /// @param options more for the virtual machine
    static List<String> command(boolean vectors, List<String> options) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (vectors) {
            words.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        words.addAll(quickStart());
        words.addAll(options);
        String modules = System.getProperty("jdk.module.path");
        if (Worker.class.getModule().isNamed() && modules != null) {
            words.addAll(List.of("--module-path", modules, "-m", MODULE + "/" + Worker.class.getName()));
        } else {
            words.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        }
        return words;
    }

    /// The options with which the launcher makes programs start sooner: an archive of classes, and which
    /// methods the JIT compiler takes first.
    private static List<String> quickStart() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> QUICK_START.stream().anyMatch(option::startsWith))
                .toList();
    }
}
