package dev.autograd.op.contraction;

import dev.autograd.Tensor;
import dev.autograd.op.Check;
import java.util.ArrayList;
import java.util.List;

/// Sums of products named by letters, `ik,kj->ij` for the matrix product. Composed of views, sums, products and batched
/// matrix products, so that gradients of every order follow from theirs.
///
/// - Every operand's dimensions are named by letters; the same letter means the same size, or 1, which stretches.
/// - A letter that stands twice at one operand takes its diagonal. A letter missing in the result is summed over.
/// - `...` stands for any further dimensions, which broadcast.
/// - Without `->` the result has the dimensions of `...`, then the letters that stand only once, in alphabetical order,
///   upper case first.
public final class Einsum {
    private Einsum() {}

    /// Evaluates an equation; of several operands the pair that is cheapest to multiply goes first.
    ///
    /// @throws IllegalArgumentException when the equation is malformed, or operands' number, shapes or types do not
    /// fit it
    public static Tensor of(String equation, Tensor... operands) {
        EinsumEquation parsed = EinsumEquation.of(equation, operands);
        for (int i = 1; i < operands.length; i++) {
            Check.sameDtype("einsum", "operand 0", operands[0], "operand " + i, operands[i]);
        }
        List<EinsumTerm> terms = new ArrayList<>();
        for (int i = 0; i < operands.length; i++) {
            terms.add(EinsumTerm.of(operands[i], parsed.operands().get(i)));
        }
        while (terms.size() > 1) {
            contractCheapest(terms, parsed.output());
        }
        return terms.get(0).summedTo(parsed.output()).arranged(parsed.output());
    }

    private static void contractCheapest(List<EinsumTerm> terms, String output) {
        int first = 0;
        int second = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < terms.size() && terms.size() > 2; i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                double cost = terms.get(i).cost(terms.get(j));
                if (cost < least) {
                    least = cost;
                    first = i;
                    second = j;
                }
            }
        }
        EinsumTerm b = terms.remove(second);
        EinsumTerm a = terms.remove(first);
        StringBuilder needed = new StringBuilder(output);
        terms.forEach(term -> needed.append(term.labels()));
        terms.add(first, a.times(b, needed.toString()));
    }
}
