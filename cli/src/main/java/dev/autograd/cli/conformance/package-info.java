/// The command that compares the library with reference cases.
@NullMarked
package dev.autograd.cli.conformance;

import org.jspecify.annotations.NullMarked;
