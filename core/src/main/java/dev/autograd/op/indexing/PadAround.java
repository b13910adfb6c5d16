package dev.autograd.op.indexing;

import dev.autograd.PadMode;
import dev.autograd.Tensor;
import dev.autograd.op.Check;
import dev.autograd.value.Shape;
import java.util.Arrays;

/// Surrounds a tensor with its own elements, a dimension after the other: each is a selection by index, so in the
/// gradient what was taken twice adds up.
public final class PadAround {
    private static final String NAME = "pad";

    private PadAround() {}

    /// As `nn.functional.pad` with a mode other than `constant`: amounts come in pairs (before, after), the last
    /// dimension's first; negative ones cut off.
    ///
    /// @throws IllegalArgumentException when the amounts are odd in number, too many, more than the mode
    ///     can fill, or cut off more than there is
    public static Tensor of(Tensor x, PadMode mode, long... amounts) {
        return of(NAME, x, mode, amounts);
    }

    /// As above, as part of another operator, whose name errors say.
    public static Tensor of(String name, Tensor x, PadMode mode, long... amounts) {
        Shape shape = x.shape();
        Check.that(
                amounts.length % 2 == 0,
                () -> name + ": amounts come in pairs (before, after), but " + Arrays.toString(amounts) + " has "
                        + amounts.length);
        Check.that(
                amounts.length <= 2 * shape.rank(),
                () -> name + ": " + Arrays.toString(amounts) + " pads " + amounts.length / 2 + " dimensions, but shape "
                        + shape + " has " + shape.rank());
        for (int i = 0; i < amounts.length / 2; i++) {
            check(name, shape, shape.rank() - 1 - i, mode, amounts[2 * i], amounts[2 * i + 1]);
        }
        Tensor padded = x;
        for (int i = 0; i < amounts.length / 2; i++) {
            if (amounts[2 * i] != 0 || amounts[2 * i + 1] != 0) {
                int dim = shape.rank() - 1 - i;
                Tensor index = index(mode, shape.size(dim), amounts[2 * i], amounts[2 * i + 1]);
                padded = IndexSelect.of(NAME, padded, dim, index);
            }
        }
        return padded == x ? x.clone() : padded;
    }

    private static void check(String name, Shape shape, int dim, PadMode mode, long before, long after) {
        long size = shape.size(dim);
        long most = switch (mode) {
            case REFLECT -> size - 1;
            case REPLICATE -> size == 0 ? 0 : Integer.MAX_VALUE;
            case CIRCULAR -> size;
        };
        Check.that(
                Math.max(before, after) <= Math.max(0, most),
                () -> name + ": mode " + mode + " can add at most " + Math.max(0, most) + " to dimension " + dim
                        + " of shape " + shape + ", but the amounts are (" + before + ", " + after + ")");
        Check.that(
                before >= -size && after >= -size && size + before + after >= 0,
                () -> name + ": amounts (" + before + ", " + after + ") cut more than the size of dimension " + dim
                        + " of shape " + shape);
    }

    private static Tensor index(PadMode mode, long size, long before, long after) {
        long[] index = new long[Math.toIntExact(size + before + after)];
        for (int i = 0; i < index.length; i++) {
            long at = i - before;
            index[i] = switch (mode) {
                case REFLECT -> at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at;
                case REPLICATE -> Math.clamp(at, 0, size - 1);
                case CIRCULAR -> Math.floorMod(at, size);
            };
        }
        return Tensor.of(index);
    }
}
