package dev.autograd;

import dev.autograd.engine.Batched;
import dev.autograd.engine.GradientHooks;
import dev.autograd.engine.History;
import dev.autograd.engine.LeafNode;
import dev.autograd.engine.Node;
import dev.autograd.engine.OpNode;
import dev.autograd.engine.TensorAccess;
import dev.autograd.engine.TensorHook;
import dev.autograd.kernel.Elements;
import dev.autograd.op.contraction.Einsum;
import dev.autograd.op.layout.Cat;
import dev.autograd.op.layout.Copy;
import dev.autograd.value.DType;
import dev.autograd.value.Device;
import dev.autograd.value.Layout;
import dev.autograd.value.Random;
import dev.autograd.value.Region;
import dev.autograd.value.Shape;
import dev.autograd.value.Storage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A multi-dimensional array that can track how it was computed.
///
/// Operators return new tensors; those whose names end in `_` change the tensor in place and return it. A tensor that
/// requires a gradient, or was computed from one that does, is on the tape: [#backward()] fills the `grad` of the
/// leaves it depends on.
///
/// A view shows the storage of its base. Changing either in place changes both, and both keep right gradients; so does
/// every other view of the base. Not so what was taken off the tape: [#detach()], and a view made under
/// [Autograd#noGrad()] of a tensor on the tape, are constants that share values with it. When backward needs a value
/// that was changed since, through whatever tensor, it says so instead of computing with the new one.
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
                TensorLayoutInPlace,
                TensorIndexing,
                TensorInPlace,
                TensorPointwiseInPlace,
                TensorInPlaceOptions,
                TensorElementaryInPlace,
                TensorIndexingInPlace {
    private Storage storage; // another one only by TensorAccess.setData
    private Layout layout; // another one also by TensorAccess.setView
    private @Nullable Tensor base; // of a view: the tensor that is no view
    private final boolean ofTape; // of a view: whether what it was made of was on the tape then
    private volatile int baseHistory; // of a view: the base's history that its own place belongs to
    private @Nullable Batched batched; // inside vmap: all examples, of which storage and layout show the first
    private boolean requiresGrad; // of a leaf
    private boolean inference;
    private @Nullable OpNode node;
    private volatile @Nullable LeafNode leaf; // of a leaf that requires a gradient, made when first asked for
    private int slot;
    private int history; // how often an in-place operation gave this tensor another place on the tape
    private @Nullable Tensor grad;
    private boolean retainsGrad; // of a tensor that an operator made
    private @Nullable String name;

    private Tensor(Storage storage, Layout layout) {
        this(storage, layout, null);
    }

    private Tensor(Storage storage, Layout layout, @Nullable Batched batched) {
        this.storage = storage;
        this.layout = layout;
        this.batched = batched;
        this.base = null;
        this.ofTape = false;
    }

    /// A view.
    private Tensor(Tensor of, Layout layout) {
        Tensor root = of.base == null ? of : of.base;
        this.storage = of.storage;
        this.layout = layout;
        this.batched = null;
        this.base = root;
        this.ofTape = of.requiresGrad() || of.isConstantView();
        this.baseHistory = root.history;
        this.inference = of.inference;
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
    ///
    /// @throws IllegalStateException inside `vmap`, where a tensor stands for all examples at once
    public Storage storage() {
        if (batched != null) {
            throw batched.refusal();
        }
        return storage;
    }

    /// Whether this stands for all examples of a `vmap` at once, so that its values cannot be read.
    public boolean isBatched() {
        return batched != null;
    }

    /// Whether the elements lie densely in row-major order.
    public boolean isContiguous() {
        return layout.isContiguous();
    }

    /// Whether this shows the storage of another tensor.
    public boolean isView() {
        return base != null;
    }

    /// Whether this was made in [inference mode][Autograd#inferenceMode()], or is a view of such a tensor:
    /// no operator can save it for backward, and it can only be changed in that mode. A [#clone()] made
    /// outside is a normal tensor.
    public boolean isInference() {
        return inference;
    }

    void markInference() {
        inference = true;
    }

    /// Of a view the tensor that it shows, which is no view itself.
    @Nullable
    Tensor base() {
        return base;
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
        return Elements.getDouble(storage().array(), Values.only(this));
    }

    /// The only element of an integer or bool tensor, exactly.
    ///
    /// @throws IllegalArgumentException when there is not exactly one
    public long itemLong() {
        return Elements.getLong(storage().array(), Values.only(this));
    }

    /// One element.
    ///
    /// @throws IndexOutOfBoundsException when an index is outside its dimension or there are too few or many of
    ///     them
    public double get(long... index) {
        return Elements.getDouble(storage().array(), Values.position(this, index));
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
        return requiresGrad || node != null || (base != null && baseHistory != base.history && op() != null);
    }

    /// What computed this on the tape. A view whose base was given another place there since, by an in-place
    /// operation, finds its own anew.
    private @Nullable OpNode op() {
        if (base != null && baseHistory != base.history) {
            follow(base);
        }
        return node;
    }

    private synchronized void follow(Tensor changed) {
        if (baseHistory == changed.history || isTornLeaf()) {
            return; // another thread was faster; or there is no place for both
        }
        if (!isConstantView() && changed.requiresGrad()) {
            if (node != null && node.isUsers()) {
                throw new IllegalStateException("this view " + shape() + " was made by " + node.name()
                        + ", and what it shows was changed in place since, which loses its gradient; let " + node.name()
                        + " have a clone()");
            }
            node = History.ofView(this);
            slot = 0;
        }
        baseHistory = changed.history; // last, and volatile: who sees it sees the node
    }

    /// Whether this is a view that became a leaf, while its base came onto the tape: it would need two places.
    private boolean isTornLeaf() {
        return requiresGrad && !ofTape && base != null && baseHistory != base.history;
    }

    /// Whether this is a view that was made under noGrad of a tensor on the tape: a constant to it, as if detached.
    private boolean isConstantView() {
        return ofTape && node == null;
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
    /// @throws IllegalStateException when it was computed on the tape, so that only [#detach()] takes it
    ///     off; or it is an inference tensor outside of inference mode
    /// @throws IllegalArgumentException when it is not of a floating type
    public Tensor requiresGrad_(boolean wanted) {
        OpNode op = op();
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
        if (wanted && inference && !Autograd.isInferenceModeEnabled()) {
            throw new IllegalStateException("requiresGrad_: this tensor " + shape()
                    + " is an inference tensor, which has no gradient outside inferenceMode; use a clone() of it");
        }
        requiresGrad = wanted;
        if (wanted) {
            Region.exempt(storage);
        }
        return this;
    }

    /// Whether this was not computed on the tape.
    public boolean isLeaf() {
        return op() == null;
    }

    /// What computed this on the tape, or null for a leaf.
    public @Nullable Node gradFn() {
        return op();
    }

    /// The accumulated gradient of a leaf, or of a tensor that was told to [#retainGrad()], or null when there is
    /// none.
    public @Nullable Tensor grad() {
        return grad;
    }

    /// Sets or clears the gradient.
    ///
    /// @throws IllegalArgumentException when its shape, type or device is not this tensor's
    public void setGrad(@Nullable Tensor gradient) {
        if (gradient != null && gradient.isBatched() && !isBatched()) {
            throw new IllegalStateException("setGrad: inside vmap the gradient " + gradient.shape()
                    + " differs between examples, but the tensor " + shape()
                    + " is shared by all; ask for it with Autograd.grad and return it from the mapped function");
        }
        if (gradient != null && !Roots.fits(gradient, this)) {
            throw new IllegalArgumentException("setGrad: a gradient of " + Roots.kind(gradient) + " does not fit "
                    + (name == null ? "a tensor of " : "'" + name + "' of ") + Roots.kind(this));
        }
        if (gradient != null) {
            Region.exempt(gradient.storage);
        }
        grad = gradient;
        LeafNode known = leaf;
        if (known != null) {
            known.gradientSet();
        }
    }

    /// Adds the gradients of this scalar to all leaves that it depends on, and frees the graph.
    ///
    /// @throws IllegalStateException when this has several elements, or is not on the tape
    /// @throws BackwardException when the graph was freed already or changed in place, or a gradient rule or a hook
    /// fails
    public void backward() {
        Differentiation.accumulate(this, null, BackwardOptions.DEFAULT);
    }

    /// As [#backward()], starting from a gradient for this tensor, which need not be a scalar then.
    ///
    /// @throws IllegalArgumentException when the gradient's shape or type is not this tensor's
    public void backward(Tensor gradient) {
        Differentiation.accumulate(this, gradient, BackwardOptions.DEFAULT);
    }

    /// As [#backward()], with options: what becomes of the graph, and which tensors get a gradient.
    public void backward(BackwardOptions options) {
        Differentiation.accumulate(this, null, options);
    }

    /// As [#backward(Tensor)], with options: what becomes of the graph, and which tensors get a gradient.
    ///
    /// @throws IllegalArgumentException when the gradient's shape or type is not this tensor's
    public void backward(Tensor gradient, BackwardOptions options) {
        Differentiation.accumulate(this, gradient, options);
    }

    /// Lets a tensor that was computed on the tape keep its gradient: every `backward` from now on adds it
    /// to [#grad()], as it is after the tensor's hooks. A leaf keeps its own anyway, so nothing changes.
    /// After an in-place operation it is the gradient of the changed tensor.
    ///
    /// @throws IllegalStateException when this does not require a gradient
    public void retainGrad() {
        if (!requiresGrad() || (op() != null && !retainsGrad)) {
            GradientHooks.retain(this);
            retainsGrad = true;
        }
    }

    /// Whether [#retainGrad()] was called on this, which an operator made.
    public boolean retainsGrad() {
        return retainsGrad;
    }

    /// Registers a hook that sees the gradient of this tensor in every backward pass that computes it, once
    /// all of it has arrived: before a leaf accumulates it, and before it goes further to what this was
    /// computed from. The hook may return another gradient to take its place, and must not change the one
    /// it is given.
    ///
    /// ```java
    /// hidden.registerHook(g -> g.clamp(-1, 1));
    /// ```
    ///
    /// When this tensor is changed in place, the hook stays with what it was before, as in PyTorch. The package
    /// `dev.autograd` says when which hook runs, and what happens when one fails.
    ///
    /// @return a handle that removes the hook
    /// @throws IllegalStateException when this does not require a gradient
    public RemovableHandle registerHook(TensorHook hook) {
        return GradientHooks.register(this, hook);
    }

    /// Registers a hook that is called whenever a `backward` has added to the gradient of this leaf, with
    /// the leaf. It may use and drop [#grad()], as an optimiser that steps within backward does.
    ///
    /// A leaf with such a hook accumulates as soon as its gradient is complete, while the pass goes on.
    /// When the pass fails later, what such leaves have accumulated and their hooks have done stays done;
    /// other leaves are not touched. The package `dev.autograd` says when which hook runs.
    ///
    /// @return a handle that removes the hook
    /// @throws IllegalStateException when this is no leaf, or does not require a gradient
    public RemovableHandle registerPostAccumulateGradHook(Consumer<Tensor> hook) {
        return GradientHooks.registerPostAccumulate(this, hook);
    }

    /// The same values off the tape, sharing storage and thus the count of changes: changing the result in place
    /// changes this tensor's values, but not its place on the tape, and a backward that needs the old ones notices.
    public Tensor detach() {
        Tensor detached = batched == null
                ? new Tensor(storage, layout)
                : wrapBatched(batched.with(batched.value().detach()));
        detached.inference = inference;
        return detached;
    }

    private static Tensor wrapBatched(Batched batched) {
        Tensor all = batched.value();
        return new Tensor(all.storage, batched.example(), batched);
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
        OpNode op = op();
        if (op != null) {
            return op;
        }
        if (isTornLeaf()) {
            throw new IllegalStateException(
                    "this view " + shape()
                            + " requires a gradient as a leaf, but its base was changed in place on the tape since; make the view anew");
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
            if (!tensor.ofTape) {
                tensor.base = null; // it shows what only the operator knew, not a tensor with a place of its own
            }
        }

        @Override
        protected void attach(Tensor tensor, LeafNode leaf) {
            tensor.requiresGrad = true;
            tensor.leaf = leaf;
        }

        @Override
        protected void rebase(Tensor tensor, OpNode node, int slot) {
            OpNode before = tensor.node;
            tensor.history++;
            tensor.node = node;
            tensor.slot = slot;
            tensor.requiresGrad = false;
            if (tensor.retainsGrad && before != null) {
                GradientHooks.moveRetained(tensor, before);
            }
        }

        @Override
        protected void setData(Tensor leaf, Tensor data) {
            Region.exempt(data.storage);
            leaf.storage = data.storage;
            leaf.layout = data.layout;
        }

        @Override
        protected void setView(Tensor tensor, Tensor view) {
            OpNode before = tensor.node;
            tensor.layout = view.layout;
            tensor.batched = view.batched;
            tensor.node = view.node;
            tensor.slot = view.slot;
            if (tensor.retainsGrad && before != null) {
                GradientHooks.moveRetained(tensor, before);
            }
        }

        @Override
        protected @Nullable Tensor base(Tensor tensor) {
            return tensor.base;
        }

        @Override
        protected boolean isConstantView(Tensor tensor) {
            return tensor.isConstantView();
        }

        @Override
        protected void markInference(Tensor tensor) {
            tensor.markInference();
        }

        @Override
        protected Tensor view(Tensor base, Layout layout) {
            return new Tensor(base, layout);
        }

        @Override
        protected @Nullable Batched batched(Tensor tensor) {
            return tensor.batched;
        }

        @Override
        protected Tensor wrap(Batched batched) {
            return wrapBatched(batched);
        }

        @Override
        protected Tensor fresh(Tensor tensor) {
            return new Tensor(tensor.storage, tensor.layout, tensor.batched);
        }

        @Override
        protected Storage storage(Tensor tensor) {
            return tensor.storage;
        }

        @Override
        protected Tensor wrap(Storage storage, Layout layout) {
            return new Tensor(storage, layout);
        }
    }
}
