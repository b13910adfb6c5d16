/// Operators that draw random numbers, always from a generator that is an object.
@NullMarked
package dev.autograd.op.random;

import org.jspecify.annotations.NullMarked;
