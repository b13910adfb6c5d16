/// Models and whole training runs as files.
///
/// A model that is done goes to a file of [dev.autograd.checkpoint.ModelFiles], which PyTorch's `safetensors` reads as
/// well:
///
/// ```java
/// ModelFiles.save(path, model, Map.of("classes", "10"));
/// ModelFiles.load(path, model);
/// ```
///
/// A run that is to continue goes to a [dev.autograd.checkpoint.Checkpoint], which holds all that its next step depends
/// on.
@NullMarked
package dev.autograd.checkpoint;

import org.jspecify.annotations.NullMarked;
