package dev.autograd.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Walks an expression as the graph it is: each object once, arguments before what uses them, without
/// recursion. Derivatives and fused groups share so much that their trees can be exponentially larger than
/// their graphs.
final class Nodes {
    private Nodes() {}

    /// Every distinct object of the expression, arguments first; the last is the expression itself.
    static List<Expr> of(Expr root) {
        List<Expr> order = new ArrayList<>();
        // An entry is FALSE from the first visit, when the arguments are pushed, until the second, when all are listed.
        IdentityHashMap<Expr, Boolean> listed = new IdentityHashMap<>();
        Deque<Expr> pending = new ArrayDeque<>();
        pending.push(root);
        while (!pending.isEmpty()) {
            Expr e = pending.peek();
            @Nullable Boolean state = listed.get(e);
            if (state == null) {
                listed.put(e, false);
                for (Expr argument : arguments(e).reversed()) {
                    if (!listed.containsKey(argument)) {
                        pending.push(argument);
                    }
                }
            } else {
                pending.pop();
                if (!state) {
                    listed.put(e, true);
                    order.add(e);
                }
            }
        }
        return order;
    }

    /// The sub-expressions that the expression is made of, in the order in which they are written.
    static List<Expr> arguments(Expr e) {
        return switch (e) {
            case Expr.Const _, Expr.Var _, Expr.Param _ -> List.of();
            case Expr.Unary(UnaryFn _, Expr x) -> List.of(x);
            case Expr.Binary(BinaryFn _, Expr a, Expr b) -> List.of(a, b);
            case Expr.Select(Expr condition, Expr then, Expr otherwise) -> List.of(condition, then, otherwise);
        };
    }

    /// The expression with its variables replaced, every node above them built again with simplification.
    static Expr rebuild(Expr root, Function<Expr.Var, Expr> leaf) {
        IdentityHashMap<Expr, Expr> done = new IdentityHashMap<>();
        for (Expr e : of(root)) {
            Expr made = switch (e) {
                case Expr.Const _, Expr.Param _ -> e;
                case Expr.Var v -> leaf.apply(v);
                case Expr.Unary(UnaryFn fn, Expr x) -> Simplify.unary(fn, at(done, x));
                case Expr.Binary(BinaryFn fn, Expr a, Expr b) -> Simplify.binary(fn, at(done, a), at(done, b));
                case Expr.Select(Expr condition, Expr then, Expr otherwise) ->
                    Simplify.select(at(done, condition), at(done, then), at(done, otherwise));
            };
            done.put(e, made);
        }
        return at(done, root);
    }

    /// What is stored for a node that an earlier step of the walk must have visited.
    static <T> T at(IdentityHashMap<Expr, T> map, Expr e) {
        T value = map.get(e);
        if (value == null) {
            throw new IllegalStateException("expr: a node was used before it was visited");
        }
        return value;
    }
}
