package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.op.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An equation of `einsum`, checked against its operands: a character for each dimension of each operand and of the
/// result. The dimensions that `...` stands for are named by characters that are no letters, counted from the last one.
record EinsumEquation(List<String> operands, String output) {
    private static final String ELLIPSIS = "...";
    private static final char FURTHER = '\u2460'; // names the last dimension of an ellipsis

    static EinsumEquation of(String equation, Tensor... operands) {
        String text = equation.replace(" ", "");
        int arrow = text.indexOf("->");
        String[] subscripts = (arrow < 0 ? text : text.substring(0, arrow)).split(",", -1);
        Check.that(operands.length > 0, () -> "einsum: '" + equation + "' needs at least one operand, but got none");
        Check.that(
                subscripts.length == operands.length,
                () -> "einsum: '" + equation + "' names " + subscripts.length + " operands, but got "
                        + operands.length);
        List<String> labels = new ArrayList<>();
        int further = 0;
        for (int i = 0; i < operands.length; i++) {
            String named = named(equation, subscripts[i], "operand " + i, operands[i].dim());
            further = Math.max(further, (int)
                    named.chars().filter(EinsumEquation::isFurther).count());
            labels.add(named);
        }
        sizes(equation, labels, operands);
        String output =
                arrow < 0 ? implicit(labels, further) : explicit(equation, text.substring(arrow + 2), labels, further);
        return new EinsumEquation(labels, output);
    }

    private static boolean isFurther(int label) {
        return label >= FURTHER;
    }

    /// The names of an ellipsis' dimensions.
    private static String further(int count) {
        char[] names = new char[count];
        for (int i = 0; i < count; i++) {
            names[i] = (char) (FURTHER + count - 1 - i);
        }
        return new String(names);
    }

    /// The subscripts of an operand of that rank with the ellipsis written out.
    private static String named(String equation, String subscripts, String owner, int rank) {
        int letters = letters(equation, subscripts, owner);
        boolean ellipsis = letters < subscripts.length();
        Check.that(
                ellipsis ? letters <= rank : letters == rank,
                () -> "einsum: '" + equation + "' names " + letters + " dimensions of " + owner + ", which has " + rank
                        + (ellipsis ? "" : "; use ... for dimensions without a name"));
        return subscripts.replace(ELLIPSIS, further(ellipsis ? rank - letters : 0));
    }

    /// Counts letters, and checks that there is nothing else but one ellipsis.
    private static int letters(String equation, String subscripts, String owner) {
        int ellipsis = subscripts.indexOf(ELLIPSIS);
        String letters = ellipsis < 0
                ? subscripts
                : subscripts.substring(0, ellipsis) + subscripts.substring(ellipsis + ELLIPSIS.length());
        for (char c : letters.toCharArray()) {
            Check.that(
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'),
                    () -> "einsum: '" + c + "' in the subscripts of " + owner + " of '" + equation
                            + "' is neither a letter nor part of the one ellipsis ... that they may have");
        }
        return letters.length();
    }

    /// Checks that every name has one size, or 1.
    private static void sizes(String equation, List<String> labels, Tensor[] operands) {
        long[] seen = new long[FURTHER + 64];
        Arrays.fill(seen, -1);
        for (int i = 0; i < operands.length; i++) {
            String names = labels.get(i);
            for (int dim = 0; dim < names.length(); dim++) {
                char label = names.charAt(dim);
                long size = operands[i].size(dim);
                int earlier = names.indexOf(label);
                if (operands[i].size(earlier) != size) {
                    throw new IllegalArgumentException("einsum: " + text(label) + " stands twice at operand " + i + " "
                            + operands[i].shape() + " of '" + equation + "', with sizes " + operands[i].size(earlier)
                            + " and " + size);
                }
                if (seen[label] >= 0 && seen[label] != size && size != 1 && seen[label] != 1) {
                    throw new IllegalArgumentException("einsum: " + text(label) + " has size " + size + " in operand "
                            + i + " " + operands[i].shape() + " of '" + equation + "', but size " + seen[label]
                            + " before");
                }
                seen[label] = seen[label] < 0 || seen[label] == 1 ? size : seen[label];
            }
        }
    }

    private static String text(char label) {
        return isFurther(label) ? "dimension " + -(label - FURTHER + 1) + " of the ellipsis" : "subscript " + label;
    }

    private static String implicit(List<String> labels, int further) {
        String all = String.join("", labels);
        StringBuilder output = new StringBuilder(further(further));
        all.chars()
                .filter(label -> !isFurther(label) && all.indexOf(label) == all.lastIndexOf(label))
                .sorted()
                .forEach(label -> output.append((char) label));
        return output.toString();
    }

    private static String explicit(String equation, String subscripts, List<String> labels, int further) {
        int letters = letters(equation, subscripts, "the output");
        String output =
                named(equation, subscripts, "the output", letters + (letters < subscripts.length() ? further : 0));
        String all = String.join("", labels);
        for (char label : output.toCharArray()) {
            Check.that(
                    all.indexOf(label) >= 0,
                    () -> "einsum: output " + text(label) + " of '" + equation + "' does not stand at any operand");
            Check.that(
                    output.indexOf(label) == output.lastIndexOf(label),
                    () -> "einsum: output " + text(label) + " of '" + equation
                            + "' stands more than once in the output");
        }
        return output;
    }
}
