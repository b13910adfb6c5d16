package dev.autograd.expr.codegen;

import static dev.autograd.expr.codegen.VectorTypes.MASK;
import static dev.autograd.expr.codegen.VectorTypes.SPECIES;
import static dev.autograd.expr.codegen.VectorTypes.method;

import dev.autograd.expr.Program;
import dev.autograd.expr.Step;
import dev.autograd.expr.UnaryFn;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Generates a loop over whole vectors, and a method of its own for the elements that are left: the same
/// operations once more, with loads and stores under a mask, so that a value does not depend on where it
/// stands.
///
/// The code is straight, without helper methods, because C2 puts a vector into an object wherever it does not
/// inline a call; constants and parameters are spread over vectors before the loop.
final class VectorGenerator {
    private final KernelSpec spec;
    private final Program program;
    private final VectorTypes types;
    private final LoopMethod method;
    private final CodeBuilder code;
    private final VectorTable table;
    private final int bits;
    private final ClassDesc self;
    private final int[] slots;

    private VectorGenerator(KernelSpec spec, Program lowered, int bits, ClassDesc self, CodeBuilder code) {
        this.spec = spec;
        this.program = lowered;
        this.types = VectorTypes.of(Lane.of(spec.compute()));
        this.method = new LoopMethod(spec);
        this.code = code;
        this.table = new VectorTable(code, types);
        this.bits = bits;
        this.self = self;
        this.slots = new int[lowered.steps().size()];
    }

    /// The bytes of a kernel class.
    ///
    /// @param lowered the program in operations that vectors have
    /// @param bits the width of the vectors
    static byte[] bytes(KernelSpec spec, Program lowered, int bits, ClassDesc self) {
        LoopMethod method = new LoopMethod(spec);
        String rest = self.displayName() + "_rest";
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;
        return KernelClass.bytes(spec, self, builder -> {
            builder.withMethodBody(
                    self.displayName(),
                    method.descriptor(),
                    flags,
                    code -> new VectorGenerator(spec, lowered, bits, self, code).loop(rest));
            builder.withMethodBody(
                    rest,
                    restDescriptor(method),
                    flags,
                    code -> new VectorGenerator(spec, lowered, bits, self, code).rest());
            OutlierMethod.addAll(builder, lowered, VectorTypes.of(Lane.of(spec.compute())), bits);
        });
    }

    /// The loop's parameters and the index of the first element that is left.
    private static MethodTypeDesc restDescriptor(LoopMethod method) {
        MethodTypeDesc loop = method.descriptor();
        return loop.insertParameterTypes(loop.parameterCount(), ConstantDescs.CD_int);
    }

    private void loop(String rest) {
        beforeLoop();
        int i = code.allocateLocal(TypeKind.INT);
        int end = code.allocateLocal(TypeKind.INT);
        int lanes = types.lanes(bits);
        Label test = code.newLabel();
        Label done = code.newLabel();
        code.iload(method.n()).loadConstant(-lanes).iand().istore(end);
        code.iconst_0().istore(i);
        code.labelBinding(test).iload(i).iload(end).if_icmpge(done);
        steps(i, -1);
        store(i);
        code.iinc(i, lanes).goto_(test);
        code.labelBinding(done);
        Label nothingLeft = code.newLabel();
        code.iload(i).iload(method.n()).if_icmpge(nothingLeft);
        MethodTypeDesc descriptor = restDescriptor(method);
        for (int slot = 0; slot < descriptor.parameterCount() - 1; slot++) {
            code.loadLocal(TypeKind.from(descriptor.parameterType(slot)), slot);
        }
        code.iload(i).invokestatic(self, rest, descriptor);
        code.labelBinding(nothingLeft).return_();
    }

    private void rest() {
        int i = method.n() + 1;
        beforeLoop();
        int mask = code.allocateLocal(TypeKind.REFERENCE);
        species();
        code.iload(i).iload(method.n());
        code.invokeinterface(SPECIES, "indexInRange", method(MASK, ConstantDescs.CD_int, ConstantDescs.CD_int));
        code.astore(mask);
        steps(i, mask);
        storeRest(i, mask);
        code.return_();
    }

