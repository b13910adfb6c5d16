package dev.autograd.data;

import dev.autograd.io.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// MNIST, or another collection in the same four files, such as Fashion-MNIST.
///
/// @param train the pictures to learn from
/// @param test the pictures to be tested on
public record Mnist(ImageDataset train, ImageDataset test) {
    private static final String TRAIN = "train";
    private static final String TEST = "t10k";

    /// Reads `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
    /// `t10k-labels-idx1-ubyte`, each as it is or gzipped under a name that ends in `.gz`.
    ///
    /// @throws NoSuchFileException when files are missing; the message names all of them
    /// @throws FormatException when a file is damaged, or pictures and labels do not belong together
    /// @throws IOException when a file cannot be read
    public static Mnist load(Path folder) throws IOException {
        List<String> missing = new ArrayList<>();
        for (String part : List.of(TRAIN, TEST)) {
            for (String name : List.of(images(part), labels(part))) {
                if (!Files.exists(find(folder, name))) {
                    missing.add(name);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new NoSuchFileException(
                    folder.toString(), null, "lacks " + String.join(", ", missing) + " (with or without .gz)");
        }
        return new Mnist(read(folder, TRAIN), read(folder, TEST));
    }

    private static String images(String part) {
        return part + "-images-idx3-ubyte";
    }

    private static String labels(String part) {
        return part + "-labels-idx1-ubyte";
    }

    private static Path find(Path folder, String name) {
        Path plain = folder.resolve(name);
        return Files.exists(plain) ? plain : folder.resolve(name + ".gz");
    }

    private static ImageDataset read(Path folder, String part) throws IOException {
        Path imageFile = find(folder, images(part));
        Path labelFile = find(folder, labels(part));
        IdxFile images = read(imageFile, 3);
        IdxFile labels = read(labelFile, 1);
        int count = images.dims()[0];
        if (count != labels.dims()[0]) {
            throw new FormatException(
                    labelFile,
                    "has " + labels.dims()[0] + " labels, but " + imageFile.getFileName() + " has " + count
                            + " pictures");
        }
        return new ImageDataset(images.bytes(), labels.toInts(), images.dims()[1], images.dims()[2]);
    }

    private static IdxFile read(Path file, int dimensions) throws IOException {
        IdxFile idx = IdxFile.read(file);
        if (idx.type() != IdxType.UBYTE || idx.dims().length != dimensions) {
            throw new FormatException(file, "must hold UBYTE in " + dimensions + " dimensions, but holds " + idx);
        }
        return idx;
    }
}
