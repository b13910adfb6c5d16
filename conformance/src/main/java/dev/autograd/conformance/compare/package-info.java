/// What differs between a tensor and its reference, in words.
@NullMarked
package dev.autograd.conformance.compare;

import org.jspecify.annotations.NullMarked;