    private void beforeLoop() {
        List<Step> steps = program.steps();
        for (int id = 0; id < steps.size(); id++) {
            switch (steps.get(id)) {
                case Step.Literal(double value) -> {
                    species();
                    if (types == VectorTypes.FLOAT32) {
                        code.loadConstant((float) value);
                    } else {
                        code.loadConstant(value);
                    }
                    spread(id);
                }
                case Step.Parameter(int index) -> {
                    species();
                    code.aload(method.params()).loadConstant(index).daload();
                    code.conversion(TypeKind.DOUBLE, TypeKind.from(types.element()));
                    spread(id);
                }
                default -> {}
            }
        }
    }

    private void spread(int id) {
        code.invokestatic(types.vector(), "broadcast", method(types.vector(), SPECIES, types.element()));
        keep(id);
    }

    private void steps(int i, int mask) {
        List<Step> steps = program.steps();
        for (int id = 0; id < steps.size(); id++) {
            Step step = steps.get(id);
            switch (step) {
                case Step.Literal _, Step.Parameter _ -> {
                    continue;
                }
                case Step.Load(int operand, Step.Kind kind) -> {
                    if (kind == Step.Kind.NUMBER) {
                        load(operand, i, mask);
                    } else {
                        loadTruths(operand, i, mask);
                    }
                }
                case Step.Choose(int condition, int then, int otherwise, Step.Kind kind) ->
                    table.choose(kind, slots[condition], slots[then], slots[otherwise]);
                case Step.Outliers(UnaryFn fn, int x, int outside, int inside) ->
                    outliers(fn, slots[x], slots[outside], slots[inside]);
                default -> {
                    step.arguments().forEach(argument -> code.aload(slots[argument]));
                    table.apply(step);
                }
            }
            keep(id);
        }
    }

    private void outliers(UnaryFn fn, int x, int outside, int inside) {
        code.aload(inside);
        code.aload(outside).invokevirtual(MASK, "anyTrue", method(ConstantDescs.CD_boolean));
        code.ifThen(then -> then.aload(x)
                .aload(outside)
                .invokestatic(self, OutlierMethod.name(fn), OutlierMethod.descriptor(types)));
    }

    private void keep(int id) {
        slots[id] = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(slots[id]);
    }

    private void species() {
        code.getstatic(types.vector(), "SPECIES_" + bits, SPECIES);
    }

    private void load(int operand, int i, int mask) {
        ClassDesc array = types.element().arrayType();
        species();
        code.aload(method.in(operand)).iload(method.inOffset(operand)).iload(i).iadd();
        if (mask < 0) {
            code.invokestatic(
                    types.vector(), "fromArray", method(types.vector(), SPECIES, array, ConstantDescs.CD_int));
        } else {
            code.aload(mask);
            code.invokestatic(
                    types.vector(), "fromArray", method(types.vector(), SPECIES, array, ConstantDescs.CD_int, MASK));
        }
    }

    private void store(int i) {
        ClassDesc array = Lane.of(spec.out()).array();
        ClassDesc owner = isTruth() ? MASK : types.vector();
        code.aload(slots[program.result()])
                .aload(LoopMethod.OUT)
                .iload(LoopMethod.OUT_OFFSET)
                .iload(i)
                .iadd();
        code.invokevirtual(owner, "intoArray", method(ConstantDescs.CD_void, array, ConstantDescs.CD_int));
    }

    private boolean isTruth() {
        return program.steps().get(program.result()).kind() == Step.Kind.TRUTH;
    }

    private void storeRest(int i, int mask) {
        if (isTruth()) {
            code.aload(slots[program.result()]);
            BooleanRest.store(code, method, i);
            return;
        }
        code.aload(slots[program.result()])
                .aload(LoopMethod.OUT)
                .iload(LoopMethod.OUT_OFFSET)
                .iload(i)
                .iadd()
                .aload(mask);
        code.invokevirtual(
                types.vector(),
                "intoArray",
                method(ConstantDescs.CD_void, types.element().arrayType(), ConstantDescs.CD_int, MASK));
    }

    private void loadTruths(int operand, int i, int mask) {
        species();
        if (mask < 0) {
            code.aload(method.in(operand))
                    .iload(method.inOffset(operand))
                    .iload(i)
                    .iadd();
            ClassDesc array = Lane.BOOL.array();
            code.invokestatic(MASK, "fromArray", method(MASK, SPECIES, array, ConstantDescs.CD_int));
        } else {
            BooleanRest.load(code, method, operand, i);
        }
    }
}
