package dev.autograd.expr;

/// Whether two expressions are certainly the same formula, looked at only so far: a full comparison of two
/// graphs written as trees could take for ever, and a missed simplification costs nothing but size, because
/// [Program] finds every common sub-expression anyway.
final class Same {
    private static final int LIMIT = 64;

    private int visited;

    private Same() {}

    static boolean of(Expr a, Expr b) {
        return new Same().same(a, b);
    }

    // Identity is the quick answer; the long one follows.
    @SuppressWarnings("ReferenceEquality")
    private boolean same(Expr a, Expr b) {
        if (a == b) {
            return true;
        }
        if (++visited > LIMIT) {
            return false;
        }
        return switch (a) {
            case Expr.Const _, Expr.Var _, Expr.Param _ -> a.equals(b);
            case Expr.Unary(UnaryFn fn, Expr x) ->
                b instanceof Expr.Unary(UnaryFn other, Expr y) && fn == other && same(x, y);
            case Expr.Binary(BinaryFn fn, Expr x, Expr y) ->
                b instanceof Expr.Binary(BinaryFn other, Expr p, Expr q) && fn == other && same(x, p) && same(y, q);
            case Expr.Select(Expr condition, Expr then, Expr otherwise) ->
                b instanceof Expr.Select(Expr other, Expr p, Expr q)
                        && same(condition, other)
                        && same(then, p)
                        && same(otherwise, q);
        };
    }
}
