/// Microbenchmarks with JMH: what kernels cost by themselves, and what an operation costs around them. They are for
/// whoever changes a kernel or the engine; `autograd bench` is what compares the library with others.
@NullMarked
package dev.autograd.jmh;

import org.jspecify.annotations.NullMarked;
