package dev.autograd.expr.codegen;

import static dev.autograd.expr.codegen.VectorTypes.MASK;
import static dev.autograd.expr.codegen.VectorTypes.method;

import dev.autograd.expr.Program;
import dev.autograd.expr.Step;
import dev.autograd.expr.UnaryFn;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.EnumSet;
import java.util.Set;

/// The slow path of a vector loop: a method that replaces single lanes by a scalar function, `(values, x, lanes
/// to replace) -> values`. It is called behind a branch that is hardly ever taken.
final class OutlierMethod {
    private static final int VALUES = 0;
    private static final int X = 1;
    private static final int OUTSIDE = 2;

    private OutlierMethod() {}

    static String name(UnaryFn fn) {
        return fn.label() + "_outside";
    }

    static MethodTypeDesc descriptor(VectorTypes types) {
        return method(types.vector(), types.vector(), types.vector(), MASK);
    }

    /// Adds the method for every function that the program needs it for.
    static void addAll(ClassBuilder builder, Program program, VectorTypes types, int vectorBits) {
        Set<UnaryFn> functions = EnumSet.noneOf(UnaryFn.class);
        for (Step step : program.steps()) {
            if (step instanceof Step.Outliers outliers) {
                functions.add(outliers.fn());
            }
        }
        for (UnaryFn fn : functions) {
            builder.withMethodBody(
                    name(fn),
                    descriptor(types),
                    ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
                    code -> body(code, fn, types, types.lanes(vectorBits)));
        }
    }

    private static void body(CodeBuilder code, UnaryFn fn, VectorTypes types, int lanes) {
        ClassDesc vector = types.vector();
        ClassDesc element = types.element();
        int i = code.allocateLocal(TypeKind.INT);
        Label test = code.newLabel();
        Label next = code.newLabel();
        Label done = code.newLabel();
        code.iconst_0().istore(i);
        code.labelBinding(test).iload(i).loadConstant(lanes).if_icmpge(done);
        code.aload(OUTSIDE).iload(i);
        code.invokevirtual(MASK, "laneIsSet", method(ConstantDescs.CD_boolean, ConstantDescs.CD_int))
                .ifeq(next);
        code.aload(VALUES).iload(i);
        code.aload(X).iload(i).invokevirtual(vector, "lane", method(element, ConstantDescs.CD_int));
        PlainTable.apply(code, fn, types == VectorTypes.FLOAT32 ? Lane.FLOAT32 : Lane.FLOAT64);
        code.invokevirtual(vector, "withLane", method(vector, ConstantDescs.CD_int, element))
                .astore(VALUES);
        code.labelBinding(next).iinc(i, 1).goto_(test);
        code.labelBinding(done).aload(VALUES).areturn();
    }
}
