package dev.autograd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

/// What tensors are, taken before a faulty call and compared after it: shape, type, every value, how often it
/// was changed, and the gradient.
record Unchanged(List<Tensor> tensors, List<String> before) {
    static Unchanged of(Tensor... tensors) {
        List<Tensor> all = List.of(tensors);
        return new Unchanged(all, all.stream().map(Unchanged::state).toList());
    }

    /// All are as they were.
    void check() {
        assertThat(tensors.stream().map(Unchanged::state)).isEqualTo(before);
    }

    private static String state(Tensor tensor) {
        Tensor grad = tensor.grad();
        return values(tensor) + ", version " + tensor.storage().version() + ", leaf " + tensor.isLeaf()
                + ", requires a gradient " + tensor.requiresGrad() + ", gradient "
                + (grad == null ? "none" : values(grad));
    }

    /// Type, shape and every value with all its digits.
    static String values(Tensor tensor) {
        return tensor.dtype() + " " + tensor.shape() + " " + Arrays.deepToString(new Object[] {tensor.toArray()});
    }
}
