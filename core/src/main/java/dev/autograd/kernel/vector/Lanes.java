package dev.autograd.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The vector sizes of this process. They must be constants for C2 to compile vector operations to instructions, so a
/// test of another size is another process, with `-Dautograd.vector.bits=128|256|512`.
final class Lanes {
    /// Vectors of `float`, for every kernel: the widest that the CPU likes, unless the property says otherwise.
    static final VectorSpecies<Float> FLOAT;

    /// Vectors of `double` of the same width.
    static final VectorSpecies<Double> DOUBLE;

    static {
        int bits = Integer.getInteger("autograd.vector.bits", 0);
        FLOAT = bits == 0 ? FloatVector.SPECIES_PREFERRED : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
        DOUBLE = bits == 0
                ? DoubleVector.SPECIES_PREFERRED
                : VectorSpecies.of(double.class, VectorShape.forBitSize(bits));
    }

    private Lanes() {}
}
