package dev.autograd.kernel;

import static dev.autograd.expr.Expr.var;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.Expr;
import dev.autograd.expr.FnKind;
import dev.autograd.expr.UnaryFn;
import dev.autograd.expr.codegen.Form;
import dev.autograd.expr.codegen.KernelCompiler;
import dev.autograd.expr.codegen.KernelSpec;
import dev.autograd.expr.codegen.PointwiseKernel;
import dev.autograd.kernel.OptimizerSteps.AdamPiece;
import dev.autograd.kernel.OptimizerSteps.SgdPiece;
import dev.autograd.value.DType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/// A program that calls every family of kernels that computes with floating numbers, and every generated function that
/// rounds, and prints a checksum of all bits of each result. [SameBitsTest] runs it.
final class BitsOfKernels<A> {
    /// Rows that are longer than two of the widest vectors, and end within one.
    private static final int N = 37;

    private static final int ROWS = 3;

    /// More elements than any result here has.
    private static final int ROOM = 256;

    private static final double[] SPECIAL = {
        0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE
    };

    private static final double[] SCALES = {1e-3, 0.3, 1, 20, 500};

    private final int times;
    private final Subject<A> subject;
    private final FloatingKernels<A> kernels;
    private final A x;
    private final A y;

    private BitsOfKernels(Subject<A> subject, int times) {
        this.times = times;
        this.subject = subject;
        this.kernels = subject.kernels();
        this.x = subject.of(Subject.random(N * N, 1));
        this.y = subject.of(Subject.random(N * N, 2));
    }

    /// Prints a line for each call: its name and every checksum that it gave, however often it is repeated.
    ///
    /// @param args how often
    public static void main(String[] args) {
        int times = Integer.parseInt(args[0]);
        Subject.all()
                .filter(s -> s.name().startsWith(Backends.current().name()))
                .forEach(subject -> {
                    BitsOfKernels<?> bits = new BitsOfKernels<>(subject, times);
                    bits.products();
                    bits.convolutions();
                    if (subject.name().endsWith("float")) {
                        bits.reductions();
                        bits.rows();
                        bits.losses();
                        bits.steps();
                        bits.functions(DType.FLOAT32, UnaryFn.values());
                    } else {
                        // Only products and convolutions have vectors of double, and functions are written once for
                        // both.
                        bits.functions(DType.FLOAT64, UnaryFn.EXP, UnaryFn.LOG, UnaryFn.TANH, UnaryFn.SIN);
                    }
                });
    }

    private interface Kernel<A> {
        void run(A out);
    }

    private void print(String name, Kernel<A> kernel) {
        String sums = LongStream.generate(() -> checksum(kernel))
                .limit(times)
                .distinct()
                .mapToObj(Long::toHexString)
                .collect(Collectors.joining(" "));
        System.out.println(subject + " " + name + ": " + sums);
    }

    private long checksum(Kernel<A> kernel) {
        A out = zeros(ROOM);
        kernel.run(out);
        long bits = 0;
        for (double value : subject.values().apply(out)) {
            // One pattern for every NaN: Java leaves open which one arithmetic gives.
            bits = 31 * bits + Double.doubleToLongBits(value);
        }
        return bits;
    }

    private A zeros(int length) {
        return subject.of(new double[length]);
    }

    private void products() {
        Gemm<A> gemm = kernels.gemm();
        print("A @ B", out -> gemm.gemm(5, N, N, x, 0, N, 1, y, 0, N, 1, y, 0, 0, out, 0, N));
        print("A^T @ B", out -> gemm.gemm(5, N, N, x, 0, 1, N, y, 0, N, 1, null, 0, 0, out, 0, N));
        print("A @ B^T", out -> gemm.gemm(5, N, N, x, 0, N, 1, y, 0, 1, N, null, 0, 0, out, 0, N));
        print("row @ B^T", out -> gemm.gemm(1, N, N, x, 0, N, 1, y, 0, 1, N, null, 0, 0, out, 0, N));
        print("A @ column", out -> gemm.gemm(N, 1, N, x, 0, N, 1, y, 0, 1, 1, null, 0, 0, out, 0, 1));
    }

    private void convolutions() {
        Conv2d<A> conv = kernels.conv2d();
        Conv2dShape few = new Conv2dShape(1, 2, 7, 9, 3, 3, 3, 1, 1, 1, 1, 1, 1, 1);
        Conv2dShape many = new Conv2dShape(1, 16, 5, 6, 3, 2, 2, 1, 1, 0, 0, 1, 1, 1);
        print("conv2d", out -> conv.forward(few, x, 0, y, 0, y, 0, out, 0));
        print("conv2d backward", out -> conv.backwardInput(few, x, 0, y, 0, out, 0));
        print("conv2d weight, few channels", out -> conv.backwardWeight(few, x, 0, y, 0, out, 0));
        print("conv2d weight, many channels", out -> conv.backwardWeight(many, x, 0, y, 0, out, 0));
        print("conv2d bias", out -> conv.backwardBias(few, x, 0, out, 0));
    }

