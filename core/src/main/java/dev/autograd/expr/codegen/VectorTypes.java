package dev.autograd.expr.codegen;

import dev.autograd.expr.lower.FloatFormat;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// The names of the Vector API for one floating type: descriptors only, no reference to its classes.
enum VectorTypes {
    FLOAT32("FloatVector", ConstantDescs.CD_float, "IntVector", ConstantDescs.CD_int, 32, "reinterpretAsInts"),
    FLOAT64("DoubleVector", ConstantDescs.CD_double, "LongVector", ConstantDescs.CD_long, 64, "reinterpretAsLongs");

    static final ClassDesc ANY = type("Vector");
    static final ClassDesc MASK = type("VectorMask");
    static final ClassDesc SPECIES = type("VectorSpecies");
    static final ClassDesc OPERATORS = type("VectorOperators");

    private final ClassDesc vector;
    private final ClassDesc element;
    private final ClassDesc bits;
    private final ClassDesc bitsElement;
    private final int laneBits;
    private final String reinterpret;

    VectorTypes(
            String vector, ClassDesc element, String bits, ClassDesc bitsElement, int laneBits, String reinterpret) {
        this.vector = type(vector);
        this.element = element;
        this.bits = type(bits);
        this.bitsElement = bitsElement;
        this.laneBits = laneBits;
        this.reinterpret = reinterpret;
    }

    private static ClassDesc type(String name) {
        return ClassDesc.of("jdk.incubator.vector", name);
    }

    static VectorTypes of(Lane lane) {
        return lane == Lane.FLOAT32 ? FLOAT32 : FLOAT64;
    }

    /// A nested class of `VectorOperators`.
    static ClassDesc operator(String name) {
        return OPERATORS.nested(name);
    }

    /// The format of an element.
    FloatFormat format() {
        return this == FLOAT32 ? FloatFormat.FLOAT32 : FloatFormat.FLOAT64;
    }

    /// The class of vectors of the type.
    ClassDesc vector() {
        return vector;
    }

    /// The element type.
    ClassDesc element() {
        return element;
    }

    /// The class of vectors of integers of the same width.
    ClassDesc bits() {
        return bits;
    }

    /// The integer type of the same width.
    ClassDesc bitsElement() {
        return bitsElement;
    }

    /// The method that takes a vector's bits as integers.
    String reinterpret() {
        return reinterpret;
    }

    /// The number of elements in a vector of so many bits.
    int lanes(int vectorBits) {
        return vectorBits / laneBits;
    }

    /// A method type.
    static MethodTypeDesc method(ClassDesc result, ClassDesc... arguments) {
        return MethodTypeDesc.of(result, arguments);
    }
}
