/// Training, whatever is learned: a [dev.autograd.cli.train.Task] gives a [dev.autograd.cli.train.Problem], a
/// [dev.autograd.cli.train.Session] checks everything beforehand and trains, and can be stopped and resumed between any
/// two batches without changing a bit of the result.
///
/// ```java
/// Session session = Session.prepare(new Session.Request(task, Map.of("epochs", "3"), null, null));
/// Session.Result result = session.run(progress, () -> false);
/// ```
@NullMarked
package dev.autograd.cli.train;

import org.jspecify.annotations.NullMarked;
