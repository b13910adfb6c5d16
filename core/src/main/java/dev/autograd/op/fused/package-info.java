/// Operators that stand for several others. Each has an expansion in those, which is its specification and its route to
/// higher derivatives, and a kernel of its own, which is the fast path.
@NullMarked
package dev.autograd.op.fused;

import org.jspecify.annotations.NullMarked;
