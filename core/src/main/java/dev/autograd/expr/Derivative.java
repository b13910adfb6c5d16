package dev.autograd.expr;

import static dev.autograd.expr.Expr.c;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Symbolic differentiation in reverse: one walk from the formula down to its variables gives all partial
/// derivatives, and their size is proportional to the formula's.
///
/// At kinks and jumps the derivative is PyTorch's: comparisons, rounding and `sign` are flat, `abs` and `relu`
/// have 0 at 0, `max` and `min` share half and half between equals. Where a factor is the constant 0 the whole
/// term is dropped, whatever the other factor: the branch of a select that is not taken contributes 0, even if
/// the derivative inside it is infinite or NaN there (looked at through four nested selects).
public final class Derivative {
    // How many nested selects a factor is moved into: without a bound a chain of selects would grow quadratically.
    private static final int NESTING = 4;

    private Derivative() {}

    /// The derivative of `e` by the variable.
    public static Expr of(Expr e, Expr.Var v) {
        List<Expr> gradient = gradient(e, c(1));
        return v.index() < gradient.size() ? gradient.get(v.index()) : c(0);
    }

    /// The vector-Jacobian product: for each variable from 0 to `e.arity() - 1`, `seed` times the derivative of
    /// `e` by it. The seed is typically a further variable, the gradient of the result.
    public static List<Expr> gradient(Expr e, Expr seed) {
        IdentityHashMap<Expr, Expr> slopes = new IdentityHashMap<>();
        slopes.put(e, seed);
        List<Expr> gradient = new ArrayList<>();
        for (int i = e.arity(); i > 0; i--) {
            gradient.add(c(0));
        }
        for (Expr node : Nodes.of(e).reversed()) {
            Expr slope = slopes.get(node);
            if (slope != null) {
                descend(node, slope, slopes, gradient);
            }
        }
        return List.copyOf(gradient);
    }

    /// Passes the slope by one node on to its arguments.
    private static void descend(Expr node, Expr slope, IdentityHashMap<Expr, Expr> slopes, List<Expr> gradient) {
        switch (node) {
            case Expr.Const _, Expr.Param _ -> {}
            // Equal variables may be several objects.
            case Expr.Var(int index) -> gradient.set(index, gradient.get(index).plus(slope));
            case Expr.Unary(UnaryFn fn, Expr x) -> add(slopes, x, times(slope, fn.derivative(x, node)));
            case Expr.Binary(BinaryFn fn, Expr a, Expr b) -> {
                add(slopes, a, times(slope, fn.byFirst(a, b, node)));
                add(slopes, b, times(slope, fn.bySecond(a, b, node)));
            }
            case Expr.Select(Expr condition, Expr then, Expr otherwise) -> {
                add(slopes, then, Functions.select(condition, slope, c(0)));
                add(slopes, otherwise, Functions.select(condition, c(0), slope));
            }
        }
    }

    private static void add(IdentityHashMap<Expr, Expr> slopes, Expr node, Expr slope) {
        if (!Simplify.is(slope, 0)) {
            slopes.merge(node, slope, Expr::plus);
        }
    }

    /// The product of two slopes, in which a zero wins over everything, also inside the branches of a select.
    private static Expr times(Expr a, Expr b) {
        return times(a, b, NESTING);
    }

    private static Expr times(Expr a, Expr b, int nesting) {
        if (Simplify.is(a, 0) || Simplify.is(b, 0)) {
            return c(0);
        }
        // A finite constant times 0 is 0 anyway.
        if (!isFinite(a) && hasZeroBranch(b, nesting)) {
            return intoBranches((Expr.Select) b, a, nesting);
        }
        if (!isFinite(b) && hasZeroBranch(a, nesting)) {
            return intoBranches((Expr.Select) a, b, nesting);
        }
        // Constants are gathered in front: no order of rounding is promised for a derivative.
        double factor = Simplify.factor(a) * Simplify.factor(b);
        return Simplify.unscaled(a).mul(Simplify.unscaled(b)).mul(factor);
    }

    private static boolean isFinite(Expr e) {
        return e instanceof Expr.Const(double value) && Double.isFinite(value);
    }

    private static Expr intoBranches(Expr.Select s, Expr factor, int nesting) {
        return Functions.select(
                s.condition(), times(factor, s.then(), nesting - 1), times(factor, s.otherwise(), nesting - 1));
    }

    private static boolean hasZeroBranch(Expr e, int nesting) {
        return nesting > 0
                && e instanceof Expr.Select(Expr _, Expr then, Expr otherwise)
                && (Simplify.is(then, 0)
                        || Simplify.is(otherwise, 0)
                        || hasZeroBranch(then, nesting - 1)
                        || hasZeroBranch(otherwise, nesting - 1));
    }
}
