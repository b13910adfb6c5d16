package dev.autograd.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A program to be shown: what it is called, what it shows, and how it is run.
///
/// @param name what the command calls it
/// @param description one line
/// @param program what it does
public record Example(String name, String description, Program program) {
    /// All of them.
    public static final List<Example> ALL = List.of(
            new Example(
                    "oscillator",
                    "a network that solves u'' + u = 0, with second derivatives in its loss; draws the solution",
                    Oscillator::run),
            new Example(
                    "rosenbrock",
                    "the minimum of Rosenbrock's function in a few steps of Newton's method, with exact Hessians",
                    Rosenbrock::run),
            new Example(
                    "per-example-gradients",
                    "the gradient of every example of a batch at once, by vmap(grad), against a loop",
                    PerExampleGradients::run));

    /// What an example does.
    @FunctionalInterface
    public interface Program {
        /// Runs it.
        ///
        /// @param folder for pictures; exists
        /// @param print takes lines of text as they come
        /// @throws IOException when a picture cannot be written
        void run(Path folder, Consumer<String> print) throws IOException;
    }
}
