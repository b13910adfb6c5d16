/// Tables in CSV files: columns of numbers and of categories in, predictions out.
///
/// ```java
/// CsvTable table = CsvTable.read(Path.of("wine.csv"), CsvOptions.DEFAULT.withText("quality"));
/// float[] features = table.features(List.of("acidity", "sugar"));  // rows x 2
/// TextColumn quality = table.text("quality");                      // codes 0, 1, ... of its categories
/// CsvWriter.write(Path.of("predicted.csv"), List.of(CsvColumn.numeric("probability", probabilities)));
/// ```
///
/// A damaged table is a [dev.autograd.io.FormatException] that names the file, the line, the column and the text.
/// What counts as a number does not depend on the machine's language.
@NullMarked
package dev.autograd.csv;

import org.jspecify.annotations.NullMarked;
