package dev.autograd.expr.codegen;

import jdk.incubator.vector.VectorShape;

/// Whether `jdk.incubator.vector` is there, and how wide pointwise loops should be. The only class here that
/// refers to the module's classes, and it touches them only after having found the module.
public final class Vectors {
    // Data of heap arrays starts 16 bytes into a cache line at best, so every 512-bit access straddles two lines:
    // measured, 256 bits are faster for loops that do little between load and store.
    private static final int BEST = 256;

    private Vectors() {}

    /// Whether the module was resolved when the JVM started; it cannot be added later.
    public static boolean available() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /// The width of vectors for pointwise loops: the system property `autograd.vector.bits` if it is set to
    /// 128, 256 or 512, otherwise 256 or what the CPU has, if that is less; 0 if vectors are not available.
    ///
    /// @throws IllegalArgumentException if the property has another value
    public static int bits() {
        if (!available()) {
            return 0;
        }
        Integer forced = Integer.getInteger("autograd.vector.bits");
        return forced == null ? Math.min(BEST, Preferred.bits()) : requireBits(forced);
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
