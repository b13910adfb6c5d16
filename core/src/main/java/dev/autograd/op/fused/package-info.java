/// Operators that stand for several others. Each has an expansion in those, which is its specification and its route to
/// higher derivatives, and a kernel of its own, which is the fast path.
///
/// A gradient rule here uses its kernel where no one asks for the gradient of the gradient, and says the same in
/// recorded operators where someone does. Losses take a [dev.autograd.op.fused.Reduction]; those that compare element
/// by element are rows of one table-like class, scores of classes are brought to rows first.
///
/// ```java
/// Tensor loss = CrossEntropy.of(logits, classes, Reduction.MEAN);
/// Tensor smoothed = CrossEntropy.of(
///         logits, classes, Reduction.MEAN, CrossEntropy.Options.DEFAULT.withLabelSmoothing(0.1));
/// ```
@NullMarked
package dev.autograd.op.fused;

import org.jspecify.annotations.NullMarked;
