package dev.autograd.conformance.check;

import dev.autograd.Tensor;
import dev.autograd.conformance.reference.BoundArguments;
import dev.autograd.conformance.reference.ReferenceCase.Label;
import dev.autograd.torch.TorchFunctions;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The functions of cases: the operator itself, but for those of the group `curated` whose function is more than that.
final class Variants {
    private static final String POWER = "of_x_plus_3I_p";

    private static final Map<String, UnaryOperator<Body>> BY_VARIANT = Map.of(
            "of_x_plus_3I", f -> a -> f.call(a.with(0, plus3I(a.tensor(0)))),
            "of_xxT_plus_nI", f -> a -> f.call(a.with(0, positive(a.tensor(0)))),
            "of_x_plus_xT", f -> a -> f.call(a.with(0, symmetric(a.tensor(0)))),
            "V_sin(L)_VT_of_x_plus_xT", f -> a -> sineOf(f.call(a.with(0, symmetric(a.tensor(0))))),
            "U_S2_Vh_and_S", f -> a -> squared(f.call(a.and("full_matrices", false))),
            "signs_fixed_diagR_positive", f -> a -> signed(f.call(a)),
            "with_running_stats", f -> a -> withStatistics(f, a),
            "edge_of_c_log_x_y", f -> a -> f.call(a.with(1, a.tensor(1).log())));

    private static final Map<String, UnaryOperator<Body>> BY_OPERATOR = Map.of(
            "__setitem__", f -> a -> setItem(f, a),
            "nn.utils.clip_grad_norm_", _ -> ClippedNorm::of,
            "nn.functional.embedding", f -> a -> embedding(f, a));

    /// Those whose arguments PyTorch's own test suite gives in another order.
    private static final Map<String, UnaryOperator<Body>> OF_OPINFO = Map.of(
            "nn.functional.embedding", f -> a -> f.call(a.with(0, a.tensor(1)).with(1, a.tensor(0))));

    private Variants() {}

    /// A function of a case's arguments.
    @FunctionalInterface
    interface Body {
        Object call(BoundArguments arguments);
    }

    static Body of(Label label) {
        return of(label, a -> TorchFunctions.call(label.op(), a.args(), a.kwargs()));
    }

    /// @param plain the operator
    static Body of(Label label, Body plain) {
        if (label.group().equals("opinfo")) {
            return OF_OPINFO.getOrDefault(label.op(), UnaryOperator.identity()).apply(plain);
        }
        if (label.variant().startsWith(POWER)) {
            long power = Long.parseLong(label.variant().substring(POWER.length()));
            return a -> plain.call(a.with(0, plus3I(a.tensor(0))).and(power));
        }
        UnaryOperator<Body> change = BY_VARIANT.getOrDefault(label.variant(), BY_OPERATOR.get(label.op()));
        return change == null ? plain : change.apply(plain);
    }

    private static Tensor plus3I(Tensor x) {
        return x.add(Tensor.eye(x.size(-2), x.size(-1), x.dtype()).mul(3));
    }

    private static Tensor positive(Tensor x) {
        long n = x.size(-2);
        return x.matmul(x.mT()).add(Tensor.eye(n, n, x.dtype()).mul(n));
    }

    private static Tensor symmetric(Tensor x) {
        return x.add(x.mT());
    }

    /// `V diag(sin L) Vᵀ`, which does not depend on the signs of the eigenvectors.
    private static Tensor sineOf(Object eigen) {
        Tensor vectors = element(eigen, 1);
        return vectors.mul(element(eigen, 0).sin().unsqueeze(-2)).matmul(vectors.mT());
    }

    /// `U diag(S²) Vh` and `S`, which do not depend on the signs of the singular vectors.
    private static List<Tensor> squared(Object svd) {
        Tensor s = element(svd, 1);
        Tensor scaled = element(svd, 0).mul(s.square().unsqueeze(-2));
        return List.of(scaled.matmul(element(svd, 2)), s);
    }

    /// `Q` and `R` with the signs that make the diagonal of `R` positive.
    private static List<Tensor> signed(Object qr) {
        Tensor r = element(qr, 1);
        Tensor diagonal = r.mul(Tensor.eye(r.size(-2), r.size(-1), r.dtype())).sum(-1);
        Tensor signs = diagonal.detach().sign();
        return List.of(element(qr, 0).mul(signs.unsqueeze(-2)), r.mul(signs.unsqueeze(-1)));
    }

    /// Batch normalisation on copies of the running statistics, which come out beside its result.
    private static List<Object> withStatistics(Body f, BoundArguments a) {
        Tensor mean = a.tensor(1).clone();
        Tensor variance = a.tensor(2).clone();
        return List.of(f.call(a.with(1, mean).with(2, variance)), mean, variance);
    }

    /// Assignment to a clone: in Python a statement, here a call that returns what was changed.
    private static Object setItem(Body f, BoundArguments a) {
        return f.call(a.with(0, a.tensor(0).clone()));
    }

    /// `max_norm` changes the weight, so it gets a clone.
    private static Object embedding(Body f, BoundArguments a) {
        return f.call(
                a.kwargs().get("max_norm") == null ? a : a.with(1, a.tensor(1).clone()));
    }

    private static Tensor element(Object tuple, int i) {
        if (tuple instanceof List<?> list && i < list.size() && list.get(i) instanceof Tensor tensor) {
            return tensor;
        }
        throw new IllegalStateException(
                "a tuple with a tensor at " + i + " is expected, but the call returned " + tuple);
    }
}
