/// The loops over arrays that are not pointwise: products, reductions, normalisations, convolutions, sorting,
/// optimiser steps.
///
/// Kernels know no tensors. They take arrays, offsets, sizes and strides counted in elements, check nothing that the
/// operator above them has checked already, and write into arrays the caller owns. Kernels are grouped into small
/// families, one interface each, generic in the array type, so that one piece of calling code serves `float[]` and
/// `double[]`:
///
/// ```java
/// FloatingKernels<float[]> kernels = Backends.current().float32();
/// kernels.gemm().gemm(M, N, K, a, 0, K, 1, b, 0, N, 1, null, 0, 0, c, 0, N);   // c = a @ b
/// kernels.reductions().sum(c, 0, rowSums, 0, M, N, 1);                         // c.sum(dim=1)
/// ```
///
/// Two [Backend]s provide them: `plain` loops, which specify what a kernel computes and run everywhere, and `vector`,
/// which replaces the families that gain from the `jdk.incubator.vector` module. [Backends] picks once, at start-up.
///
/// All kernels run on the calling thread. Those that work on independent rows or images take a count and offsets, so
/// a caller may cut the work between rows as it likes: the result of a row never depends on the cut.
@NullMarked
package dev.autograd.kernel;

import org.jspecify.annotations.NullMarked;
