package dev.autograd.bench.measure;

import java.util.ArrayList;
import java.util.List;

/// One side of a comparison.
///
/// @param name what reports call it, such as `torch-eager`
/// @param command what starts its worker
public record Implementation(String name, List<String> command) {
    /// Of a command that is copied.
    public Implementation {
        command = List.copyOf(command);
    }

    /// What runs a workload that is a whole process.
    List<String> whole(String workload) {
        List<String> words = new ArrayList<>(command);
        words.add("--whole");
        words.add(workload);
        return words;
    }
}
