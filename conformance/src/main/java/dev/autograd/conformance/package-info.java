/// Runs reference cases that PyTorch computed, and says which agree.
///
/// ```java
/// Report report = Conformance.run(Path.of("reference"), Selection.ALL, Progress.NONE);
/// System.out.print(report.toText(20));
/// ```
///
/// Cases go through the public API alone. One passes when everything in it agrees: outputs, gradients of first and
/// second order, other memory layouts, the in-place form. One that needs an operator, an argument or a type that there
/// is not is unsupported.
@NullMarked
package dev.autograd.conformance;

import org.jspecify.annotations.NullMarked;
