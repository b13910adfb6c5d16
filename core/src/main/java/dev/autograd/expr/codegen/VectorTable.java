package dev.autograd.expr.codegen;

import static dev.autograd.expr.codegen.VectorTypes.ANY;
import static dev.autograd.expr.codegen.VectorTypes.MASK;
import static dev.autograd.expr.codegen.VectorTypes.OPERATORS;
import static dev.autograd.expr.codegen.VectorTypes.method;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.Step;
import dev.autograd.expr.UnaryFn;
import dev.autograd.expr.lower.FloatFormat;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.util.Locale;

/// What calls of the Vector API each step becomes, with the argument vectors on the stack.
final class VectorTable {
    private final CodeBuilder code;
    private final VectorTypes types;
    private final FloatFormat format;

    VectorTable(CodeBuilder code, VectorTypes types) {
        this.code = code;
        this.types = types;
        this.format = types.format();
    }

    /// Applies a step other than a select to its arguments.
    void apply(Step step) {
        switch (step) {
            case Step.Apply1 apply -> apply(apply.fn());
            case Step.Apply2 apply -> apply(apply.fn());
            case Step.Fma _ -> call("fma", ANY, ANY);
            case Step.Bits bits -> apply(bits.fn());
            default -> throw new IllegalArgumentException("kernel: not an operation of vectors: " + step);
        }
    }

    /// The select between two vectors, or two masks.
    void choose(Step.Kind kind, int condition, int then, int otherwise) {
        if (kind == Step.Kind.NUMBER) {
            code.aload(otherwise).aload(then).aload(condition);
            call("blend", ANY, MASK);
        } else {
            code.aload(then).aload(condition).invokevirtual(MASK, "and", method(MASK, MASK));
            code.aload(otherwise).aload(condition).invokevirtual(MASK, "andNot", method(MASK, MASK));
            code.invokevirtual(MASK, "or", method(MASK, MASK));
        }
    }

    private void apply(UnaryFn fn) {
        switch (fn) {
            case NEG, ABS, SQRT -> call(fn.label());
            case NOT -> code.invokevirtual(MASK, "not", method(MASK));
            case IS_NAN -> test("IS_NAN");
            case IS_INF -> test("IS_INFINITE");
            case IS_FINITE -> test("IS_FINITE");
            default -> throw new IllegalArgumentException("kernel: not an operation of vectors: " + fn.label());
        }
    }

    private void apply(BinaryFn fn) {
        switch (fn) {
            case ADD, SUB, MUL, DIV, MAX, MIN -> call(fn.method(), ANY);
            case LT, LE, GT, GE, EQ, NE -> {
                ClassDesc comparison = VectorTypes.operator("Comparison");
                code.getstatic(OPERATORS, fn.name(), comparison).swap();
                code.invokevirtual(types.vector(), "compare", method(MASK, comparison, ANY));
            }
            case AND, OR, XOR -> code.invokevirtual(MASK, fn.name().toLowerCase(Locale.ROOT), method(MASK, MASK));
            case COPY_SIGN -> {
                toBits();
                bitsWith("and", format.signBit());
                code.swap();
                toBits();
                bitsWith("and", ~format.signBit());
                code.invokevirtual(types.bits(), "or", method(types.bits(), ANY));
                toNumbers();
            }
            default -> throw new IllegalArgumentException("kernel: not an operation of vectors: " + fn.method());
        }
    }

    private void apply(Step.BitsFn fn) {
        toBits();
        switch (fn) {
            case SIGN_OF_SECOND_BIT -> {
                shift("LSHL", format.totalBits() - 2);
                bitsWith("and", format.signBit());
                bitsWith("add", format.oneBits());
                toNumbers();
            }
            case POWER_OF_TWO -> {
                shift("LSHL", format.fractionBits());
                bitsWith("add", format.oneBits());
                toNumbers();
            }
            case EXPONENT -> {
                // With the fraction's zero moved from 1 to sqrt(1/2), the exponent field is e plus the bias.
                bitsWith("add", format.oneBits() - format.rootHalfBits());
                shift("LSHR", format.fractionBits());
                bitsWith("add", format.rounderBits() - format.bias());
                toNumbers();
                rounder();
                call("sub", types.element());
            }
            case MANTISSA -> {
                bitsWith("add", format.oneBits() - format.rootHalfBits());
                bitsWith("and", format.fractionMask());
                bitsWith("add", format.rootHalfBits());
                toNumbers();
            }
        }
    }

    private void call(String name, ClassDesc... arguments) {
        code.invokevirtual(types.vector(), name, method(types.vector(), arguments));
    }

    private void test(String name) {
        ClassDesc test = VectorTypes.operator("Test");
        code.getstatic(OPERATORS, name, test).invokevirtual(types.vector(), "test", method(MASK, test));
    }

    private void toBits() {
        code.invokevirtual(types.vector(), types.reinterpret(), method(types.bits()));
    }

    private void toNumbers() {
        code.invokevirtual(types.bits(), "viewAsFloatingLanes", method(types.vector()));
    }

    private void bitsWith(String name, long value) {
        if (types == VectorTypes.FLOAT32) {
            code.loadConstant((int) value);
        } else {
            code.loadConstant(value);
        }
        code.invokevirtual(types.bits(), name, method(types.bits(), types.bitsElement()));
    }

    private void shift(String direction, int places) {
        ClassDesc binary = VectorTypes.operator("Binary");
        code.getstatic(OPERATORS, direction, binary);
        if (types == VectorTypes.FLOAT32) {
            code.loadConstant(places);
        } else {
            code.loadConstant((long) places);
        }
        code.invokevirtual(types.bits(), "lanewise", method(types.bits(), binary, types.bitsElement()));
    }

    private void rounder() {
        if (types == VectorTypes.FLOAT32) {
            code.loadConstant((float) format.rounder());
        } else {
            code.loadConstant(format.rounder());
        }
    }
}
