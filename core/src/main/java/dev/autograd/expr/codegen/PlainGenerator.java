package dev.autograd.expr.codegen;

import dev.autograd.expr.Program;
import dev.autograd.expr.Step;
import dev.autograd.expr.UnaryFn;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/// Generates the loop that a Java programmer would write: one element at a time, each step in a local variable.
/// C2 vectorises it where every step is an instruction or one of the `Math` functions it has vectors for, but
/// only if all arrays have the same offset: otherwise it cannot tell that a store does not reach into a later
/// load (JDK 25; the sum takes 4 times as long then, `relu` 11 times). So there are two loops, and the offsets
/// decide.
final class PlainGenerator {
    private final Program program;
    private final Lane lane;
    private final LoopMethod method;
    private final CodeBuilder code;
    private final Offsets offsets;
    private final int[] slots;

    /// Whether every array is indexed from an offset of its own, or all from the same.
    private enum Offsets {
        OWN,
        SHARED
    }

    private PlainGenerator(KernelSpec spec, Program lowered, CodeBuilder code, Offsets offsets) {
        this.program = lowered;
        this.lane = Lane.of(spec.compute());
        this.method = new LoopMethod(spec);
        this.code = code;
        this.offsets = offsets;
        this.slots = new int[lowered.steps().size()];
    }

    /// The bytes of a kernel class.
    static byte[] bytes(KernelSpec spec, Program lowered, ClassDesc self) {
        LoopMethod method = new LoopMethod(spec);
        String together = self.displayName() + "_together";
        int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;
        return KernelClass.bytes(
                spec,
                self,
                builder -> builder.withMethodBody(
                                self.displayName(),
                                method.descriptor(),
                                flags,
                                code -> new PlainGenerator(spec, lowered, code, Offsets.OWN).loop(self, together))
                        .withMethodBody(
                                together,
                                method.descriptor(),
                                flags,
                                code -> new PlainGenerator(spec, lowered, code, Offsets.SHARED).loop(self, together)));
    }

    private void loop(ClassDesc self, String together) {
        if (offsets == Offsets.OWN) {
            leaveTo(self, together);
        }
        parameters();
        // With shared offsets the index runs through them; otherwise they are added to it at every access.
        int i = code.allocateLocal(TypeKind.INT);
        int end = code.allocateLocal(TypeKind.INT);
        if (offsets == Offsets.SHARED) {
            code.iload(LoopMethod.OUT_OFFSET)
                    .dup()
                    .istore(i)
                    .iload(method.n())
                    .iadd()
                    .istore(end);
        } else {
            code.iconst_0().istore(i).iload(method.n()).istore(end);
        }
        Label test = code.newLabel();
        Label done = code.newLabel();
        code.labelBinding(test).iload(i).iload(end).if_icmpge(done);
        List<Step> steps = program.steps();
        for (int id = 0; id < steps.size(); id++) {
            step(id, steps.get(id), i);
        }
        code.aload(LoopMethod.OUT);
        index(LoopMethod.OUT_OFFSET, i);
        push(program.result());
        code.arrayStore(Lane.of(method.spec().out()).element());
        code.iinc(i, 1).goto_(test);
        code.labelBinding(done).return_();
    }

    /// Calls the other method and returns, if all offsets are equal.
    private void leaveTo(ClassDesc self, String together) {
        Label different = code.newLabel();
        for (int operand = 0; operand < method.spec().operands().size(); operand++) {
            code.iload(method.inOffset(operand)).iload(LoopMethod.OUT_OFFSET).if_icmpne(different);
        }
        MethodTypeDesc descriptor = method.descriptor();
        for (int slot = 0; slot < descriptor.parameterCount(); slot++) {
            code.loadLocal(TypeKind.from(descriptor.parameterType(slot)), slot);
        }
        code.invokestatic(self, together, descriptor).return_();
        code.labelBinding(different);
    }

    private void parameters() {
        for (int id = 0; id < program.steps().size(); id++) {
            if (program.steps().get(id) instanceof Step.Parameter(int index)) {
                code.aload(method.params()).loadConstant(index).daload();
                code.conversion(TypeKind.DOUBLE, lane.kind());
                keep(id);
            }
        }
    }

    private void index(int offset, int i) {
        if (offsets == Offsets.SHARED) {
            code.iload(i);
        } else {
            code.iload(offset).iload(i).iadd();
        }
    }

    private void step(int id, Step step, int i) {
        switch (step) {
            case Step.Literal _, Step.Parameter _ -> {
                return;
            }
            case Step.Load(int operand, Step.Kind _) -> {
                code.aload(method.in(operand));
                index(method.inOffset(operand), i);
                code.arrayLoad(Lane.of(method.spec().operands().get(operand)).element());
            }
            case Step.Apply1 apply -> {
                push(apply.x());
                PlainTable.apply(code, apply.fn(), lane);
            }
            case Step.Apply2 apply -> {
                push(apply.a());
                // A call computes in double precision; the first argument is converted before the second comes.
                PlainTable.beforeSecond(code, apply.fn(), lane);
                push(apply.b());
                PlainTable.apply(code, apply.fn(), lane);
            }
            case Step.Choose(int condition, int then, int otherwise, Step.Kind _) -> {
                push(condition);
                code.ifThenElse(block -> push(then, block), block -> push(otherwise, block));
            }
            case Step.ToTruth(int x) -> {
                push(x);
                PlainTable.isNotZero(code, lane);
            }
            case Step.ToNumber(int x) -> {
                push(x);
                code.conversion(TypeKind.INT, lane.kind());
            }
            case Step.Fma(int a, int b, int c) -> {
                push(a);
                push(b);
                push(c);
                PlainTable.fma(code, lane);
            }
            case Step.Bits(Step.BitsFn fn, int x) -> {
                push(x);
                PlainBits.apply(code, fn, lane);
            }
            case Step.Outliers(UnaryFn fn, int x, int outside, int inside) -> {
                push(outside);
                code.ifThenElse(
                        then -> {
                            push(x, then);
                            PlainTable.apply(then, fn, lane);
                        },
                        otherwise -> push(inside, otherwise));
            }
        }
        keep(id);
    }

    private void keep(int id) {
        TypeKind kind = kind(id);
        slots[id] = code.allocateLocal(kind);
        code.storeLocal(kind, slots[id]);
    }

    private void push(int id) {
        push(id, code);
    }

    private void push(int id, CodeBuilder block) {
        if (program.steps().get(id) instanceof Step.Literal(double value)) {
            lane.pushConstant(block, value);
        } else {
            block.loadLocal(kind(id), slots[id]);
        }
    }

    private TypeKind kind(int id) {
        return program.steps().get(id).kind() == Step.Kind.TRUTH ? TypeKind.INT : lane.kind();
    }
}
