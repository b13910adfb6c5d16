/// Kernels on the Vector API, loaded only where the `jdk.incubator.vector` module is present.
///
/// Every kernel is a method of its own that keeps its vectors in local variables. C2 inlines vector operations until
/// a budget of nodes is spent and boxes every vector from there on, so kernels neither pass vectors to each other nor
/// share a method; only [FloatFold] and [FloatExp], small enough to be inlined, take one. The number of lanes is a
/// constant of the process, see [Lanes].
///
/// Only operations that give the same bits interpreted and compiled are used. `reduceLanes(ADD)` and `lanewise(EXP)`
/// are not among them: a run would then depend on when its kernels were compiled.
///
/// `DoubleX` is `FloatX` with the types exchanged. Change the `Float` file, then its twin; a test compares the two.
@NullMarked
package dev.autograd.kernel.vector;

import org.jspecify.annotations.NullMarked;
