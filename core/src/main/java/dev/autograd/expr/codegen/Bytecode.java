package dev.autograd.expr.codegen;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes the methods of a generated class instruction by instruction, much as `javap` does.
final class Bytecode {
    private final Map<Label, String> labels = new HashMap<>();

    private Bytecode() {}

    /// The text of all methods.
    static String of(byte[] classFile) {
        StringBuilder text = new StringBuilder();
        for (MethodModel method : methods(classFile)) {
            text.append(method.methodName().stringValue());
            text.append(method.methodTypeSymbol().displayDescriptor()).append('\n');
            method.code().ifPresent(code -> new Bytecode().write(code, text));
        }
        return text.toString();
    }

    /// The number of bytes in the largest method.
    static int largestMethod(byte[] classFile) {
        int largest = 0;
        for (MethodModel method : methods(classFile)) {
            int bytes = 0;
            for (CodeElement element : method.code().map(CodeModel::elementList).orElse(List.of())) {
                bytes += element instanceof Instruction instruction ? instruction.sizeInBytes() : 0;
            }
            largest = Math.max(largest, bytes);
        }
        return largest;
    }

    private static List<MethodModel> methods(byte[] classFile) {
        return ClassFile.of().parse(classFile).methods();
    }

    private void write(CodeModel code, StringBuilder text) {
        for (CodeElement element : code) {
            switch (element) {
                case LabelTarget target ->
                    text.append("  ").append(name(target.label())).append(":\n");
                case Instruction instruction ->
                    text.append("    ").append(write(instruction)).append('\n');
                default -> {}
            }
        }
    }

    private String write(Instruction instruction) {
        String name = instruction.opcode().name().toLowerCase(Locale.ROOT);
        return switch (instruction) {
            case LoadInstruction load -> simple(name) + " " + load.slot();
            case StoreInstruction store -> simple(name) + " " + store.slot();
            case ConstantInstruction constant -> "push " + constant.constantValue();
            case IncrementInstruction increment -> name + " " + increment.slot() + " " + increment.constant();
            case BranchInstruction branch -> name + " " + name(branch.target());
            case TypeCheckInstruction check ->
                name + " " + check.type().asSymbol().displayName();
            case FieldInstruction field ->
                name + " " + field.owner().asSymbol().displayName() + "."
                        + field.name().stringValue();
            case InvokeInstruction invoke ->
                name + " " + invoke.owner().asSymbol().displayName() + "."
                        + invoke.name().stringValue() + invoke.typeSymbol().displayDescriptor();
            default -> name;
        };
    }

    // iload_1 and iload 1 are the same to a reader.
    private static String simple(String name) {
        int underscore = name.indexOf('_');
        return underscore < 0 ? name : name.substring(0, underscore);
    }

    private String name(Label label) {
        return labels.computeIfAbsent(label, _ -> "L" + labels.size());
    }
}
