package dev.autograd.expr.codegen;

import dev.autograd.value.DType;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/// How the JVM holds one element type: on the stack, and in arrays. Booleans are computed with as `int`s.
enum Lane {
    BOOL(TypeKind.INT, ConstantDescs.CD_int, TypeKind.BOOLEAN, ConstantDescs.CD_boolean),
    INT32(TypeKind.INT, ConstantDescs.CD_int, TypeKind.INT, ConstantDescs.CD_int),
    INT64(TypeKind.LONG, ConstantDescs.CD_long, TypeKind.LONG, ConstantDescs.CD_long),
    FLOAT32(TypeKind.FLOAT, ConstantDescs.CD_float, TypeKind.FLOAT, ConstantDescs.CD_float),
    FLOAT64(TypeKind.DOUBLE, ConstantDescs.CD_double, TypeKind.DOUBLE, ConstantDescs.CD_double);

    private final TypeKind kind;
    private final ClassDesc type;
    private final TypeKind element;
    private final ClassDesc array;

    Lane(TypeKind kind, ClassDesc type, TypeKind element, ClassDesc elementType) {
        this.kind = kind;
        this.type = type;
        this.element = element;
        this.array = elementType.arrayType();
    }

    static Lane of(DType type) {
        return switch (type) {
            case BOOL -> BOOL;
            case INT32 -> INT32;
            case INT64 -> INT64;
            case FLOAT32 -> FLOAT32;
            case FLOAT64 -> FLOAT64;
        };
    }

    /// What a value is on the stack and in local variables.
    TypeKind kind() {
        return kind;
    }

    /// The Java type of a value on the stack.
    ClassDesc type() {
        return type;
    }

    /// What an element of the array is.
    TypeKind element() {
        return element;
    }

    /// The type of the array.
    ClassDesc array() {
        return array;
    }

    boolean isFloating() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /// Puts a constant on the stack: integers modulo their width, floats rounded.
    void pushConstant(CodeBuilder code, double value) {
        switch (this) {
            case BOOL, INT32 -> code.loadConstant((int) (long) value);
            case INT64 -> code.loadConstant((long) value);
            case FLOAT32 -> code.loadConstant((float) value);
            case FLOAT64 -> code.loadConstant(value);
        }
    }
}
