/// What is measured. The peer's side of each workload is in `bench/torch/workloads.py`, under the same name.
@NullMarked
package dev.autograd.bench.workload;

import org.jspecify.annotations.NullMarked;
