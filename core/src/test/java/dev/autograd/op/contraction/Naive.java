package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.value.DType;
import dev.autograd.value.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Contractions by their definitions, one element at a time.
final class Naive {
    private Naive() {}

    /// Any equation with letters and an explicit output; sizes of 1 stretch.
    static Tensor einsum(String equation, Tensor... operands) {
        String[] sides = equation.split("->", -1);
        String[] inputs = sides[0].split(",", -1);
        List<Character> letters = new ArrayList<>();
        for (char c : (sides[1] + sides[0].replace(",", "")).toCharArray()) {
            if (!letters.contains(c)) {
                letters.add(c);
            }
        }
        long[] sizes = new long[letters.size()];
        Arrays.fill(sizes, 1);
        for (int i = 0; i < inputs.length; i++) {
            for (int dim = 0; dim < inputs[i].length(); dim++) {
                int letter = letters.indexOf(inputs[i].charAt(dim));
                sizes[letter] = operands[i].size(dim) == 1 ? sizes[letter] : operands[i].size(dim);
            }
        }
        Shape shape = Shape.of(Arrays.copyOf(sizes, sides[1].length()));
        double[] out = new double[(int) shape.numel()];
        long inner = out.length == 0 ? 0 : Shape.of(sizes).numel() / out.length;
        for (int at = 0; at < out.length * inner; at++) {
            long[] index = new long[sizes.length];
            int rest = at;
            for (int d = sizes.length - 1; d >= 0; d--) {
                index[d] = rest % sizes[d];
                rest /= (int) sizes[d];
            }
            double product = 1;
            for (int i = 0; i < inputs.length; i++) {
                long[] own = new long[inputs[i].length()];
                for (int dim = 0; dim < own.length; dim++) {
                    own[dim] = operands[i].size(dim) == 1 ? 0 : index[letters.indexOf(inputs[i].charAt(dim))];
                }
                product *= operands[i].get(own);
            }
            out[(int) (at / inner)] += product;
        }
        return Tensor.of(out, shape);
    }

    /// A convolution of `(N, C, H, W)` without bias.
    static Tensor conv2d(Tensor x, Tensor weight, int[] stride, int[] padding, int[] dilation, int groups) {
        int outHeight = out(x, weight, 0, stride, padding, dilation);
        int outWidth = out(x, weight, 1, stride, padding, dilation);
        long perGroup = weight.size(0) / groups;
        Tensor y = Tensor.zeros(Shape.of(x.size(0), weight.size(0), outHeight, outWidth), DType.FLOAT64);
        double[] out = (double[]) y.storage().array();
        for (int at = 0; at < out.length; at++) {
            long w = at % outWidth;
            long h = at / outWidth % outHeight;
            long o = at / ((long) outWidth * outHeight) % weight.size(0);
            long n = at / (outWidth * outHeight * weight.size(0));
            for (long c = 0; c < weight.size(1); c++) {
                for (long i = 0; i < weight.size(2); i++) {
                    for (long j = 0; j < weight.size(3); j++) {
                        long row = h * stride[0] + i * dilation[0] - padding[0];
                        long column = w * stride[1] + j * dilation[1] - padding[1];
                        if (row >= 0 && row < x.size(2) && column >= 0 && column < x.size(3)) {
                            out[at] +=
                                    x.get(n, o / perGroup * weight.size(1) + c, row, column) * weight.get(o, c, i, j);
                        }
                    }
                }
            }
        }
        return y;
    }

    private static int out(Tensor x, Tensor weight, int axis, int[] stride, int[] padding, int[] dilation) {
        long reach = dilation[axis] * (weight.size(2 + axis) - 1) + 1;
        return (int) ((x.size(2 + axis) + 2L * padding[axis] - reach) / stride[axis] + 1);
    }
}
