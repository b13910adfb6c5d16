package dev.autograd;

import static java.util.Map.entry;

import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.Map;
import java.util.function.BinaryOperator;

/// Programs that change tensors and views in place, of two leaves `x` (2, 3) and `w` (3): those of
/// `src/test/python/inplace_programs.py`, which says what PyTorch makes of them.
final class InPlacePrograms {
    static final Map<String, BinaryOperator<Tensor>> ALL = Map.ofEntries(
            // A tensor that is no view.
            program("chain", (x, w) -> x.exp().clone().add_(1).mul_(w).tanh_()),
            program(
                    "units",
                    (x, w) -> x.mul(w)
                            .sin_()
                            .square_()
                            .add_(0.5)
                            .sqrt_()
                            .log_()
                            .neg_()
                            .exp_()
                            .reciprocal_()),
            program(
                    "more_units",
                    (x, w) -> x.mul(w)
                            .sigmoid_()
                            .cos_()
                            .expm1_()
                            .atan_()
                            .sinh_()
                            .abs_()
                            .log1p_()
                            .rsqrt_()),
            program("cuts", (x, w) -> {
                Tensor y = x.mul(w).clamp_(-2, 1.5).relu_().pow_(3);
                return y.add(x.mul(w).floor_()).add(x.mul(w).round_());
            }),
            program(
                    "operands",
                    (x, w) -> ones().mul_(w).add_(x).div_(w.exp()).sub_(w).pow_(2)),
            program("zeroed", (x, w) -> x.mul(w).zero_().add(x.mul(x))),
            program(
                    "filled",
                    (x, w) -> x.mul(w).fill_(w.select(0, 1).mul(w.select(0, 0))).mul(x)),
            program("copied", (x, w) -> x.mul(x).copy_(w).mul(x)),
            program(
                    "copied_from_float32",
                    (x, w) -> x.mul(x).copy_(w.to(DType.FLOAT32)).mul(x)),
            program("masked", (x, w) -> {
                Tensor mask = Tensor.of(new boolean[] {true, false, false, false, true, false}, Shape.of(2, 3));
                Tensor y = x.mul(w).maskedFill_(mask, 7);
                return y.mul(y);
            }),
            program("running", (x, w) -> x.mul(w).cumsum_(1).mul_(x).cumprod_(0)),
            program("scattered", (x, w) -> {
                Tensor y = x.mul(x);
                y.scatter_(1, longs(2, 0, 2, 1, 0), w.mul(w).expand(2, 3).slice(1, 0, 2));
                y.scatterAdd_(0, longs(1, 1, 1, 0), w.view(1, 3));
                return y.mul(x);
            }),
            program("index_added", (x, w) -> {
                Tensor y = x.mul(x);
                y.indexAdd_(1, Tensor.of(2L, 0, 2), x.mul(w));
                y.indexFill_(1, Tensor.of(1L), 3);
                return y.mul(y);
            }),
            program(
                    "put",
                    (x, w) -> x.mul(w).put_(Tensor.of(0L, 5, 4), w.mul(w)).mul(x)),
            program("assigned_at", (x, w) -> {
                Tensor y = x.mul(w);
                y.indexPut_(w.slice(0, 0, 2).mul(w.slice(0, 1, 3)), Index.of(0, 1), Index.of(2, 0));
                Tensor mask = Tensor.of(new boolean[] {true, false, false, false, false, true}, Shape.of(2, 3));
                y.indexPut_(2.0, Index.of(mask));
                return y.mul(x);
            }),
            program("accumulated_at", (x, w) -> {
                Tensor y = x.mul(w).indexPutAdd_(w, Index.of(0, 0, 1), Index.of(1, 1, 2));
                return y.mul(y);
            }),

            // A view changes its base.
            program("row", (x, w) -> {
                Tensor b = x.mul(2.0);
                b.select(0, 0).mul_(w);
                return b.mul(x);
            }),
            program("the_view_itself", (x, w) -> x.mul(2.0).select(0, 0).mul_(w).mul(w)),
            program("base_and_view", (x, w) -> {
                Tensor b = x.mul(2.0);
                Tensor v = b.select(0, 1);
                v.mul_(w).sin_();
                return b.mul(v);
            }),
            program("view_of_view", (x, w) -> {
                Tensor b = x.mul(w);
                Tensor v = b.slice(1, 1, 3);
                Tensor u = v.select(0, 0);
                u.add_(w.slice(0, 1, 3).mul(w.slice(0, 0, 2)));
                v.mul_(3);
                return Tensor.cat(0, b.view(-1), v.reshape(-1).mul(2), u.sin());
            }),
            program("transposed", (x, w) -> {
                Tensor b = x.mul(x);
                b.mT().select(0, 1).mul_(w.slice(0, 0, 2));
                return b.mul(x);
            }),
            program("strided", (x, w) -> {
                Tensor b = x.mul(x);
                b.view(-1).slice(0, 1, 6, 2).sin_().mul_(w);
                return b;
            }),
            program("squeezed", (x, w) -> {
                Tensor b = x.mul(x);
                b.unsqueeze(0).unsqueeze(3).squeeze().mul_(w);
                return b;
            }),
            program("zeroed_column", (x, w) -> {
                Tensor b = x.mul(w);
                b.select(1, 1).zero_();
                return b.mul(b).add(b.mul(x));
            }),
            program("filled_column", (x, w) -> {
                Tensor b = x.mul(w);
                b.select(1, 2).fill_(w.select(0, 0));
                return b.mul(b);
            }),
            program("constant_buffer", (x, w) -> {
                Tensor b = ones().zero_();
                b.select(0, 0).copy_(w);
                b.indexPut_(x.select(0, 0).mul(2), Index.at(1));
                return b.mul(b);
            }),
            program("recurrent", (x, w) -> {
                Tensor b = Tensor.zeros(Shape.of(4, 3), DType.FLOAT64);
                Tensor h = w;
                for (int t = 0; t < 4; t++) {
                    h = h.mul(x.select(0, t % 2)).add(h).tanh();
                    b.indexPut_(h, Index.at(t));
                }
                return b;
            }),
            program("views_in_turn", (x, w) -> {
                Tensor b = x.mul(x);
                b.select(0, 0).mul_(w);
                b.select(1, 1).mul_(b.select(1, 2).clone());
                b.select(0, 1).slice(0, 1, 3).add_(b.select(0, 0).slice(0, 0, 2).clone());
                return b;
            }),
            program("row_by_row", (x, w) -> {
                Tensor b = x.mul(w);
                b.select(0, 0).mul_(b.select(0, 1).clone());
                return b;
            }),
            program("running_view", (x, w) -> {
                Tensor b = x.mul(w);
                b.slice(1, 0, 2).cumsum_(1);
                return b.mul(b);
            }),
            program("scattered_view", (x, w) -> {
                Tensor b = x.mul(x);
                b.mT().scatter_(0, longs(1, 2, 0), w.view(1, 3).slice(1, 0, 2));
                return b;
            }),
            program("empty_view", (x, w) -> {
                Tensor b = x.mul(w);
                b.slice(1, 3, 3).mul_(2);
                return b.mul(b);
            }),
            program("scalar", (x, w) -> {
                Tensor b = x.sum();
                b.mul_(w.select(0, 0));
                b.view(1).add_(w.slice(0, 1, 2).mul(w.slice(0, 2, 3)));
                return b.mul(b);
            }),

            // Other views of a base that was changed.
            program("sibling", (x, w) -> {
                Tensor b = x.mul(w);
                Tensor v = b.slice(1, 0, 2);
                Tensor u = b.slice(1, 1, 3);
                v.mul_(w.slice(0, 0, 2));
                return u.mul(u);
            }),
            program("base_changed", (x, w) -> {
                Tensor b = x.mul(w);
                Tensor v = b.select(0, 0);
                Tensor u = b.mT();
                b.exp_();
                return v.mul(w).add(u.mT());
            }),
            program("repeated_sibling", (x, w) -> {
                Tensor b = x.mul(x);
                Tensor e = b.select(0, 0).expand(2, 3);
                b.select(0, 0).mul_(w);
                return e.mul(x);
            }),
            program("view_made_early_of_a_constant", (x, w) -> {
                Tensor b = ones();
                Tensor v = b.select(0, 1);
                b.mul_(w);
                return v.mul(x);
            }),
            program("views_made_early_of_a_buffer", (x, w) -> {
                Tensor b = ones();
                Tensor v = b.select(0, 1);
                Tensor u = b.view(-1).slice(0, 2, 5);
                v.mul_(w);
                u.mul_(x.select(0, 0));
                return Tensor.cat(0, b.view(-1), v, u);
            }),
            program("used_before_and_after", (x, w) -> {
                Tensor b = x.mul(w);
                Tensor before = b.sum(0);
                b.select(0, 0).mul_(w);
                return b.add(before);
            }),
            program("the_copy_of_a_reshape", (x, w) -> {
                Tensor b = x.mul(w);
                Tensor r = b.mT().reshape(6);
                r.slice(0, 0, 3).mul_(w);
                return Tensor.cat(0, b.view(-1), r);
            }),

            // Off the tape.
            program("detached", (x, w) -> {
                Tensor b = x.mul(2);
                b.detach().mul_(3);
                return b.mul(w);
            }),
            program("detached_and_put_on_the_tape", (x, w) -> {
                Tensor b = x.mul(2);
                Tensor d = b.detach();
                d.mul_(w);
                return b.mul(3).add(d);
            }),
            program("changed_under_no_grad", (x, w) -> {
                Tensor b = x.mul(w);
                Autograd.noGrad(() -> {
                    b.add_(1);
                    b.select(0, 0).mul_(2);
                });
                return b.mul(b);
            }),
            program("view_under_no_grad", (x, w) -> {
                Tensor b = x.mul(w);
                return b.mul(Autograd.noGrad(() -> b.select(0, 0).add_(1)));
            }));

    private InPlacePrograms() {}

    private static Map.Entry<String, BinaryOperator<Tensor>> program(String name, BinaryOperator<Tensor> program) {
        return entry(name, program);
    }

    private static Tensor ones() {
        return Tensor.ones(Shape.of(2, 3), DType.FLOAT64);
    }

    private static Tensor longs(int rows, long... values) {
        return Tensor.of(values, Shape.of(rows, values.length / rows));
    }
}
