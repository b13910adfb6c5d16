package dev.autograd.expr.codegen;

import dev.autograd.expr.BinaryFn;
import dev.autograd.expr.FnKind;
import dev.autograd.expr.ScalarMath;
import dev.autograd.expr.UnaryFn;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/// What scalar code each function becomes, with the arguments on the stack. A function that is not listed is a
/// call of its static method, which computes in double precision (integers: in 64 bits).
final class PlainTable {
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final ClassDesc SCALAR_MATH =
            ScalarMath.class.describeConstable().orElseThrow();

    private PlainTable() {}

    static void apply(CodeBuilder code, UnaryFn fn, Lane lane) {
        switch (fn) {
            case NEG -> operator(code, lane, Opcode.INEG, Opcode.LNEG, Opcode.FNEG, Opcode.DNEG);
            case ABS -> code.invokestatic(MATH, "abs", method(lane.type(), lane.type()));
            case RELU -> maxWithZero(code, lane);
            case RECIPROCAL -> reciprocal(code, lane);
            case NOT -> code.iconst_1().ixor();
            case IS_NAN, IS_INF, IS_FINITE -> test(code, fn, lane);
            default -> {
                if (lane.isFloating()) {
                    code.conversion(lane.kind(), TypeKind.DOUBLE);
                    ClassDesc home = fn.home().describeConstable().orElseThrow();
                    code.invokestatic(home, fn.label(), method(ConstantDescs.CD_double, ConstantDescs.CD_double));
                    code.conversion(TypeKind.DOUBLE, lane.kind());
                } else if (fn == UnaryFn.SIGN) {
                    code.conversion(lane.kind(), TypeKind.LONG);
                    code.invokestatic(
                            ClassDesc.of("java.lang.Long"),
                            "signum",
                            method(ConstantDescs.CD_int, ConstantDescs.CD_long));
                    code.conversion(TypeKind.INT, lane.kind());
                }
                // What else is defined on integers is rounding, which leaves them as they are.
            }
        }
    }

    /// Whether the function is an instruction or a call in the lane's own type.
    private static boolean isDirect(BinaryFn fn) {
        return switch (fn) {
            case ADD, SUB, MUL, DIV, MAX, MIN, COPY_SIGN -> true;
            default -> fn.kind() != FnKind.ARITHMETIC;
        };
    }

    /// What comes between the two arguments of [#apply(CodeBuilder, BinaryFn, Lane)].
    static void beforeSecond(CodeBuilder code, BinaryFn fn, Lane lane) {
        if (!isDirect(fn)) {
            code.conversion(lane.kind(), wide(lane));
        }
    }

    static void apply(CodeBuilder code, BinaryFn fn, Lane lane) {
        switch (fn) {
            case ADD -> operator(code, lane, Opcode.IADD, Opcode.LADD, Opcode.FADD, Opcode.DADD);
            case SUB -> operator(code, lane, Opcode.ISUB, Opcode.LSUB, Opcode.FSUB, Opcode.DSUB);
            case MUL -> operator(code, lane, Opcode.IMUL, Opcode.LMUL, Opcode.FMUL, Opcode.DMUL);
            case DIV -> operator(code, lane, Opcode.IDIV, Opcode.LDIV, Opcode.FDIV, Opcode.DDIV);
            case MAX, MIN, COPY_SIGN ->
                code.invokestatic(MATH, fn.method(), method(lane.type(), lane.type(), lane.type()));
            case AND -> code.iand();
            case OR -> code.ior();
            case XOR -> code.ixor();
            case LT, LE, GT, GE, EQ, NE -> compare(code, lane, fn);
            default -> {
                TypeKind wide = wide(lane);
                code.conversion(lane.kind(), wide);
                ClassDesc type = wide.upperBound();
                ClassDesc home =
                        lane.isFloating() ? fn.home().describeConstable().orElseThrow() : SCALAR_MATH;
                code.invokestatic(home, fn.method(), method(type, type, type));
                code.conversion(wide, lane.kind());
            }
        }
    }

