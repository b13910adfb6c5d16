/// Kernels in plain loops: the specification of every other backend, and what runs where the vector module is
/// missing.
///
/// C2 vectorises a loop over arrays of one type only where all of them are indexed alike: with `x[xOffset + i]` and
/// `y[yOffset + i]` it cannot rule out overlap and stays scalar (measured: 7 times slower). The loops that matter
/// therefore run over whole rows that start at index 0.
///
/// `DoubleX` is `FloatX` with the types exchanged. Change the `Float` file, then its twin; a test compares the two.
@NullMarked
package dev.autograd.kernel.plain;

import org.jspecify.annotations.NullMarked;
