/// Operators that pick or place elements by index.
@NullMarked
package dev.autograd.op.indexing;

import org.jspecify.annotations.NullMarked;
