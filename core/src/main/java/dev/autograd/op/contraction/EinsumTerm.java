package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.value.Shape;
import java.util.Arrays;

/// A tensor whose dimensions are named, each by a character of `labels`, all different.
record EinsumTerm(Tensor tensor, String labels) {
    /// Takes the diagonals of dimensions of one name.
    static EinsumTerm of(Tensor tensor, String labels) {
        EinsumTerm term = new EinsumTerm(tensor, labels);
        for (char label : labels.toCharArray()) {
            int first = term.labels.indexOf(label);
            int last = term.labels.lastIndexOf(label);
            term = first == last ? term : term.diagonal(first, last);
        }
        return term;
    }

    /// Two dimensions of one size become one, which is put last: as one dimension of n * n elements, of which every
    /// n + 1st lies on the diagonal.
    private EinsumTerm diagonal(int dim0, int dim1) {
        String others = without(without(labels, dim1), dim0);
        int[] order = new int[labels.length()];
        int at = 0;
        for (int i = 0; i < order.length; i++) {
            if (i != dim0 && i != dim1) {
                order[at++] = i;
            }
        }
        order[at] = dim0;
        order[at + 1] = dim1;
        Tensor moved = tensor.permute(order);
        long n = tensor.size(dim0);
        long[] sizes = Arrays.copyOf(moved.shape().sizes(), at + 1);
        sizes[at] = n * n;
        return new EinsumTerm(moved.reshape(Shape.of(sizes)).slice(at, 0, n * n, n + 1), others + labels.charAt(dim0));
    }

    private static String without(String labels, int at) {
        return labels.substring(0, at) + labels.substring(at + 1);
    }

    private boolean has(char label) {
        return labels.indexOf(label) >= 0;
    }

    private long size(char label) {
        return tensor.size(labels.indexOf(label));
    }

    /// How many multiplications the product with another takes.
    double cost(EinsumTerm other) {
        double cost = 1;
        for (char label : union(labels, other.labels).toCharArray()) {
            cost *= Math.max(has(label) ? size(label) : 1, other.has(label) ? other.size(label) : 1);
        }
        return cost;
    }

    private static String union(String a, String b) {
        StringBuilder both = new StringBuilder(a);
        b.chars().filter(label -> a.indexOf(label) < 0).forEach(label -> both.append((char) label));
        return both.toString();
    }

    /// The product, summed over the names that are not needed.
    EinsumTerm times(EinsumTerm other, String needed) {
        EinsumTerm a = dropSingles(other).summedTo(needed + other.labels);
        EinsumTerm b = other.dropSingles(this).summedTo(needed + a.labels);
        a = a.summedTo(needed + b.labels); // a name that only a still has
        String shared = common(a.labels, b.labels);
        String batch = common(shared, needed);
        String contracted = minus(shared, batch);
        String aOnly = minus(a.labels, shared);
        String bOnly = minus(b.labels, shared);
        if (contracted.isEmpty() || (aOnly.isEmpty() && bOnly.isEmpty() && !batch.isEmpty())) {
            String all = batch + aOnly + bOnly + contracted;
            return new EinsumTerm(a.stretched(all).mul(b.stretched(all)), all).summedTo(needed);
        }
        Tensor x = a.arranged(batch + aOnly + contracted);
        Tensor y = b.arranged(batch + contracted + bOnly);
        long B = a.product(batch);
        long M = a.product(aOnly);
        long N = b.product(bOnly);
        long K = a.product(contracted);
        Tensor product = batch.isEmpty()
                ? MatMul.mm(x.reshape(M, K), y.reshape(K, N))
                : MatMul.bmm(x.reshape(B, M, K), y.reshape(B, K, N));
        String labels = batch + aOnly + bOnly;
        long[] sizes = new long[labels.length()];
        for (int i = 0; i < sizes.length; i++) {
            char label = labels.charAt(i);
            sizes[i] = a.has(label) ? a.size(label) : b.size(label);
        }
        return new EinsumTerm(product.reshape(Shape.of(sizes)), labels);
    }

    /// Without the dimensions of size 1 that the other stretches.
    private EinsumTerm dropSingles(EinsumTerm other) {
        EinsumTerm term = this;
        for (char label : labels.toCharArray()) {
            if (size(label) == 1 && other.has(label) && other.size(label) != 1) {
                int dim = term.labels.indexOf(label);
                term = new EinsumTerm(term.tensor.squeeze(dim), without(term.labels, dim));
            }
        }
        return term;
    }

    /// Summed over all names but these.
    EinsumTerm summedTo(String kept) {
        String rest = common(labels, kept);
        if (rest.equals(labels)) {
            return this;
        }
        int[] dims = minus(labels, kept).chars().map(labels::indexOf).toArray();
        return new EinsumTerm(tensor.sum(dims).to(tensor.dtype()), rest);
    }

    /// The tensor with its dimensions in the order of these names, which are the same in another order.
    Tensor arranged(String order) {
        return order.equals(labels)
                ? tensor
                : tensor.permute(order.chars().map(labels::indexOf).toArray());
    }

    /// The tensor with the dimensions of these names in order, of size 1 where it has no such name.
    private Tensor stretched(String order) {
        Tensor result = arranged(common(order, labels));
        for (int i = 0; i < order.length(); i++) {
            result = has(order.charAt(i)) ? result : result.unsqueeze(i);
        }
        return result;
    }

    private long product(String names) {
        long product = 1;
        for (char label : names.toCharArray()) {
            product *= size(label);
        }
        return product;
    }

    /// The characters of `a` that are in `b`, in the order of `a`.
    private static String common(String a, String b) {
        StringBuilder result = new StringBuilder();
        a.chars().filter(label -> b.indexOf(label) >= 0).forEach(label -> result.append((char) label));
        return result.toString();
    }

    private static String minus(String a, String b) {
        return common(
                a,
                a.chars()
                        .filter(label -> b.indexOf(label) < 0)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }
}
