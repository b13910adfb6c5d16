package dev.autograd.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Small tables to learn from.
final class Tables {
    private Tables() {}

    /// 90 flowers of three kinds that are easily told apart, with numbers, a text column and a number without
    /// meaning.
    static Path flowers(Path folder) throws IOException {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("id,length,\"width, cm\",colour,species\n");
        for (int i = 0; i < 90; i++) {
            int kind = i % 3;
            text.append(i).append(',').append(3 * kind + random.nextDouble()).append(',');
            text.append(5 - kind + random.nextDouble())
                    .append(',')
                    .append(i % 2 == 0 ? "red" : "white")
                    .append(',');
            text.append(kind == 0 ? "setosa" : kind == 1 ? "\"versi,color\"" : "virginica")
                    .append('\n');
        }
        return Files.writeString(folder.resolve("flowers.csv"), text);
    }

    /// 60 houses, whose price follows from their size and the number of rooms; cells are separated by semicolons.
    static Path houses(Path folder) throws IOException {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder("size;rooms;price\n");
        for (int i = 0; i < 60; i++) {
            int size = 30 + random.nextInt(100);
            int rooms = 1 + random.nextInt(5);
            text.append(size)
                    .append(';')
                    .append(rooms)
                    .append(';')
                    .append(3000.5 * size + 1000 * rooms)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("houses.csv"), text);
    }
}
