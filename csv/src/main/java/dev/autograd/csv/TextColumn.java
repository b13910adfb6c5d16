package dev.autograd.csv;

import java.util.Arrays;
import java.util.List;

/// A column of text in which each different text is a category.
///
/// @param name the name in the header
/// @param categories the different texts; a category's place is its code
/// @param codes one code a row, shared and not copied
public record TextColumn(String name, List<String> categories, int[] codes) implements CsvColumn {

    /// @throws IllegalArgumentException if a code has no category
    public TextColumn {
        categories = List.copyOf(categories);
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] < 0 || codes[row] >= categories.size()) {
                throw new IllegalArgumentException("TextColumn: code " + codes[row] + " of row " + row + " of column '"
                        + name + "' has no category among " + categories.size());
            }
        }
    }

    @Override
    public int rows() {
        return codes.length;
    }

    @Override
    public String cell(int row) {
        return categories.get(codes[row]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextColumn(String otherName, List<String> otherCategories, int[] otherCodes)
                && name.equals(otherName)
                && categories.equals(otherCategories)
                && Arrays.equals(codes, otherCodes);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + categories.hashCode()) + Arrays.hashCode(codes);
    }

    @Override
    public String toString() {
        return name + " (" + codes.length + " texts of " + categories.size() + " categories)";
    }
}
