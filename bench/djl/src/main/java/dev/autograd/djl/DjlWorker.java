package dev.autograd.djl;

import ai.djl.engine.Engine;
import dev.autograd.bench.worker.Answers;
import java.io.IOException;
import java.util.Optional;

/// Runs workloads with DJL, as `bench/torch/worker.py` does with PyTorch.
public final class DjlWorker {
    private DjlWorker() {}

    /// Answers as [Answers] says.
    ///
    /// @throws IOException when its input cannot be read
    public static void main(String[] args) throws IOException {
        Answers.give(args, DjlWorker::versions, DjlWorker::program);
    }

    private static String versions() {
        return "DJL " + Engine.getDjlVersion() + ", PyTorch "
                + Engine.getInstance().getVersion() + ", " + System.getProperty("java.vm.name") + " "
                + Runtime.version();
    }

    private static Runnable program(String name) {
        return Optional.ofNullable(Programs.ALL.get(name))
                .orElseThrow(() -> new IllegalArgumentException("DJL has no workload \"" + name + "\""))
                .get();
    }
}
