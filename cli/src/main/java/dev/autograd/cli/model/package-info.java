/// Trained models: what a model is beside its weights, and how both become a file that needs nothing else.
///
/// ```java
/// ModelFile.Model model = ModelFile.load(Path.of("runs/digits"));
/// Tensor logits = model.network().forward(x);
/// ```
@NullMarked
package dev.autograd.cli.model;

import org.jspecify.annotations.NullMarked;
