package dev.autograd.conformance.reference;

import dev.autograd.conformance.reference.ReferenceCase.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A folder of reference cases.
///
/// @param cases all of them; those whose tensors are in one file follow one another
public record ReferenceFolder(List<ReferenceCase> cases) {
    /// Reads what cases there are, but none of their tensors.
    ///
    /// @throws IOException when there is no such folder, or its index is missing or damaged
    public static ReferenceFolder open(Path path) throws IOException {
        Path folder = path.toAbsolutePath().normalize();
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(path.toString());
        }
        List<ReferenceCase> index = IndexReader.read(folder);
        var cases = new ArrayList<>(byFile(index));
        cases.addAll(ScheduleReader.read(folder));
        cases.addAll(BadCallReader.read(folder, tiers(index)));
        return new ReferenceFolder(List.copyOf(cases));
    }

    /// The cases of one file together, files in the order of their first case.
    private static List<ReferenceCase> byFile(List<ReferenceCase> cases) {
        Map<Path, List<ReferenceCase>> byFile = new LinkedHashMap<>();
        for (ReferenceCase c : cases) {
            byFile.computeIfAbsent(location(c).file(), _ -> new ArrayList<>()).add(c);
        }
        return byFile.values().stream().flatMap(List::stream).toList();
    }

    private static Location location(ReferenceCase c) {
        return switch (c) {
            case OperatorCase o -> o.location();
            case ModuleCase m -> m.run().location();
            case OptimizerCase o -> o.location();
            case TrainingCase t -> t.location();
            case ScheduleCase _, BadCall _ -> throw new AssertionError("a case of the index has a location");
        };
    }

    private static Map<String, Tier> tiers(List<ReferenceCase> cases) {
        Map<String, Tier> tiers = new HashMap<>();
        for (ReferenceCase c : cases) {
            Label label = c.label();
            tiers.merge(label.op(), label.tier(), (a, b) -> a == Tier.CORE ? a : b);
        }
        return tiers;
    }
}
