package dev.autograd.cli.train;

import java.io.IOException;

/// A kind of problem that the program can learn.
public interface Task {
    /// The name of its command.
    String name();

    /// The settings where the user gives none.
    Settings defaults();

    /// Reads or makes the data, and checks them.
    ///
    /// @throws IOException if data cannot be read or are damaged
    /// @throws dev.autograd.cli.base.Failure if the data are no such problem
    Problem problem(Settings settings) throws IOException;
}
