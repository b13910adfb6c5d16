package dev.autograd.cli.task;

import dev.autograd.cli.base.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A folder with the four files of MNIST under their usual names, gzipped or not.
///
/// @param path where it is
record MnistFolder(Path path) {
    private static final String IMAGES = "-images-idx3-ubyte";
    private static final String LABELS = "-labels-idx1-ubyte";

    /// @throws Failure if a file is missing, naming all that are
    void requireFiles() {
        if (!Files.isDirectory(path)) {
            throw new Failure("--data " + path + " must be the folder with the MNIST files, but "
                    + (Files.exists(path) ? "is a file" : "there is no such folder"));
        }
        List<String> missing = Stream.of("train" + IMAGES, "train" + LABELS, "t10k" + IMAGES, "t10k" + LABELS)
                .filter(name -> file(name).isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new Failure("the folder " + path + " lacks " + String.join(", ", missing)
                    + " (each may also be gzipped, with .gz at the end of its name)");
        }
    }

    /// @param set `train` or `t10k`
    LabelledImages read(String set) throws IOException {
        return LabelledImages.read(present(set + IMAGES), present(set + LABELS));
    }

    private Path present(String name) {
        return file(name).orElseThrow(() -> new Failure("the folder " + path + " lacks " + name));
    }

    private Optional<Path> file(String name) {
        return Stream.of(name, name + ".gz").map(path::resolve).filter(Files::exists).findFirst();
    }
}
