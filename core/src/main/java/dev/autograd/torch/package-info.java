/// PyTorch's names and arguments, and what they are here.
///
/// A table for programs that were written for PyTorch, or recorded from it: each row is PyTorch's own signature beside
/// the call that does the same here.
///
/// ```java
/// Object y = TorchFunctions.call("sum", List.of(x), Map.of("dim", 1L, "keepdim", true));
/// ```
///
/// Arguments are Java values: [dev.autograd.Tensor], [Long], [Double], [Boolean], [String],
/// [dev.autograd.value.DType], [java.util.List] (of lists and tuples alike), [dev.autograd.torch.TorchSlice],
/// [dev.autograd.torch.TorchEllipsis] and null. A name or an argument that no row knows is answered by an
/// [dev.autograd.torch.UnsupportedTorchCall], which is something else than a user's mistake.
@NullMarked
package dev.autograd.torch;

import org.jspecify.annotations.NullMarked;
