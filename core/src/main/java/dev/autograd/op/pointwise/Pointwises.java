package dev.autograd.op.pointwise;

import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.value.DType;
import dev.autograd.value.DType.Category;
import java.util.List;

/// The pointwise operators as they are called.
public final class Pointwises {
    private Pointwises() {}

    /// An operator of one operand.
    public record Unary(Pointwise op) {
        public Tensor of(Tensor x) {
            return op.run(x);
        }
    }

    /// An operator of two operands, of which the second may be a Java number.
    public static final class Binary {
        private final Row row;
        private final Pointwise op;

        Binary(Row row) {
            this.row = row;
            this.op = Pointwise.of(row);
        }

        public Tensor of(Tensor x, Tensor y) {
            return op.run(x, y);
        }

        public Tensor of(Tensor x, double y) {
            return Pointwise.withScalar(row.right(), y, Category.FLOATING).run(x);
        }

        public Tensor of(Tensor x, long y) {
            return Pointwise.withScalar(row.right(), (double) y, Category.INTEGER).run(x);
        }

        /// With the number first: `y - x`, `y / x`, ...
        public Tensor reversed(Tensor x, double y) {
            return Pointwise.withScalar(row.left(), y, Category.FLOATING).run(x);
        }
    }
    public static final Unary NEG = new Unary(Pointwise.of(PointwiseTable.NEG));
    public static final Unary ABS = new Unary(Pointwise.of(PointwiseTable.ABS));
    public static final Unary SIGN = new Unary(Pointwise.of(PointwiseTable.SIGN));
    public static final Unary EXP = new Unary(Pointwise.of(PointwiseTable.EXP));
    public static final Unary EXPM1 = new Unary(Pointwise.of(PointwiseTable.EXPM1));
    public static final Unary LOG = new Unary(Pointwise.of(PointwiseTable.LOG));
    public static final Unary LOG1P = new Unary(Pointwise.of(PointwiseTable.LOG1P));
    public static final Unary LOG2 = new Unary(Pointwise.of(PointwiseTable.LOG2));
    public static final Unary LOG10 = new Unary(Pointwise.of(PointwiseTable.LOG10));
    public static final Unary SQRT = new Unary(Pointwise.of(PointwiseTable.SQRT));
    public static final Unary RSQRT = new Unary(Pointwise.of(PointwiseTable.RSQRT));
    public static final Unary SQUARE = new Unary(Pointwise.of(PointwiseTable.SQUARE));
    public static final Unary RECIPROCAL = new Unary(Pointwise.of(PointwiseTable.RECIPROCAL));
    public static final Unary SIN = new Unary(Pointwise.of(PointwiseTable.SIN));
    public static final Unary COS = new Unary(Pointwise.of(PointwiseTable.COS));
    public static final Unary TAN = new Unary(Pointwise.of(PointwiseTable.TAN));
    public static final Unary ASIN = new Unary(Pointwise.of(PointwiseTable.ASIN));
    public static final Unary ACOS = new Unary(Pointwise.of(PointwiseTable.ACOS));
    public static final Unary ATAN = new Unary(Pointwise.of(PointwiseTable.ATAN));
    public static final Unary SINH = new Unary(Pointwise.of(PointwiseTable.SINH));
    public static final Unary COSH = new Unary(Pointwise.of(PointwiseTable.COSH));
    public static final Unary TANH = new Unary(Pointwise.of(PointwiseTable.TANH));
    public static final Unary SIGMOID = new Unary(Pointwise.of(PointwiseTable.SIGMOID));
    public static final Unary RELU = new Unary(Pointwise.of(PointwiseTable.RELU));
    public static final Unary GELU = new Unary(Pointwise.of(PointwiseTable.GELU));
    public static final Unary GELU_TANH = new Unary(Pointwise.of(PointwiseTable.GELU_TANH));
    public static final Unary SILU = new Unary(Pointwise.of(PointwiseTable.SILU));
    public static final Unary ERF = new Unary(Pointwise.of(PointwiseTable.ERF));
    public static final Unary ERFC = new Unary(Pointwise.of(PointwiseTable.ERFC));
    public static final Unary FLOOR = new Unary(Pointwise.of(PointwiseTable.FLOOR));
    public static final Unary CEIL = new Unary(Pointwise.of(PointwiseTable.CEIL));
    public static final Unary ROUND = new Unary(Pointwise.of(PointwiseTable.ROUND));
    public static final Unary TRUNC = new Unary(Pointwise.of(PointwiseTable.TRUNC));
    public static final Unary ISNAN = new Unary(Pointwise.of(PointwiseTable.ISNAN));
    public static final Unary ISINF = new Unary(Pointwise.of(PointwiseTable.ISINF));
    public static final Unary ISFINITE = new Unary(Pointwise.of(PointwiseTable.ISFINITE));
    public static final Unary LOGICAL_NOT = new Unary(Pointwise.of(PointwiseTable.LOGICAL_NOT));
    public static final Binary ADD = new Binary(PointwiseTable.ADD);
    public static final Binary SUB = new Binary(PointwiseTable.SUB);
    public static final Binary MUL = new Binary(PointwiseTable.MUL);
    public static final Binary DIV = new Binary(PointwiseTable.DIV);
    public static final Binary FLOOR_DIVIDE = new Binary(PointwiseTable.FLOOR_DIVIDE);
    public static final Binary REMAINDER = new Binary(PointwiseTable.REMAINDER);
    public static final Binary POW = new Binary(PointwiseTable.POW);
    public static final Binary MAXIMUM = new Binary(PointwiseTable.MAXIMUM);
    public static final Binary MINIMUM = new Binary(PointwiseTable.MINIMUM);
    public static final Binary ATAN2 = new Binary(PointwiseTable.ATAN2);
    public static final Binary EQ = new Binary(PointwiseTable.EQ);
    public static final Binary NE = new Binary(PointwiseTable.NE);
    public static final Binary LT = new Binary(PointwiseTable.LT);
    public static final Binary LE = new Binary(PointwiseTable.LE);
    public static final Binary GT = new Binary(PointwiseTable.GT);
    public static final Binary GE = new Binary(PointwiseTable.GE);
    public static final Binary LOGICAL_AND = new Binary(PointwiseTable.LOGICAL_AND);
    public static final Binary LOGICAL_OR = new Binary(PointwiseTable.LOGICAL_OR);
    public static final Binary LOGICAL_XOR = new Binary(PointwiseTable.LOGICAL_XOR);

