/// The training commands: each is a [dev.autograd.cli.train.Task], which makes a problem of data, and a command, which
/// says what options there are.
///
/// ```java
/// new CommandLine(new TrainCommand()).execute("digits", "--epochs", "3");
/// ```
@NullMarked
package dev.autograd.cli.task;

import org.jspecify.annotations.NullMarked;
