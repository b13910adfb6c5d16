package dev.autograd.bench;

import dev.autograd.bench.measure.BenchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Finds the worker of DJL, which the build makes only when it is asked to.
final class Djl {
    private static final String MAIN = "dev.autograd.djl.DjlWorker";
    private static final String BUILD = "./mvnw -q -Pdjl -Dquick -Dmaven.test.skip=true -pl bench/djl -am package";

    private Djl() {}

    /// What starts the worker, offline: DJL unpacks what it needs beside the jars, and threads are what it is told.
    ///
    /// @param folder with the jars
    /// @throws BenchException when they are not there
    static List<String> command(Path folder, int threads) throws BenchException {
        if (!Files.isRegularFile(folder.resolve("autograd-djl.jar"))) {
            throw new BenchException("there is no DJL to compare with: " + folder + " has no worker; `" + BUILD
                    + "` builds it in bench/djl/target/worker, and --djl takes the path of another folder");
        }
        Path cache = folder.resolveSibling("cache").toAbsolutePath();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-DDJL_CACHE_DIR=" + cache,
                "-DENGINE_CACHE_DIR=" + cache,
                "-Dai.djl.pytorch.num_threads=" + threads,
                "-Dai.djl.pytorch.num_interop_threads=1",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                folder.resolve("*").toString(),
                MAIN);
    }
}
