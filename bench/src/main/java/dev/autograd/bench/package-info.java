/// The bench: workloads that are timed in turns with peers, in one run on one machine, and reports of what came
/// out.
///
/// `Bench` runs it. A workload is declared here, in `bench/torch/workloads.py` and, for DJL, in `bench/djl`, each
/// time under the same name. Each side runs in a process of its own, which is pinned to as many cores as it may
/// use threads.
@NullMarked
package dev.autograd.bench;

import org.jspecify.annotations.NullMarked;
