package dev.autograd.expr.codegen;

import static dev.autograd.expr.codegen.VectorTypes.MASK;
import static dev.autograd.expr.codegen.VectorTypes.SPECIES;
import static dev.autograd.expr.codegen.VectorTypes.method;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;

/// The last elements of boolean arrays, fewer than a vector has lanes: the Vector API has no masked access to
/// them, so they travel one by one through the bits of a `long`.
final class BooleanRest {
    private BooleanRest() {}

    /// With the species on the stack, puts a mask there with the elements from `i` to `n - 1` of an operand.
    static void load(CodeBuilder code, LoopMethod method, int operand, int i) {
        int bits = code.allocateLocal(TypeKind.LONG);
        int j = code.allocateLocal(TypeKind.INT);
        Label test = code.newLabel();
        Label done = code.newLabel();
        code.lconst_0().lstore(bits).iload(method.n()).istore(j);
        code.labelBinding(test).iinc(j, -1).iload(j).iload(i).if_icmplt(done);
        code.lload(bits).iconst_1().lshl();
        code.aload(method.in(operand))
                .iload(method.inOffset(operand))
                .iload(j)
                .iadd()
                .baload();
        code.i2l().lor().lstore(bits).goto_(test);
        code.labelBinding(done).lload(bits);
        code.invokestatic(MASK, "fromLong", method(MASK, SPECIES, ConstantDescs.CD_long));
    }

    /// Stores the mask on the stack into the elements of the result from `i` to `n - 1`.
    static void store(CodeBuilder code, LoopMethod method, int i) {
        int bits = code.allocateLocal(TypeKind.LONG);
        int j = code.allocateLocal(TypeKind.INT);
        Label test = code.newLabel();
        Label done = code.newLabel();
        code.invokevirtual(MASK, "toLong", method(ConstantDescs.CD_long)).lstore(bits);
        code.iload(i).istore(j);
        code.labelBinding(test).iload(j).iload(method.n()).if_icmpge(done);
        code.aload(LoopMethod.OUT).iload(LoopMethod.OUT_OFFSET).iload(j).iadd();
        code.lload(bits).l2i().iconst_1().iand().bastore();
        code.lload(bits).iconst_1().lushr().lstore(bits);
        code.iinc(j, 1).goto_(test);
        code.labelBinding(done);
    }
}
