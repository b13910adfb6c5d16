package dev.autograd.viz;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.Collectors;

/// The kinds of picture file, told apart by the suffix of the file's name.
enum PictureFormat {
    SVG,
    PNG,
    DOT;

    private String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /// The format among `allowed` that the suffix of `target` names; `caller` stands at the head of the error's
    /// message.
    static PictureFormat of(String caller, Path target, PictureFormat... allowed) {
        var last = target.getFileName();
        var fileName = last == null ? "" : last.toString();
        var lowered = fileName.toLowerCase(Locale.ROOT);
        for (var format : EnumSet.copyOf(Arrays.asList(allowed))) {
            if (lowered.endsWith(format.suffix())) {
                return format;
            }
        }
        var known = Arrays.stream(allowed).map(PictureFormat::suffix).collect(Collectors.joining(", "));
        throw new IllegalArgumentException(caller + ": the name " + fileName
                + " of the target does not say which kind of picture to write; it must end in one of " + known);
    }
}
