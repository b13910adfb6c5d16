package dev.autograd;

import dev.autograd.engine.LeafNode;
import dev.autograd.engine.Node;
import dev.autograd.engine.OpNode;
import dev.autograd.engine.TensorAccess;
import dev.autograd.engine.Walk;
import dev.autograd.kernel.Elements;
import dev.autograd.op.contraction.Einsum;
import dev.autograd.op.layout.Cat;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.DType;
import dev.autograd.value.Device;
import dev.autograd.value.Layout;
import dev.autograd.value.Random;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import org.jspecify.annotations.Nullable;

/// A multi-dimensional array that can track how it was computed.
///
/// Operators return new tensors; those whose names end in `_` change the tensor in place and return it. A tensor that
/// requires a gradient, or was computed from one that does, is on the tape: [#backward()] fills the `grad` of the
/// leaves it depends on.
///
/// Two tensors are equal only when they are the same object; compare values with [#eq(Tensor)] or [#allClose]. A tensor
/// may be read by many threads at once; who changes one in place must see to it that no one reads it meanwhile.
public final class Tensor
        implements TensorPointwise,
                TensorPointwiseOptions,
                TensorElementary,
                TensorTogether,
                TensorReductions,
                TensorTypedReductions,
                TensorContractions,
                TensorFused,
                TensorLayout,
                TensorIndexing,
                TensorInPlace,
                TensorInPlaceOptions,
                TensorPointwiseInPlace,
                TensorElementaryInPlace {
    private final Storage storage;
    private final Layout layout;
    private final @Nullable Tensor base; // of a view: the tensor that is no view
    private final int baseHistory; // the base's history when this view was made
    private boolean requiresGrad; // of a leaf
    private @Nullable OpNode node;
    private volatile @Nullable LeafNode leaf; // of a leaf that requires a gradient, made when first asked for
    private int slot;
    private int history; // how often an in-place operation gave this tensor another place on the tape
    private @Nullable Tensor grad;
    private @Nullable String name;

    private Tensor(Storage storage, Layout layout, @Nullable Tensor base) {
        this.storage = storage;
        this.layout = layout;
        this.base = base;
        this.baseHistory = base == null ? 0 : base.history;
    }

    // ---------------------------------------------------------------------------------------------------- creation

    /// A 1-d float32 tensor around the array, which is not copied.
    public static Tensor of(float... values) {
        return Creation.wrap(Storage.wrap(values), Shape.of(values.length));
    }

    /// A 1-d float64 tensor around the array, which is not copied.
    public static Tensor of(double... values) {
        return Creation.wrap(Storage.wrap(values), Shape.of(values.length));
    }

    /// A 1-d int64 tensor around the array, which is not copied.
    public static Tensor of(long... values) {
        return Creation.wrap(Storage.wrap(values), Shape.of(values.length));
    }

    /// A 1-d int32 tensor around the array, which is not copied.
    public static Tensor of(int... values) {
        return Creation.wrap(Storage.wrap(values), Shape.of(values.length));
    }

    /// A 1-d bool tensor around the array, which is not copied.
    public static Tensor of(boolean... values) {
        return Creation.wrap(Storage.wrap(values), Shape.of(values.length));
    }

    /// A tensor of a shape around an array `boolean[]`, `int[]`, `long[]`, `float[]` or `double[]` of its elements
    /// in row-major order, which is not copied.
    ///
    /// @throws IllegalArgumentException when the array's length is not the shape's number of elements
    public static Tensor of(Object array, Shape shape) {
        return Creation.of(array, shape);
    }

    /// A float32 matrix, copied from rows.
    public static Tensor of(float[][] rows) {
        return Creation.fromArray(rows);
    }

    /// A float64 matrix, copied from rows.
    public static Tensor of(double[][] rows) {
        return Creation.fromArray(rows);
    }

    /// A tensor copied from a Java array of any depth, such as `long[][][]`.
    ///
    /// @throws IllegalArgumentException when rows differ in length or the innermost type is not one of a tensor's
    public static Tensor fromArray(Object nested) {
        return Creation.fromArray(nested);
    }

    /// A float32 scalar.
    public static Tensor scalar(float value) {
        return Creation.wrap(Storage.wrap(new float[] {value}), Shape.SCALAR);
    }

    /// A float64 scalar.
    public static Tensor scalar(double value) {
        return Creation.wrap(Storage.wrap(new double[] {value}), Shape.SCALAR);
    }

    /// An int64 scalar.
    public static Tensor scalar(long value) {
        return Creation.wrap(Storage.wrap(new long[] {value}), Shape.SCALAR);
    }

    /// A bool scalar.
    public static Tensor scalar(boolean value) {
        return Creation.wrap(Storage.wrap(new boolean[] {value}), Shape.SCALAR);
    }

    /// Float32 zeros.
    public static Tensor zeros(long... sizes) {
        return zeros(Shape.of(sizes), DType.FLOAT32);
    }

    /// Zeros.
    public static Tensor zeros(Shape shape, DType dtype) {
        return Creation.wrap(Storage.allocate(dtype, shape.numel()), shape);
    }

    /// Zeros of another tensor's shape and type.
    public static Tensor zerosLike(Tensor other) {
        return zeros(other.shape(), other.dtype());
    }

    /// Float32 ones.
    public static Tensor ones(long... sizes) {
        return full(Shape.of(sizes), 1, DType.FLOAT32);
    }

    /// Ones.
    public static Tensor ones(Shape shape, DType dtype) {
        return full(shape, 1, dtype);
    }

    /// Ones of another tensor's shape and type.
    public static Tensor onesLike(Tensor other) {
        return full(other.shape(), 1, other.dtype());
    }

    /// One float32 value everywhere.
    public static Tensor full(Shape shape, double value) {
        return full(shape, value, DType.FLOAT32);
    }

    /// One value everywhere.
    public static Tensor full(Shape shape, double value, DType dtype) {
        return Creation.full(shape, value, dtype);
    }

    /// One value everywhere, in another tensor's shape and type.
    public static Tensor fullLike(Tensor other, double value) {
        return full(other.shape(), value, other.dtype());
    }

    /// The int64 numbers 0, 1, ... below `end`.
    public static Tensor arange(long end) {
        return arange(0, end, 1);
    }

    /// The int64 numbers from `start` in steps, before `end`.
    ///
    /// @throws IllegalArgumentException when the step is 0 or leads away from the end
    public static Tensor arange(long start, long end, long step) {
        return Creation.arange(start, end, step);
    }

    /// The float32 numbers from `start` in steps, before `end`.
    ///
    /// @throws IllegalArgumentException when the step is 0 or leads away from the end
    public static Tensor arange(double start, double end, double step) {
        return arange(start, end, step, DType.FLOAT32);
    }

    /// The numbers from `start` in steps, before `end`.
    ///
    /// @throws IllegalArgumentException when the step is 0 or leads away from the end
    public static Tensor arange(double start, double end, double step, DType dtype) {
        return Creation.arange(start, end, step, dtype);
    }

    /// `steps` float32 numbers, evenly spaced, both ends included.
    public static Tensor linspace(double start, double end, int steps) {
        return linspace(start, end, steps, DType.FLOAT32);
    }

    /// `steps` numbers, evenly spaced, both ends included.
    public static Tensor linspace(double start, double end, int steps, DType dtype) {
        return Creation.linspace(start, end, steps, dtype);
    }

    /// The float32 identity matrix of `n` rows.
    public static Tensor eye(long n) {
        return eye(n, n, DType.FLOAT32);
    }

    /// A matrix with ones on its diagonal.
    public static Tensor eye(long rows, long columns, DType dtype) {
        return Creation.eye(rows, columns, dtype);
    }

    /// Float32 numbers uniform in [0, 1), from the thread's generator ([Autograd#random()]).
    public static Tensor rand(long... sizes) {
        return rand(Autograd.random(), Shape.of(sizes), DType.FLOAT32);
    }

    /// Numbers uniform in [0, 1).
    public static Tensor rand(Random random, Shape shape, DType dtype) {
        return Creation.rand(random, shape, dtype);
    }

    /// Uniform numbers in another tensor's shape and type.
    public static Tensor randLike(Tensor other) {
        return rand(Autograd.random(), other.shape(), other.dtype());
    }

    /// Float32 numbers from the standard normal distribution, from the thread's generator ([Autograd#random()]).
    public static Tensor randn(long... sizes) {
        return randn(Autograd.random(), Shape.of(sizes), DType.FLOAT32);
    }

    /// Numbers from the standard normal distribution.
    public static Tensor randn(Random random, Shape shape, DType dtype) {
        return Creation.randn(random, shape, dtype);
    }

    /// Normal numbers in another tensor's shape and type.
    public static Tensor randnLike(Tensor other) {
        return randn(Autograd.random(), other.shape(), other.dtype());
    }

    /// Int64 numbers uniform in [low, high), from the thread's generator ([Autograd#random()]).
    public static Tensor randint(long low, long high, long... sizes) {
        return Creation.randint(Autograd.random(), low, high, Shape.of(sizes));
    }

    /// Int64 numbers uniform in [low, high).
    public static Tensor randint(Random random, long low, long high, Shape shape) {
        return Creation.randint(random, low, high, shape);
    }

    /// Int64 numbers uniform in [low, high) in another tensor's shape, from the thread's generator
    /// ([Autograd#random()]).
    public static Tensor randintLike(Tensor other, long low, long high) {
        return randint(Autograd.random(), low, high, other.shape());
    }

    /// The numbers 0 to `n - 1` in random order, int64, from the thread's generator ([Autograd#random()]).
    public static Tensor randperm(int n) {
        return Creation.randperm(Autograd.random(), n);
    }

    /// Tensors joined along a dimension, copied.
    ///
    /// @throws IllegalArgumentException when there are none, or shapes differ in another dimension
    public static Tensor cat(int dim, Tensor... tensors) {
        return Cat.of(dim, tensors);
    }

    /// Tensors of one shape joined along a new dimension, copied.
    ///
    /// @throws IllegalArgumentException when there are none, or shapes differ
    public static Tensor stack(int dim, Tensor... tensors) {
        return Cat.stack(dim, tensors);
    }

    /// Sums of products named by letters, such as `ik,kj->ij` for the matrix product; see [Einsum].
    ///
    /// @throws IllegalArgumentException when the equation is malformed, or operands' number, shapes or types do not
    ///     fit it
    public static Tensor einsum(String equation, Tensor... operands) {
        return Einsum.of(equation, operands);
    }

    // ---------------------------------------------------------------------------------------------------- what it is

    /// The sizes of the dimensions.
    public Shape shape() {
        return layout.shape();
    }

    /// The size of one dimension; negative dimensions count from the end.
    public long size(int dim) {
        return layout.shape().size(dim);
    }

    /// The number of dimensions.
    public int dim() {
        return layout.shape().rank();
    }

    /// The number of elements.
    public long numel() {
        return layout.shape().numel();
    }

    /// The type of the elements.
    public DType dtype() {
        return storage.dtype();
    }

    /// Where the elements live.
    public Device device() {
        return storage.device();
    }

    /// Where the elements lie in the storage.
    public Layout layout() {
        return layout;
    }

    /// The elements, shared with all views.
    public Storage storage() {
        return storage;
    }

    /// Whether the elements lie densely in row-major order.
    public boolean isContiguous() {
        return layout.isContiguous();
    }

    /// Whether this shows the storage of another tensor.
    public boolean isView() {
        return base != null;
    }

    /// The name given with [#named], or null.
    public @Nullable String name() {
        return name;
    }

    /// Gives the tensor a name for errors and pictures, and returns it.
    public Tensor named(String name) {
        this.name = name;
        return this;
    }

    // ---------------------------------------------------------------------------------------------------- its values

    /// The only element.
    ///
    /// @throws IllegalArgumentException when there is not exactly one
    public double item() {
        return Elements.getDouble(storage.array(), Values.only(this));
    }

    /// The only element of an integer or bool tensor, exactly.
    ///
    /// @throws IllegalArgumentException when there is not exactly one
    public long itemLong() {
        return Elements.getLong(storage.array(), Values.only(this));
    }

    /// One element.
    ///
    /// @throws IndexOutOfBoundsException when an index is outside its dimension or there are too few or many of
    ///     them
    public double get(long... index) {
        return Elements.getDouble(storage.array(), Values.position(this, index));
    }

    /// A nested Java array of the elements, such as `float[][]`; of a scalar an array of one.
    public Object toArray() {
        return Values.nested(this);
    }

    /// The elements in row-major order, copied and converted.
    public float[] toFloatArray() {
        return (float[]) Values.flat(this, DType.FLOAT32);
    }

    /// The elements in row-major order, copied and converted.
    public double[] toDoubleArray() {
        return (double[]) Values.flat(this, DType.FLOAT64);
    }

    /// The elements in row-major order, copied and converted.
    public long[] toLongArray() {
        return (long[]) Values.flat(this, DType.INT64);
    }

    /// The elements in row-major order, copied and converted.
    public int[] toIntArray() {
        return (int[]) Values.flat(this, DType.INT32);
    }

    /// The elements in row-major order, copied and converted.
    public boolean[] toBooleanArray() {
        return (boolean[]) Values.flat(this, DType.BOOL);
    }

    /// Whether shape and type agree and all elements are within `atol + rtol * |other|`; NaN is close to NaN.
    public boolean allClose(Tensor other, double rtol, double atol) {
        return Values.allClose(this, other, rtol, atol);
    }

    // ---------------------------------------------------------------------------------------------------- gradients

    /// Whether this is on the tape: a leaf that wants a gradient, or computed from one.
    public boolean requiresGrad() {
        return requiresGrad || node != null || (isStale() && base != null && base.requiresGrad());
    }

    /// Whether this is a view whose base an in-place operation gave another place on the tape, so that this view's
    /// own is wrong.
    private boolean isStale() {
        return base != null && baseHistory != base.history;
    }

    /// Makes this a leaf that wants a gradient.
    ///
    /// @return this tensor
    public Tensor requiresGrad_() {
        return requiresGrad_(true);
    }

    /// Says whether this leaf wants a gradient.
    ///
    /// @return this tensor
    /// @throws IllegalStateException when it was computed on the tape, so that only [#detach()] takes it off
    /// @throws IllegalArgumentException when it is not of a floating type
    public Tensor requiresGrad_(boolean wanted) {
        OpNode op = node;
        if (op != null) {
            if (wanted) {
                return this;
            }
            throw new IllegalStateException("requiresGrad_: this tensor was computed by " + op.name()
                    + ", so it always requires a gradient; use detach() for one that does not");
        }
        if (wanted && !dtype().isFloating()) {
            throw new IllegalArgumentException(
                    "requiresGrad_: only float32 and float64 tensors have gradients, but this is " + dtype());
        }
        requiresGrad = wanted;
        return this;
    }

    /// Whether this was not computed on the tape.
    public boolean isLeaf() {
        return node == null;
    }

    /// What computed this on the tape, or null for a leaf.
    public @Nullable Node gradFn() {
        return node;
    }

    /// The accumulated gradient of a leaf, or null when there is none.
    public @Nullable Tensor grad() {
        return grad;
    }

    /// Sets or clears the gradient.
    ///
    /// @throws IllegalArgumentException when its shape or type is not this tensor's
    public void setGrad(@Nullable Tensor gradient) {
        if (gradient != null && (!gradient.shape().equals(shape()) || gradient.dtype() != dtype())) {
            throw new IllegalArgumentException("setGrad: a gradient of shape " + gradient.shape() + " and type "
                    + gradient.dtype() + " does not fit a tensor of shape " + shape() + " and type " + dtype());
        }
        grad = gradient;
    }

    /// Adds the gradients of this scalar to all leaves that it depends on, and frees the graph.
    ///
    /// @throws IllegalStateException when this has several elements, is not on the tape, or its graph was freed
    ///     already
    public void backward() {
        backward(null, false, false);
    }

    /// As [#backward()], starting from a gradient for this tensor, which need not be a scalar then.
    public void backward(Tensor gradient) {
        backward(gradient, false, false);
    }

    /// As [#backward()].
    ///
    /// @param gradient the gradient to start from, or null for 1 when this is a scalar
    /// @param retainGraph keep what the graph saved, so that another backward can go through it
    /// @param createGraph record the computation of the gradients, so that they can be differentiated; implies
    ///     `retainGraph`
    public void backward(@Nullable Tensor gradient, boolean retainGraph, boolean createGraph) {
        Walk.accumulate(
                new Tensor[] {this},
                new Tensor[] {Autograd.startingGradient("backward", this, gradient)},
                retainGraph || createGraph,
                createGraph);
    }

    /// The same values off the tape, sharing storage.
    public Tensor detach() {
        return new Tensor(storage, layout, null);
    }

    /// A copy that shares nothing; gradients flow through it.
    @Override
    public Tensor clone() {
        return Copy.clone(this);
    }

    /// Type, shape and values; large tensors are abbreviated.
    @Override
    public String toString() {
        return TensorText.of(this);
    }

    /// The node of a tensor on the tape; a leaf's is made when first asked for.
    Node trackedNode() {
        if (isStale()) {
            throw new IllegalStateException(
                    "this view " + shape()
                            + " was made before its base was changed in place on the tape; make the view anew from the changed tensor");
        }
        if (node != null) {
            return node;
        }
        LeafNode known = leaf;
        return known != null ? known : makeLeaf();
    }

    private synchronized LeafNode makeLeaf() {
        if (!requiresGrad) {
            throw new IllegalStateException("the tensor " + shape() + " does not require a gradient");
        }
        LeafNode known = leaf;
        if (known == null) {
            known = new LeafNode(this);
            leaf = known;
        }
        return known;
    }

    @SuppressWarnings("UnusedNestedClass") // TensorAccess finds it by its name
    private static final class Access extends TensorAccess {
        @Override
        protected Node node(Tensor tensor) {
            return tensor.trackedNode();
        }

        @Override
        protected int slot(Tensor tensor) {
            return tensor.slot;
        }

        @Override
        protected void attach(Tensor tensor, OpNode node, int slot) {
            tensor.node = node;
            tensor.slot = slot;
            tensor.requiresGrad = false;
        }

        @Override
        protected void rebase(Tensor tensor, Tensor result) {
            tensor.history++;
            tensor.node = result.node;
            tensor.slot = result.slot;
            tensor.requiresGrad = false;
        }

        @Override
        protected boolean showsTape(Tensor tensor) {
            return tensor.requiresGrad() || (tensor.base != null && tensor.base.requiresGrad());
        }

        @Override
        protected Tensor view(Tensor base, Layout layout) {
            return new Tensor(base.storage, layout, base.base == null ? base : base.base);
        }

        @Override
        protected Tensor wrap(Storage storage, Layout layout) {
            return new Tensor(storage, layout, null);
        }
    }
}
