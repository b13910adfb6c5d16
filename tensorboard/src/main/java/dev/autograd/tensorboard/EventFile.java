package dev.autograd.tensorboard;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The file of one writer. TensorBoard knows it by `tfevents` in its name and reads the files of a folder in the order
/// of their names, so these begin with the time.
final class EventFile {
    private static final int MOST_IN_A_SECOND = 1000;

    private EventFile() {}

    static RecordFile in(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw refused(folder, "a file is there");
        } catch (FileSystemException e) {
            throw refused(folder, "the folder cannot be made: " + e.getMessage());
        }
        if (!Files.isWritable(folder)) {
            throw refused(folder, "this process may not write to it");
        }
        long seconds = System.currentTimeMillis() / 1000;
        long process = ProcessHandle.current().pid();
        for (int i = 0; i < MOST_IN_A_SECOND; i++) {
            String name = String.format(Locale.ROOT, "events.out.tfevents.%010d.%d.%03d", seconds, process, i);
            try {
                return new RecordFile(folder.resolve(name));
            } catch (FileAlreadyExistsException e) {
                // Another writer of this second; the next number, then.
            }
        }
        throw refused(folder, "it has " + MOST_IN_A_SECOND + " event files of this second already");
    }

    private static FileSystemException refused(Path folder, String reason) {
        return new FileSystemException(folder.toString(), null, "events cannot be written there: " + reason);
    }
}
