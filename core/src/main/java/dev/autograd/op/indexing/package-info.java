/// Operators that pick or place elements by index: select, gather, scatter, masks, embeddings, sorting, Python's
/// `x[...]`.
///
/// They come in pairs of which one is the other's gradient: what [dev.autograd.op.indexing.IndexSelect] picks
/// [dev.autograd.op.indexing.IndexAdd] adds back, and likewise [dev.autograd.op.indexing.Gather] and
/// [dev.autograd.op.indexing.ScatterAdd]. So every order of derivative exists, and duplicates add up. The rest is made
/// of these: masks and Python's indexing compute an index and select, sorting keeps where its elements came from.
///
/// ```java
/// Tensor scores = Tensor.randn(4, 10);
/// Tensor best = scores.gather(1, scores.argmaxKeepDim(1));          // the same as scores.amaxKeepDim(1)
/// Tensor part = scores.index(Index.of(0, 2), Index.range(0, 5));    // scores[[0, 2], 0:5]
/// ```
///
/// Every index is checked before anything is computed.
@NullMarked
package dev.autograd.op.indexing;

import org.jspecify.annotations.NullMarked;
