package dev.autograd.conformance.reference;

import dev.autograd.conformance.reference.ReferenceCase.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `lr.json`, where there is one.
final class ScheduleReader {
    private ScheduleReader() {}

    static List<ReferenceCase> read(Path folder) throws IOException {
        Path file = folder.resolve("lr.json");
        if (!Files.exists(file)) {
            return List.of();
        }
        var cases = new ArrayList<ReferenceCase>();
        Map<String, Integer> seen = new HashMap<>();
        for (Field element : JsonFile.read(file).elements()) {
            String name = element.get("scheduler").text();
            int n = seen.merge(name, 1, Integer::sum) - 1;
            cases.add(schedule(element, new Label("lr/" + name + "/" + n, "lr", name, "", Tier.CORE)));
        }
        return cases;
    }

    private static ScheduleCase schedule(Field c, Label label) throws IOException {
        Field note = c.find("note");
        List<Field> rows = c.get("lrs").elements();
        double[][] rates = new double[rows.size()][];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = rows.get(i).numbers();
        }
        return new ScheduleCase(
                label,
                new Arguments(List.of(), c.get("kwargs").members()),
                note == null ? null : note.text(),
                c.get("base_lrs").numbers(),
                numbersOrNull(c, "metrics"),
                rates,
                numbersOrNull(c, "momentum"));
    }

    private static double @Nullable [] numbersOrNull(Field c, String name) throws IOException {
        Field member = c.find(name);
        return member == null ? null : member.numbers();
    }
}
