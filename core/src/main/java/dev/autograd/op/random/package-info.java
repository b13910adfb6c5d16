/// Operators that draw random numbers, from a generator that the caller gives: the same seed gives the same numbers.
/// Inside `vmap` they draw anew for every example.
///
/// ```java
/// Tensor half = Dropout.of(Tensor.ones(8), 0.5, Random.seed(1));    // every element is 0 or 2
/// ```
@NullMarked
package dev.autograd.op.random;

import org.jspecify.annotations.NullMarked;
