/// Operators that rearrange elements: views, which share storage with their input, and copies.
@NullMarked
package dev.autograd.op.layout;

import org.jspecify.annotations.NullMarked;
