/// The `autograd` command: [Main] is the root of the commands, and each subcommand is a class of its own.
///
/// The exit status is 0 for success, 1 where the work failed, 2 where the command line is wrong and 130 where Ctrl-C
/// stopped a training; the launcher adds 3 for a machine without a JDK that can run it.
@NullMarked
package dev.autograd.cli;

import org.jspecify.annotations.NullMarked;
