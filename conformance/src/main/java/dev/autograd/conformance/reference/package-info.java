/// Reference cases as they stand in their files: the index, the schedules, the bad calls, and the tensors of a case.
@NullMarked
package dev.autograd.conformance.reference;

import org.jspecify.annotations.NullMarked;
