package dev.autograd.expr.codegen;

import dev.autograd.value.DType;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The class around a generated loop: a subclass of [PointwiseKernel] whose one `run` method casts the arrays
/// and calls the loop, a static method with the types and the name of what it computes.
final class KernelClass {
    private static final ClassDesc SUPER =
            PointwiseKernel.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc CONSTRUCTOR = MethodTypeDesc.of(
            ConstantDescs.CD_void,
            KernelSpec.class.describeConstable().orElseThrow(),
            Form.class.describeConstable().orElseThrow(),
            ConstantDescs.CD_String);
    private static final int MOST_UNPACKED = 3;

    private KernelClass() {}

    /// The class of that name in this package.
    static ClassDesc named(String name) {
        return ClassDesc.of(KernelClass.class.getPackageName(), name);
    }

    /// The bytes of the class.
    ///
    /// @param loops adds the method `self.getSimpleName()` with the descriptor of [LoopMethod], and what it
    ///     needs
    static byte[] bytes(KernelSpec spec, ClassDesc self, Consumer<ClassBuilder> loops) {
        return ClassFile.of().build(self, builder -> {
            builder.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC).withSuperclass(SUPER);
            builder.withMethodBody(
                    ConstantDescs.INIT_NAME,
                    CONSTRUCTOR,
                    0,
                    code -> code.aload(0)
                            .aload(1)
                            .aload(2)
                            .aload(3)
                            .invokespecial(SUPER, ConstantDescs.INIT_NAME, CONSTRUCTOR)
                            .return_());
            int arity = spec.operands().size();
            if (arity <= MOST_UNPACKED) {
                builder.withMethodBody(
                        "run" + arity, unpacked(arity), ClassFile.ACC_PUBLIC, code -> callUnpacked(spec, self, code));
            } else {
                builder.withMethodBody("runN", packed(), ClassFile.ACC_PUBLIC, code -> callPacked(spec, self, code));
            }
            loops.accept(builder);
        });
    }

    private static MethodTypeDesc unpacked(int arity) {
        List<ClassDesc> types = new ArrayList<>();
        for (int i = 0; i <= arity; i++) {
            types.add(ConstantDescs.CD_Object);
            types.add(ConstantDescs.CD_int);
        }
        types.add(ConstantDescs.CD_double.arrayType());
        types.add(ConstantDescs.CD_int);
        return MethodTypeDesc.of(ConstantDescs.CD_void, types);
    }

    private static MethodTypeDesc packed() {
        return MethodTypeDesc.of(
                ConstantDescs.CD_void,
                ConstantDescs.CD_Object,
                ConstantDescs.CD_int,
                ConstantDescs.CD_Object.arrayType(),
                ConstantDescs.CD_int.arrayType(),
                ConstantDescs.CD_double.arrayType(),
                ConstantDescs.CD_int);
    }

    private static void callUnpacked(KernelSpec spec, ClassDesc self, CodeBuilder code) {
        int slot = 1;
        code.aload(slot++).checkcast(Lane.of(spec.out()).array()).iload(slot++);
        for (DType operand : spec.operands()) {
            code.aload(slot++).checkcast(Lane.of(operand).array()).iload(slot++);
        }
        code.aload(slot++).iload(slot);
        call(spec, self, code);
    }

    private static void callPacked(KernelSpec spec, ClassDesc self, CodeBuilder code) {
        MethodTypeDesc check = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
        code.aload(0).aload(3).arraylength().invokevirtual(SUPER, "requireOperands", check);
        code.aload(1).checkcast(Lane.of(spec.out()).array()).iload(2);
        for (int i = 0; i < spec.operands().size(); i++) {
            code.aload(3)
                    .loadConstant(i)
                    .aaload()
                    .checkcast(Lane.of(spec.operands().get(i)).array());
            code.aload(4).loadConstant(i).iaload();
        }
        code.aload(5).iload(6);
        call(spec, self, code);
    }

    private static void call(KernelSpec spec, ClassDesc self, CodeBuilder code) {
        code.invokestatic(self, self.displayName(), new LoopMethod(spec).descriptor())
                .return_();
    }

    /// An instance of the class, which lives as long as the instance does.
    static PointwiseKernel define(byte[] bytes, KernelSpec spec, Form form, String note) {
        try {
            MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes, true);
            MethodType constructor = MethodType.methodType(void.class, KernelSpec.class, Form.class, String.class);
            return (PointwiseKernel)
                    hidden.findConstructor(hidden.lookupClass(), constructor).invoke(spec, form, note);
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "kernel " + Listing.name(spec.program()) + ": generated code was refused", e);
        }
    }
}
