/// Kernels on the Vector API, loaded only where the `jdk.incubator.vector` module is present.
///
/// Every kernel is a method of its own that keeps its vectors in local variables. C2 inlines vector operations until
/// a budget of nodes is spent and boxes every vector from there on, so kernels neither pass vectors to each other nor
/// share a method. The number of lanes is a constant of the process, see [Lanes].
///
/// `DoubleX` is `FloatX` with the types exchanged. Change the `Float` file, then its twin; a test compares the two.
@NullMarked
package dev.autograd.kernel.vector;

import org.jspecify.annotations.NullMarked;
