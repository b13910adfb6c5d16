/// Kernels on several threads: each is cut into parts that other kernels compute, at places that do not change the
/// bits of the result. Work of less than about 100 microseconds stays on the thread that asked for it.
///
/// Most kernels compute each element, row, plane or image by itself, so they may be cut anywhere. Where parts are
/// added up, as in the gradient of a convolution by its weight, the cuts depend on the sizes alone, and the parts are
/// added in order whatever the number of threads.
@NullMarked
package dev.autograd.kernel.parallel;

import org.jspecify.annotations.NullMarked;
