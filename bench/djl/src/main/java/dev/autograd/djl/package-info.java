/// The workloads of `autograd bench` with DJL on its PyTorch engine, and the worker that runs them. What each is
/// stands in the classes of the same names in `dev.autograd.bench.workload`. Where DJL has a way of its own for a
/// task (blocks, trainers, optimisers) that is taken; arrays are closed after each run, because they lie outside of
/// the heap.
@NullMarked
package dev.autograd.djl;

import org.jspecify.annotations.NullMarked;
