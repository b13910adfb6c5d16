package dev.autograd.kernel.parallel;

import java.lang.reflect.Array;

/// Parts of a sum, of which there are equally many for any number of threads, and the arrays for what each adds up.
final class Parts {
    private Parts() {}

    /// The first element of a part, when so many of about equal size make up `length` elements.
    static int start(int part, int parts, int length) {
        return (int) ((long) length * part / parts);
    }

    /// An array of the same class, of zeros.
    @SuppressWarnings("unchecked") // of the class of what is given
    static <A> A like(A array, int length) {
        return (A) Array.newInstance(array.getClass().componentType(), length);
    }
}
