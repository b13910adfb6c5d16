package dev.autograd.expr;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// A formula as straight-line code: steps that use earlier steps, every common sub-expression once, every
/// conversion between numbers and truth values written out. This is what code generators read.
///
/// Two formulas that are the same graph give equal programs, and comparing programs takes time proportional to
/// their length, so a program is the right key for a cache.
///
/// @param steps the steps in order of evaluation
/// @param result the number of the step whose value is the result
public record Program(List<Step> steps, int result) {
    public Program {
        steps = List.copyOf(steps);
    }

    /// The program of a formula whose operands are all numbers.
    public static Program of(Expr e) {
        return of(e, new BitSet(), e.isBoolean() ? Step.Kind.TRUTH : Step.Kind.NUMBER);
    }

    /// The program of a formula.
    ///
    /// @param truths the operands whose elements are booleans
    /// @param kind what the result is to be converted to
    public static Program of(Expr e, BitSet truths, Step.Kind kind) {
        Builder builder = new Builder();
        IdentityHashMap<Expr, Integer> numbers = new IdentityHashMap<>();
        for (Expr node : Nodes.of(e)) {
            int number = switch (node) {
                case Expr.Const(double value) -> builder.literal(value);
                case Expr.Var(int index) ->
                    builder.add(new Step.Load(index, truths.get(index) ? Step.Kind.TRUTH : Step.Kind.NUMBER));
                case Expr.Param(int index) -> builder.add(new Step.Parameter(index));
                case Expr.Unary(UnaryFn fn, Expr x) -> builder.apply(fn, Nodes.at(numbers, x));
                case Expr.Binary(BinaryFn fn, Expr a, Expr b) ->
                    builder.apply(fn, Nodes.at(numbers, a), Nodes.at(numbers, b));
                case Expr.Select(Expr condition, Expr then, Expr otherwise) ->
                    builder.choose(Nodes.at(numbers, condition), Nodes.at(numbers, then), Nodes.at(numbers, otherwise));
            };
            numbers.put(node, number);
        }
        return builder.build(builder.as(kind, Nodes.at(numbers, e)));
    }

    /// Collects steps, each distinct one once.
    public static final class Builder {
        private final List<Step> steps = new ArrayList<>();
        private final Map<Step, Integer> numbers = new HashMap<>();

        /// The number of the step, new or met before.
        public int add(Step step) {
            return numbers.computeIfAbsent(step, s -> {
                steps.add(s);
                return steps.size() - 1;
            });
        }

        /// A constant.
        public int literal(double value) {
            return add(new Step.Literal(value));
        }

        /// A function of a value, converted to what the function takes.
        public int apply(UnaryFn fn, int x) {
            return add(new Step.Apply1(fn, argument(fn.kind(), x)));
        }

        /// A function of two values, converted to what the function takes.
        public int apply(BinaryFn fn, int a, int b) {
            int first = argument(fn.kind(), a);
            int second = argument(fn.kind(), b);
            boolean swap = fn.isCommutative() && first > second;
            return add(swap ? new Step.Apply2(fn, second, first) : new Step.Apply2(fn, first, second));
        }

        /// A choice between two values, as truth values if both are.
        public int choose(int condition, int then, int otherwise) {
            Step.Kind kind = kind(then) == kind(otherwise) ? kind(then) : Step.Kind.NUMBER;
            return add(new Step.Choose(as(Step.Kind.TRUTH, condition), as(kind, then), as(kind, otherwise), kind));
        }

        /// The value as a number or as a truth value.
        public int as(Step.Kind kind, int x) {
            if (kind(x) == kind) {
                return x;
            }
            return add(kind == Step.Kind.TRUTH ? new Step.ToTruth(x) : new Step.ToNumber(x));
        }

        /// The program so far, without the steps that the result does not need.
        public Program build(int result) {
            BitSet needed = new BitSet();
            needed.set(result);
            for (int i = result; i >= 0; i--) {
                if (needed.get(i)) {
                    steps.get(i).arguments().forEach(needed::set);
                }
            }
            return new Program(steps, result).only(needed);
        }

        private int argument(FnKind kind, int x) {
            return as(kind == FnKind.LOGIC ? Step.Kind.TRUTH : Step.Kind.NUMBER, x);
        }

        private Step.Kind kind(int x) {
            return steps.get(x).kind();
        }
    }

    private Program only(BitSet needed) {
        List<Step> kept = new ArrayList<>();
        int[] moved = new int[steps.size()];
        for (int i = needed.nextSetBit(0); i >= 0; i = needed.nextSetBit(i + 1)) {
            moved[i] = kept.size();
            kept.add(steps.get(i).renumbered(n -> moved[n]));
        }
        return new Program(kept, moved[result]);
    }
}
