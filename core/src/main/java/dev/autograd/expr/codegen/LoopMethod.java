package dev.autograd.expr.codegen;

import dev.autograd.value.DType;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// The parameters of the static method that holds a kernel's loop, and the slots where they lie: `(out[], oo,
/// in0[], o0, in1[], o1, ..., params[], n)`.
record LoopMethod(KernelSpec spec) {
    static final int OUT = 0;
    static final int OUT_OFFSET = 1;

    int in(int operand) {
        return 2 + 2 * operand;
    }

    int inOffset(int operand) {
        return 3 + 2 * operand;
    }

    int params() {
        return in(spec.operands().size());
    }

    int n() {
        return params() + 1;
    }

    MethodTypeDesc descriptor() {
        List<ClassDesc> types = new ArrayList<>();
        types.add(Lane.of(spec.out()).array());
        types.add(ConstantDescs.CD_int);
        for (DType operand : spec.operands()) {
            types.add(Lane.of(operand).array());
            types.add(ConstantDescs.CD_int);
        }
        types.add(ConstantDescs.CD_double.arrayType());
        types.add(ConstantDescs.CD_int);
        return MethodTypeDesc.of(ConstantDescs.CD_void, types);
    }
}
