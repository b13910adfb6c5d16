package dev.autograd.op.layout;

import dev.autograd.Tensor;
import dev.autograd.engine.Tape;
import dev.autograd.kernel.Elements;
import dev.autograd.kernel.Strided;
import dev.autograd.value.DType;
import dev.autograd.value.Layout;
import dev.autograd.value.Storage;
import java.util.Arrays;

/// Where the elements of a view lie among those of its base, both as layouts of one storage, which starts
/// where the base does. Works on copies of that storage, which hold other values for the base, such as its
/// gradient.
record Places(Layout base, Layout view) {
    static Places of(Layout base, Layout view) {
        return new Places(moved(base, base), moved(view, base));
    }

    private static Layout moved(Layout layout, Layout base) {
        long offset = layout.shape().numel() == 0 ? 0 : layout.offset() - base.offset();
        return Layout.of(layout.shape(), layout.strides(), offset);
    }

    boolean isWhole() {
        return base.isInjective()
                && view.isInjective()
                && base.shape().numel() == view.shape().numel();
    }

    /// A new storage of zeros.
    Storage zeros(DType dtype) {
        return Storage.allocate(dtype, base.extent());
    }

    /// A new storage with the values of a tensor of the base's shape.
    Storage spread(Tensor x) {
        Storage storage = zeros(x.dtype());
        write(x, base, storage);
        return storage;
    }

    /// Overwrites the places of the view.
    void put(Tensor values, Storage storage) {
        write(values, view, storage);
    }

    private static void write(Tensor values, Layout layout, Storage storage) {
        Tensor dense = Copy.dense(values);
        Strided.scatter(dense.storage().array(), (int) dense.layout().offset(), storage.array(), layout);
    }

    /// Adds to the places of the view; what the view shows several times is added to several times.
    void add(Tensor values, Storage storage) {
        if (view.isInjective()) { // where there is nothing yet
            put(values, storage);
            return;
        }
        int[] all = new int[storage.length()];
        Arrays.setAll(all, i -> i);
        int[] places = new int[(int) view.shape().numel()];
        Strided.gather(all, view, places, 0);
        Tensor dense = Copy.dense(values);
        Elements.putAdd(dense.storage().array(), (int) dense.layout().offset(), storage.array(), places);
    }

    /// What the view shows of a storage, as a dense tensor.
    Tensor viewOf(Storage storage) {
        return dense(storage, view);
    }

    /// What the base shows of a storage, as a dense tensor.
    Tensor baseOf(Storage storage) {
        return base.isContiguous() ? Tape.wrap(storage, base) : dense(storage, base);
    }

    private static Tensor dense(Storage storage, Layout layout) {
        return Copy.dense(Tape.wrap(storage, layout));
    }
}