    static void fma(CodeBuilder code, Lane lane) {
        code.invokestatic(MATH, "fma", method(lane.type(), lane.type(), lane.type(), lane.type()));
    }

    /// Whether the number on the stack is not 0; NaN is not.
    static void isNotZero(CodeBuilder code, Lane lane) {
        lane.pushConstant(code, 0);
        compare(code, lane, BinaryFn.NE);
    }

    private static void maxWithZero(CodeBuilder code, Lane lane) {
        lane.pushConstant(code, 0);
        apply(code, BinaryFn.MAX, lane);
    }

    private static void reciprocal(CodeBuilder code, Lane lane) {
        if (lane == Lane.FLOAT32) {
            code.fconst_1().swap().fdiv();
        } else {
            code.dconst_1().dup2_x2().pop2().ddiv();
        }
    }

    private static void test(CodeBuilder code, UnaryFn fn, Lane lane) {
        switch (lane) {
            case FLOAT32 ->
                code.invokestatic(
                        ClassDesc.of("java.lang.Float"),
                        fn.label(),
                        method(ConstantDescs.CD_boolean, ConstantDescs.CD_float));
            case FLOAT64 ->
                code.invokestatic(
                        ClassDesc.of("java.lang.Double"),
                        fn.label(),
                        method(ConstantDescs.CD_boolean, ConstantDescs.CD_double));
            case INT64 -> code.pop2().loadConstant(fn == UnaryFn.IS_FINITE ? 1 : 0);
            case BOOL, INT32 -> code.pop().loadConstant(fn == UnaryFn.IS_FINITE ? 1 : 0);
        }
    }

    /// Compares the two values on the stack; floats so that a comparison with NaN fails, and `!=` holds.
    private static void compare(CodeBuilder code, Lane lane, BinaryFn fn) {
        boolean greater = fn == BinaryFn.GT || fn == BinaryFn.GE;
        switch (lane) {
            case BOOL, INT32 -> {}
            case INT64 -> code.lcmp();
            // fcmpl makes NaN the smaller, fcmpg the greater.
            case FLOAT32 -> code.with(OperatorInstruction.of(greater ? Opcode.FCMPL : Opcode.FCMPG));
            case FLOAT64 -> code.with(OperatorInstruction.of(greater ? Opcode.DCMPL : Opcode.DCMPG));
        }
        boolean ints = lane.kind() == TypeKind.INT;
        Opcode holds = switch (fn) {
            case LT -> ints ? Opcode.IF_ICMPLT : Opcode.IFLT;
            case LE -> ints ? Opcode.IF_ICMPLE : Opcode.IFLE;
            case GT -> ints ? Opcode.IF_ICMPGT : Opcode.IFGT;
            case GE -> ints ? Opcode.IF_ICMPGE : Opcode.IFGE;
            case EQ -> ints ? Opcode.IF_ICMPEQ : Opcode.IFEQ;
            default -> ints ? Opcode.IF_ICMPNE : Opcode.IFNE;
        };
        code.ifThenElse(holds, CodeBuilder::iconst_1, CodeBuilder::iconst_0);
    }

    private static void operator(CodeBuilder code, Lane lane, Opcode i, Opcode l, Opcode f, Opcode d) {
        code.with(OperatorInstruction.of(
                switch (lane) {
                    case BOOL, INT32 -> i;
                    case INT64 -> l;
                    case FLOAT32 -> f;
                    case FLOAT64 -> d;
                }));
    }

    private static TypeKind wide(Lane lane) {
        return lane.isFloating() ? TypeKind.DOUBLE : TypeKind.LONG;
    }

    private static MethodTypeDesc method(ClassDesc result, ClassDesc... arguments) {
        return MethodTypeDesc.of(result, arguments);
    }
}
