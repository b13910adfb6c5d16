package dev.autograd.csv;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One named column of a table: numbers, or text of which each different one is a category.
public sealed interface CsvColumn permits NumericColumn, TextColumn {
    /// The name in the header.
    String name();

    /// The number of rows.
    int rows();

    /// The cell of `row` as it is written to a file.
    String cell(int row);

    /// A column of `values`, which are shared and not copied.
    static NumericColumn numeric(String name, double[] values) {
        return new NumericColumn(name, values);
    }

    /// A column of `values`, each as the shortest decimal that names the float: 0.1f is the number 0.1.
    static NumericColumn numeric(String name, float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, row -> Double.parseDouble(Float.toString(values[row])));
        return new NumericColumn(name, wide);
    }

    /// A column of `cells`. Its categories are sorted, by value where all of them are numbers, so they do not
    /// depend on the order of the rows.
    static TextColumn text(String name, List<String> cells) {
        boolean numbers = cells.stream().allMatch(cell -> !Double.isNaN(Numbers.parse(cell)));
        Comparator<String> alphabetical = Comparator.naturalOrder();
        List<String> categories = cells.stream()
                .distinct()
                .sorted(numbers ? Comparator.comparingDouble(Numbers::parse).thenComparing(alphabetical) : alphabetical)
                .toList();
        Map<String, Integer> codeOf = HashMap.newHashMap(categories.size());
        categories.forEach(category -> codeOf.put(category, codeOf.size()));
        int[] codes = cells.stream().mapToInt(codeOf::get).toArray();
        return new TextColumn(name, categories, codes);
    }
}
