/// Data to learn from, and how it is handed out.
///
/// A [dev.autograd.data.Dataset] is examples by number: rows of tensors ([dev.autograd.data.TensorDataset]), pictures
/// ([dev.autograd.data.ImageDataset]), or one's own. A [dev.autograd.data.DataLoader] makes batches of it:
///
/// ```java
/// var split = Split.of(new TensorDataset(x, y), 0.2, 1);
/// var loader = new DataLoader(split.train(), 64).shuffle(42);
/// for (var batch : loader) {
///     Tensor loss = F.crossEntropy(model.forward(batch.x()), batch.y());
/// }
/// ```
///
/// [dev.autograd.data.Digits] draws small pictures of digits, which makes a first training possible without a download;
/// [dev.autograd.data.Mnist] reads the real ones:
///
/// ```java
/// var train = ImageDataset.of(Digits.generate(6_000, 1));
/// var mnist = Mnist.load(Path.of("data/mnist"));
/// ```
@NullMarked
package dev.autograd.data;

import org.jspecify.annotations.NullMarked;
