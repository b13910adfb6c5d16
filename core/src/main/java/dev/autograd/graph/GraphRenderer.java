package dev.autograd.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/// Draws graphs into files. The core writes DOT text itself; other formats come from providers that the module path
/// offers, such as the module `dev.autograd.viz`.
public interface GraphRenderer {
    /// The suffixes of the formats it writes, without dots and in lower case.
    Set<String> suffixes();

    /// Draws the model into the file, whole or not at all.
    ///
    /// @throws IOException when the file cannot be written
    void render(GraphModel model, Path file) throws IOException;

    /// Draws the model into the file, in the format of its suffix.
    ///
    /// @throws IllegalArgumentException when no renderer knows the suffix
    /// @throws IOException when the file cannot be written
    static void save(GraphModel model, Path file) throws IOException {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String suffix = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        Set<String> known = new TreeSet<>();
        for (GraphRenderer renderer : ServiceLoader.load(GraphRenderer.class, GraphRenderer.class.getClassLoader())) {
            if (renderer.suffixes().contains(suffix)) {
                renderer.render(model, file);
                return;
            }
            known.addAll(renderer.suffixes());
        }
        String remedy = known.contains("svg") ? "" : "; the module dev.autograd.viz adds svg, png and html";
        throw new IllegalArgumentException(
                "save: \"" + name + "\" ends in no known format; known are " + String.join(", ", known) + remedy);
    }
}
