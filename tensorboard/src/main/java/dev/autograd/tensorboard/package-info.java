/// Writes what a training measures for TensorBoard: [dev.autograd.tensorboard.EventWriter] is to this library what
/// `torch.utils.tensorboard.SummaryWriter` is to PyTorch.
///
/// ```java
/// try (var events = EventWriter.open(Path.of("runs/first"))) {
///     events.graph(Graph.trace(() -> model.forward(x)));
///     for (int step = 1; step <= steps; step++) {
///         events.scalar("loss/train", step, train());
///         model.namedParameters().forEach((name, parameter) -> events.histogram(name, step, parameter));
///     }
/// }
/// ```
///
/// Then `tensorboard --logdir runs` shows it. Files are TFRecords of protocol buffers; this library writes
/// both itself and needs no other for it.
@NullMarked
package dev.autograd.tensorboard;

import org.jspecify.annotations.NullMarked;
