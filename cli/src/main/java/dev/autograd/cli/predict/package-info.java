/// The command that puts a trained model to use.
@NullMarked
package dev.autograd.cli.predict;

import org.jspecify.annotations.NullMarked;
