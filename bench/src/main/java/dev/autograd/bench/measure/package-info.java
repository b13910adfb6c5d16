/// How workloads are timed: each side is a process of its own, and the sides run in turns.
@NullMarked
package dev.autograd.bench.measure;

import org.jspecify.annotations.NullMarked;
