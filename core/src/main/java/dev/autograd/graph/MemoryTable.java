package dev.autograd.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A [GraphMemory] as text.
final class MemoryTable {
    private final StringBuilder text = new StringBuilder();

    private MemoryTable() {}

    static String text(GraphMemory memory) {
        MemoryTable table = new MemoryTable();
        table.summary(memory);
        if (!memory.operators().isEmpty()) {
            table.operators(memory.operators());
        }
        if (!memory.largest().isEmpty()) {
            table.largest(memory.largest());
        }
        return table.text.toString();
    }

    private void summary(GraphMemory memory) {
        line(counted(memory.nodes(), "operator") + " hold " + counted(memory.savedTensors(), "saved tensor") + " in "
                + bytes(memory.savedBytes()) + ", of which backward frees " + bytes(memory.freedByBackward()));
        line("parameters: " + bytes(memory.parameterBytes()));
        if (memory.packedTensors() > 0) {
            line("packed: " + counted(memory.packedTensors(), "tensor") + " of " + bytes(memory.packedBytes())
                    + ", kept by hooks or to be computed again");
        }
        if (memory.freedNodes() > 0) {
            line("freed already: what " + counted(memory.freedNodes(), "operator") + " had saved");
        }
    }

    private void operators(List<GraphMemory.OperatorMemory> operators) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("operator", "runs", "tensors", "bytes", "by it alone"));
        for (GraphMemory.OperatorMemory operator : operators) {
            rows.add(List.of(
                    VisibleText.line(operator.name()),
                    number(operator.nodes()),
                    number(operator.savedTensors()),
                    number(operator.bytes()),
                    number(operator.exclusiveBytes())));
        }
        rows(rows, "<>>>>");
    }

    private void largest(List<GraphMemory.SavedStorage> largest) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("largest", "tensor", "bytes", "saved as well by"));
        for (GraphMemory.SavedStorage one : largest) {
            rows.add(List.of(VisibleText.line(one.holder().toString()), tensor(one), number(one.bytes()), others(one)));
        }
        rows(rows, "<<><");
    }

    private static String tensor(GraphMemory.SavedStorage one) {
        String name = one.tensor() == null ? "" : "'" + VisibleText.line(one.tensor()) + "' ";
        return name + one.dtype() + " " + one.shape();
    }

    private static String others(GraphMemory.SavedStorage one) {
        List<String> names = new ArrayList<>();
        for (GraphMemory.Holder holder : one.sharedWith()) {
            names.add(VisibleText.line(holder.toString()));
        }
        long unnamed = one.holders() - 1 - names.size();
        return String.join(", ", names) + (unnamed > 0 ? " and " + number(unnamed) + " more" : "");
    }

    /// Rows in columns, after an empty line.
    private void rows(List<List<String>> rows, String alignment) {
        line("");
        Columns.lines(rows, alignment).forEach(this::line);
    }

    private void line(String line) {
        text.append(text.isEmpty() ? "" : "\n").append(line);
    }

    private static String counted(long n, String what) {
        return number(n) + " " + what + (n == 1 ? "" : "s");
    }

    private static String bytes(long n) {
        return counted(n, "byte");
    }

    private static String number(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }
}