    /// The power by a number; the common ones by cheaper operators that mean the same.
    public static Tensor pow(Tensor x, double exponent) {
        if (exponent == 2) {
            return x.dtype().isFloating() ? SQUARE.of(x) : POW.of(x, exponent);
        }
        if (exponent == 0.5) {
            return SQRT.of(x);
        }
        if (exponent == -0.5) {
            return RSQRT.of(x);
        }
        return exponent == -1 ? RECIPROCAL.of(x) : POW.of(x, exponent);
    }

    /// The power by an integer.
    ///
    /// @throws IllegalArgumentException when an integer tensor is raised to a negative power
    public static Tensor pow(Tensor x, long exponent) {
        Check.that(
                exponent >= 0 || x.dtype().isFloating(),
                "pow: " + x.dtype() + " tensors have no negative powers, but the exponent is " + exponent
                        + "; convert with to(DType.FLOAT32) first");
        return exponent == 2 && x.dtype() != DType.BOOL ? SQUARE.of(x) : POW.of(x, exponent);
    }

    /// Negative elements times `slope`.
    public static Tensor leakyRelu(Tensor x, double slope) {
        return Pointwise.of(PointwiseTable.LEAKY_RELU, slope).run(x);
    }

    /// `log(1 + e^(beta x)) / beta`, and x itself where `beta x` is above the threshold.
    public static Tensor softplus(Tensor x, double beta, double threshold) {
        return Pointwise.of(PointwiseTable.SOFTPLUS, beta, threshold).run(x);
    }

    /// Elements cut to `[min, max]`.
    public static Tensor clamp(Tensor x, double min, double max) {
        return Pointwise.of(PointwiseTable.CLAMP, min, max).run(x);
    }

    /// `value` where the mask is true.
    public static Tensor maskedFill(Tensor x, Tensor mask, double value) {
        bool("maskedFill", "mask", mask);
        return Pointwise.of(PointwiseTable.MASKED_FILL, value).run(x, mask);
    }

    /// `x` where the condition is true, `y` elsewhere.
    public static Tensor where(Tensor condition, Tensor x, Tensor y) {
        bool("where", "condition", condition);
        return Pointwise.of(PointwiseTable.WHERE).run(condition, x, y);
    }

    private static void bool(String op, String argument, Tensor x) {
        Check.that(
                x.dtype() == DType.BOOL,
                op + ": the " + argument + " " + x.shape() + " must be bool, but is " + x.dtype());
    }

    /// The names of all pointwise operators.
    public static List<String> names() {
        return PointwiseTable.rows().stream().map(Row::name).toList();
    }
}
