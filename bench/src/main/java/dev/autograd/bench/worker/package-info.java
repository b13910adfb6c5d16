/// The process in which this library's side of a workload runs.
@NullMarked
package dev.autograd.bench.worker;

import org.jspecify.annotations.NullMarked;
