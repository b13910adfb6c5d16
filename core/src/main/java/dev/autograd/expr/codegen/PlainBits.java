package dev.autograd.expr.codegen;

import dev.autograd.expr.Step;
import dev.autograd.expr.lower.FloatFormat;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// The scalar code of operations on the bits of floating numbers; [VectorTable] has the same for vectors.
final class PlainBits {
    private static final ClassDesc FLOAT = ClassDesc.of("java.lang.Float");
    private static final ClassDesc DOUBLE = ClassDesc.of("java.lang.Double");

    private final CodeBuilder code;
    private final FloatFormat format;

    private PlainBits(CodeBuilder code, FloatFormat format) {
        this.code = code;
        this.format = format;
    }

    /// Applies the operation to the number on the stack.
    static void apply(CodeBuilder code, Step.BitsFn fn, Lane lane) {
        new PlainBits(code, lane == Lane.FLOAT32 ? FloatFormat.FLOAT32 : FloatFormat.FLOAT64).apply(fn);
    }

    private void apply(Step.BitsFn fn) {
        toBits();
        switch (fn) {
            case SIGN_OF_SECOND_BIT -> {
                // From value 2 to the sign: one place short of all.
                shiftLeft(format.totalBits() - 2);
                and(format.signBit());
                add(format.oneBits());
                toNumber();
            }
            case POWER_OF_TWO -> {
                shiftLeft(format.fractionBits());
                add(format.oneBits());
                toNumber();
            }
            case EXPONENT -> {
                add(format.oneBits() - format.rootHalfBits());
                shiftRight();
                add(format.rounderBits() - format.bias());
                toNumber();
                minusRounder();
            }
            case MANTISSA -> {
                add(format.oneBits() - format.rootHalfBits());
                and(format.fractionMask());
                add(format.rootHalfBits());
                toNumber();
            }
        }
    }

    private boolean isFloat() {
        return format == FloatFormat.FLOAT32;
    }

    private void toBits() {
        if (isFloat()) {
            MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_float);
            code.invokestatic(FLOAT, "floatToRawIntBits", type);
        } else {
            MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_long, ConstantDescs.CD_double);
            code.invokestatic(DOUBLE, "doubleToRawLongBits", type);
        }
    }

    private void toNumber() {
        if (isFloat()) {
            MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_float, ConstantDescs.CD_int);
            code.invokestatic(FLOAT, "intBitsToFloat", type);
        } else {
            MethodTypeDesc type = MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_long);
            code.invokestatic(DOUBLE, "longBitsToDouble", type);
        }
    }

    private void shiftLeft(int places) {
        code.loadConstant(places);
        if (isFloat()) {
            code.ishl();
        } else {
            code.lshl();
        }
    }

    private void shiftRight() {
        code.loadConstant(format.fractionBits());
        if (isFloat()) {
            code.iushr();
        } else {
            code.lushr();
        }
    }

    private void add(long bits) {
        if (isFloat()) {
            code.loadConstant((int) bits).iadd();
        } else {
            code.loadConstant(bits).ladd();
        }
    }

    private void and(long bits) {
        if (isFloat()) {
            code.loadConstant((int) bits).iand();
        } else {
            code.loadConstant(bits).land();
        }
    }

    private void minusRounder() {
        if (isFloat()) {
            code.loadConstant((float) format.rounder()).fsub();
        } else {
            code.loadConstant(format.rounder()).dsub();
        }
    }
}
