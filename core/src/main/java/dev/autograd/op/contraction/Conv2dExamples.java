package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.kernel.Conv2dShape;
import dev.autograd.value.Shape;
import java.util.Arrays;

/// The convolutions of all examples of a map as one: the examples are folded into a dimension that a convolution has
/// anyway. Of the three tensors that a convolution and its two gradients are about (input, weight, output) two or three
/// differ between examples, and which they are says where the examples go:
///
/// | differ | the examples are | more |
/// |---|---|---|
/// | input, output | images of one batch | batch |
/// | weight, output | further outputs of each group | output channels |
/// | input, weight | further inputs of each group | input channels |
/// | all three | groups, which do not see each other | both, and groups |
///
/// @param one the convolution of one example
/// @param n how many examples there are; not 0
/// @param input whether the input differs, so for the weight and the output
record Conv2dExamples(Conv2dShape one, int n, boolean input, boolean weight, boolean output) {
    /// The convolution of all.
    Conv2dShape all() {
        if (!weight) {
            return one.withBatch(n * one.batch());
        }
        return one.withChannels(
                input ? n * one.inChannels() : one.inChannels(),
                output ? n * one.outChannels() : one.outChannels(),
                input && output ? n * one.groups() : one.groups());
    }

    /// The inputs of all examples as one, or the one that they share.
    Tensor foldInput(Tensor x) {
        return input ? fold(x, imagesAt(), inputParts(), Conv2d.inputShape(all())) : x;
    }

    /// The outputs, or their gradients, of all examples as one, or the one that they share.
    Tensor foldOutput(Tensor y) {
        return output ? fold(y, imagesAt(), outputParts(), Conv2d.outputShape(all())) : y;
    }

    /// The weights of all examples as one, or the one that they share.
    Tensor foldWeight(Tensor w) {
        return weight ? fold(w, weightsAt(), weightParts(), Conv2d.weightShape(all())) : w;
    }

    /// Undoes [#foldInput].
    Tensor unfoldInput(Tensor x) {
        return unfold(x, imagesAt(), inputParts(), Conv2d.inputShape(one));
    }

    /// Undoes [#foldOutput].
    Tensor unfoldOutput(Tensor y) {
        return unfold(y, imagesAt(), outputParts(), Conv2d.outputShape(one));
    }

    /// Undoes [#foldWeight].
    Tensor unfoldWeight(Tensor w) {
        return unfold(w, weightsAt(), weightParts(), Conv2d.weightShape(one));
    }

    // Images fall into (batch, group, channel of the group, row, column), weights into (group, output of the group,
    // input of the group, row, column).

    private int imagesAt() {
        return !weight ? 0 : input && output ? 1 : 2;
    }

    private int weightsAt() {
        return input && output ? 0 : output ? 1 : 2;
    }

    private long[] inputParts() {
        return new long[] {one.batch(), one.groups(), one.groupInputs(), one.height(), one.width()};
    }

    private long[] outputParts() {
        return new long[] {one.batch(), one.groups(), one.groupOutputs(), one.outHeight(), one.outWidth()};
    }

    private long[] weightParts() {
        return new long[] {one.groups(), one.groupOutputs(), one.groupInputs(), one.kernelHeight(), one.kernelWidth()};
    }

    /// Moves the first dimension, the examples, in front of one of the parts and joins what belongs together.
    private Tensor fold(Tensor all, int at, long[] parts, Shape folded) {
        return all.reshape(Shape.of(inserted(parts, 0)))
                .permute(moved(parts.length + 1, 0, at))
                .reshape(folded);
    }

    private Tensor unfold(Tensor folded, int at, long[] parts, Shape example) {
        long[] sizes = inserted(example.sizes(), 0);
        return folded.reshape(Shape.of(inserted(parts, at)))
                .permute(moved(parts.length + 1, at, 0))
                .reshape(Shape.of(sizes));
    }

    private long[] inserted(long[] sizes, int at) {
        long[] result = Arrays.copyOf(sizes, sizes.length + 1);
        System.arraycopy(sizes, at, result, at + 1, sizes.length - at);
        result[at] = n;
        return result;
    }

    /// The order that takes one dimension to another place.
    private static int[] moved(int rank, int from, int to) {
        int[] order = new int[rank];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            next += next == from ? 1 : 0;
            order[i] = i == to ? from : next++;
        }
        return order;
    }
}
