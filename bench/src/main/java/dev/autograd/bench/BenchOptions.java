package dev.autograd.bench;

import dev.autograd.bench.measure.Protocol;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is run, and against whom.
///
/// @param workloads their names; empty for all
/// @param peers who is compared with
/// @param threads how many each side may use
/// @param python the Python that has PyTorch; empty to look for one
/// @param djl the folder with the worker of DJL, needed where that is a peer
/// @param jvm options for the virtual machines in which this library is measured
/// @param protocol how long is measured
public record BenchOptions(
        List<String> workloads,
        List<Peer> peers,
        int threads,
        Optional<String> python,
        Path djl,
        List<String> jvm,
        Protocol protocol) {
    /// Lists that are copied.
    ///
    /// @throws IllegalArgumentException when `threads` is not positive
    public BenchOptions {
        workloads = List.copyOf(workloads);
        peers = List.copyOf(peers);
        jvm = List.copyOf(jvm);
        if (threads < 1) {
            throw new IllegalArgumentException("--threads must be at least 1, but is " + threads);
        }
    }
}