    private void reductions() {
        Reductions<A, A> reductions = kernels.reductions();
        print("sum", out -> reductions.sum(x, 0, out, 0, 4, 300, 1));
        print("sum of columns", out -> reductions.sum(x, 0, out, 0, 1, N, N));
        print("prod", out -> reductions.prod(x, 0, out, 0, ROWS, N, 1));
        print("max", out -> reductions.max(x, 0, out, 0, ROWS, N, 1));
        print("cumsum", out -> reductions.cumsum(x, 0, out, 0, ROWS, N, 1));
    }

    private void rows() {
        Softmax<A> softmax = kernels.softmax();
        print("softmax", out -> softmax.softmax(x, 0, out, 0, ROWS, N));
        print("softmax backward", out -> softmax.softmaxBackward(x, 0, y, 0, out, 0, ROWS, N));
        print("logSoftmax", out -> softmax.logSoftmax(x, 0, out, 0, ROWS, N));
        print("logSoftmax backward", out -> softmax.logSoftmaxBackward(x, 0, y, 0, out, 0, ROWS, N));
        print("logSumExp", out -> softmax.logSumExp(x, 0, out, 0, ROWS, N));
        LayerNorm<A> norm = kernels.layerNorm();
        A mean = zeros(ROWS);
        A rstd = zeros(ROWS);
        norm.forward(x, 0, null, null, 1e-5, zeros(ROOM), 0, mean, rstd, 0, ROWS, N);
        print("layerNorm", out -> norm.forward(x, 0, y, y, 1e-5, out, 0, zeros(ROWS), zeros(ROWS), 0, ROWS, N));
        print("layerNorm backward", out -> norm.backwardInput(y, 0, x, 0, mean, rstd, 0, y, out, 0, ROWS, N));
        print("layerNorm weight", out -> norm.backwardWeight(y, 0, x, 0, mean, rstd, 0, out, zeros(N), ROWS, N));
    }

    private void losses() {
        CrossEntropy<A> loss = kernels.crossEntropy();
        long[] targets = {5, N - 1, 0};
        A stats = zeros(2 * ROWS);
        loss.indices(x, 0, targets, 0, -100, zeros(ROWS), 0, stats, 0, ROWS, N);
        print("crossEntropy", out -> loss.indices(x, 0, targets, 0, -100, out, 0, out, ROWS, ROWS, N));
        print(
                "crossEntropy backward",
                out -> loss.indicesBackward(x, 0, targets, 0, -100, stats, 0, y, 0, 1, out, 0, ROWS, N));
        print("crossEntropy of rows", out -> loss.probabilities(x, 0, y, 0, out, 0, out, ROWS, ROWS, N));
        print(
                "crossEntropy of rows backward",
                out -> loss.probabilitiesBackward(x, 0, y, 0, stats, 0, y, 0, 1, out, 0, ROWS, N));
    }

    private void steps() {
        OptimizerSteps<A> steps = kernels.optimizerSteps();
        SgdStep sgd = new SgdStep(0.1, 0.9, 0, 0.01, SgdStep.Kind.NESTEROV, Goal.MINIMIZE);
        print("sgd", out -> steps.sgd(List.of(new SgdPiece<>(out, x, zeros(N), sgd, 0, N))));
        AdamStep adam = AdamStep.of(0.1, 0.9, 0.999, 1e-8, 0.01, AdamStep.Decay.PARAMETER, 3, Goal.MINIMIZE);
        print("adam", out -> steps.adam(List.of(new AdamPiece<>(out, x, zeros(N), zeros(N), null, adam, 0, N))));
    }

    private void functions(DType type, UnaryFn... functions) {
        double[] arguments = DoubleStream.concat(
                        Arrays.stream(SPECIAL),
                        Arrays.stream(SCALES)
                                .flatMap(scale ->
                                        Arrays.stream(Subject.random(N, 6)).map(v -> v * scale)))
                .toArray();
        int n = arguments.length;
        A a = subject.of(arguments);
        A b = subject.of(Subject.random(n, 7));
        for (UnaryFn fn : functions) {
            if (!isExact(fn)) {
                PointwiseKernel kernel = vectorLoop(new Expr.Unary(fn, var(0)), type);
                print(fn.label(), out -> kernel.run1(out, 0, a, 0, PointwiseKernel.NO_PARAMETERS, n));
            }
        }
        for (BinaryFn fn : List.of(BinaryFn.POW, BinaryFn.ATAN2, BinaryFn.HYPOT)) {
            PointwiseKernel kernel = vectorLoop(new Expr.Binary(fn, var(0), var(1)), type);
            print(fn.method(), out -> kernel.run2(out, 0, a, 0, b, 0, PointwiseKernel.NO_PARAMETERS, n));
        }
    }

    /// Not the loop that operators use: that one starts as a plain loop, and becomes this one at any moment.
    private static PointwiseKernel vectorLoop(Expr formula, DType type) {
        return KernelCompiler.forThisMachine().compile(KernelSpec.of(formula, type, type), Form.VECTOR);
    }

    /// Whether there is only one right result.
    private static boolean isExact(UnaryFn fn) {
        return switch (fn) {
            case NEG, ABS, SIGN, RELU, SQRT, RECIPROCAL, FLOOR, CEIL, ROUND, TRUNC -> true;
            default -> fn.kind() != FnKind.ARITHMETIC;
        };
    }
}
