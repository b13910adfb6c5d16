package dev.autograd.expr.codegen;

import java.util.OptionalInt;
import jdk.incubator.vector.VectorShape;

/// Whether `jdk.incubator.vector` is there, and how wide the vectors of pointwise loops may be. The only
/// class here that refers to the module's classes, and it touches them only after having found the module.
public final class Vectors {
    private Vectors() {}

    /// Whether the module was resolved when the JVM started; it cannot be added later.
    public static boolean available() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /// The width that the system property `autograd.vector.bits` asks for; empty if it is not set.
    ///
    /// @throws IllegalArgumentException if it is not 128, 256 or 512
    static OptionalInt forced() {
        Integer bits = Integer.getInteger("autograd.vector.bits");
        return bits == null ? OptionalInt.empty() : OptionalInt.of(requireBits(bits));
    }

    /// The width of the CPU's vectors; 0 if vectors are not available.
    static int widest() {
        return available() ? Preferred.bits() : 0;
    }

    static int requireBits(int bits) {
        if (bits != 128 && bits != 256 && bits != 512) {
            throw new IllegalArgumentException("autograd.vector.bits: vectors have 128, 256 or 512 bits, not " + bits);
        }
        return bits;
    }

    // A class of its own, so that VectorShape is only looked for when the module is there.
    private static final class Preferred {
        static int bits() {
            return VectorShape.preferredShape().vectorBitSize();
        }
    }
}
