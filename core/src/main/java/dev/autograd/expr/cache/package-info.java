/// Kernels kept, and kernels that become faster while a program runs.
///
/// [KernelCache] makes every kernel once. The kernels it calls adaptive start as plain loops, which are usable
/// at once, and turn into vector loops when those have been compiled by the JIT in the background; results do
/// not change.
@NullMarked
package dev.autograd.expr.cache;

import org.jspecify.annotations.NullMarked;
