package dev.autograd.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.autograd.kernel.plain.PlainBackend;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/// The kernels of one backend and one floating type, with conversions to and from `double[]`, in which tests compute
/// what they expect.
///
/// @param epsilon the relative error that a test grants
record Subject<A>(
        String name,
        FloatingKernels<A> kernels,
        Function<double[], A> array,
        Function<A, double[]> values,
        double epsilon) {
    /// Lengths around the numbers of lanes, of unrolled lanes and of none.
    static final int[] LENGTHS = {1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 64, 65, 130};

    /// Every backend of this process in both floating types. Without the vector module the current backend is the
    /// plain one.
    static Stream<Subject<?>> all() {
        return backends()
                .flatMap(b -> Stream.of(
                        new Subject<>(b.name() + " float", b.float32(), Subject::toFloats, Subject::toDoubles, 1e-5),
                        new Subject<>(b.name() + " double", b.float64(), double[]::clone, double[]::clone, 1e-12)));
    }

    static Stream<Backend> backends() {
        Backend current = Backends.current();
        return current.name().equals("plain") ? Stream.of(current) : Stream.of(new PlainBackend(), current);
    }

    /// Numbers of both signs, exact in `float`.
    static double[] random(int length, long seed) {
        return new Random(seed).doubles(length, -2, 2).map(d -> (float) d).toArray();
    }

    /// An array that is `NaN` everywhere, so that what a kernel forgets to write shows.
    A blank(int length) {
        double[] nan = new double[length];
        Arrays.fill(nan, Double.NaN);
        return array.apply(nan);
    }

    A of(double... values) {
        return array.apply(values);
    }

    /// Compares elements relative to the larger of `scale` and the expected value; NaN and infinities must be met
    /// exactly.
    void check(A actual, double[] expected, double scale, String what) {
        double[] got = values.apply(actual);
        assertThat(got).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < got.length; i++) {
            double e = expected[i];
            boolean same = Double.compare(got[i] + 0.0, e + 0.0) == 0
                    || Math.abs(got[i] - e) <= epsilon * Math.max(scale, Math.abs(e));
            if (!same) {
                assertThat(got[i]).as("%s: %s, element %d", name, what, i).isEqualTo(e);
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] toDoubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
