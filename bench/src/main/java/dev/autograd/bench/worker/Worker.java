package dev.autograd.bench.worker;

import dev.autograd.Environment;
import dev.autograd.bench.workload.Workloads;
import java.io.IOException;

/// Runs workloads with this library, as `bench/torch/worker.py` does with PyTorch.
public final class Worker {
    private Worker() {}

    /// Answers as [Answers] says.
    ///
    /// @throws IOException when its input cannot be read
    public static void main(String[] args) throws IOException {
        Answers.give(args, Worker::versions, Worker::program);
    }

    private static String versions() {
        return "autograd on " + Environment.current().kernels() + " kernels, " + System.getProperty("java.vm.name")
                + " " + Runtime.version();
    }

    private static Runnable program(String name) {
        return Workloads.named(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no workload \"" + name + "\""))
                .program()
                .get();
    }
}
