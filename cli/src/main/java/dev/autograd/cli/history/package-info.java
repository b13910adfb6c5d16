/// What a report tells of a training beyond its measures: times, and how parameters and gradients were spread, epoch by
/// epoch, kept in the folder `history` of a run so that a resumed training goes on with it.
///
/// ```java
/// History history = History.read(folder, epochsBefore);
/// history.add(end);
/// history.write(folder);
/// ```
@NullMarked
package dev.autograd.cli.history;

import org.jspecify.annotations.NullMarked;
