package dev.autograd.io;

import dev.autograd.SavedTensorHooks;
import dev.autograd.Tensor;
import dev.autograd.value.Shape;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Hooks that keep saved tensors in files; see [SavedTensors#onDisk(Path, long)].
final class DiskHooks implements SavedTensorHooks<Object> {
    private final Path folder;
    private final long fromBytes;

    DiskHooks(Path folder, long fromBytes) {
        this.folder = folder;
        this.fromBytes = fromBytes;
    }

    /// A tensor in a file.
    ///
    /// @param file with the elements in the order in which they lay in memory, none twice
    /// @param order the dimensions in that order
    /// @param shape of the tensor
    private record OnDisk(SpilledFile file, int[] order, Shape shape) {}

    @Override
    public Object pack(Tensor saved) {
        boolean isParameter = saved.isLeaf() && saved.requiresGrad();
        if (isParameter || saved.isBatched() || saved.numel() * saved.dtype().bytes() < fromBytes) {
            return saved;
        }
        int[] order = byStride(saved);
        Tensor dense = withoutRepetition(saved.detach()).permute(order);
        return new OnDisk(SpilledFile.write(folder, TensorFiles.raw(dense)), order, saved.shape());
    }

    /// The dimensions, those of large strides first: a kernel may take another path for another order, and
    /// give other last bits.
    private static int[] byStride(Tensor tensor) {
        return IntStream.range(0, tensor.dim())
                .boxed()
                .sorted(Comparator.comparingLong(
                        (Integer dim) -> -tensor.layout().stride(dim)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// With size 1 where `expand` repeats one element.
    private static Tensor withoutRepetition(Tensor tensor) {
        Tensor result = tensor;
        for (int dim = 0; dim < tensor.dim(); dim++) {
            if (tensor.layout().stride(dim) == 0 && tensor.size(dim) > 1) {
                result = result.narrow(dim, 0, 1);
            }
        }
        return result;
    }

    @Override
    public Tensor unpack(Object packed) {
        if (!(packed instanceof OnDisk(SpilledFile file, int[] order, Shape shape))) {
            return (Tensor) packed;
        }
        RawTensor raw = file.read();
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return Tensor.of(raw.array(), Shape.of(raw.shape())).permute(inverse).expand(shape);
    }

    @Override
    public void release(Object packed) {
        if (packed instanceof OnDisk onDisk) {
            onDisk.file().delete();
        }
    }
}
