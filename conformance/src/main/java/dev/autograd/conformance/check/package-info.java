/// Runs single cases.
@NullMarked
package dev.autograd.conformance.check;

import org.jspecify.annotations.NullMarked;
