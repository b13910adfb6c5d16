/// The short programs whose training runs are compared: what PyTorch ran, written in this library.
@NullMarked
package dev.autograd.conformance.training;

import org.jspecify.annotations.NullMarked;
