/// The values everything else is made of: element types, shapes, memory layouts, storage, random numbers.
/// They know nothing of operators, gradients or kernels.
@NullMarked
package dev.autograd.value;

import org.jspecify.annotations.NullMarked;
