package dev.autograd.io;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/// One tensor in a file of its own, which lives no longer than this object.
///
/// Unlike [AtomicFile] this forces nothing to the disk: what a power cut loses, nobody would read afterwards.
final class SpilledFile {
    private static final System.Logger LOG = System.getLogger(SpilledFile.class.getName());
    private static final Cleaner CLEANER = Cleaner.create();
    private static final String NAME = "tensor";

    private final Path file;
    private final Cleaner.Cleanable deletion;

    private SpilledFile(Path file) {
        this.file = file;
        this.deletion = CLEANER.register(this, () -> remove(file));
    }

    /// Writes a tensor to a new file.
    ///
    /// @throws IllegalStateException if that fails; the file is then gone
    static SpilledFile write(Path folder, RawTensor tensor) {
        Path file = null;
        boolean done = false;
        try {
            AtomicFile.checkFolder(folder, folder);
            file = Files.createTempFile(folder, "autograd-saved-", ".safetensors");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                new SafeTensorsWriter(Map.of(NAME, tensor), Map.of()).writeTo(channel);
            }
            done = true;
            return new SpilledFile(file);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "onDisk: " + tensor + " cannot be written to the folder " + folder + ": " + reason(e), e);
        } finally {
            if (file != null && !done) {
                remove(file);
            }
        }
    }

    /// Reads the tensor back.
    ///
    /// @throws IllegalStateException if that fails
    RawTensor read() {
        try {
            RawTensor tensor = SafeTensors.read(file).tensors().get(NAME);
            if (tensor == null) {
                throw new FormatException(file, "there is no tensor \"" + NAME + "\"");
            }
            return tensor;
        } catch (IOException e) {
            throw new IllegalStateException("onDisk: the file " + file + " cannot be read back: " + reason(e), e);
        }
    }

    /// Deletes the file; a second call does nothing.
    void delete() {
        deletion.clean();
    }

    /// The name of the file is said already.
    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) { // it is only litter
            LOG.log(Level.WARNING, "the file " + file + " cannot be deleted", e);
        }
    }
}
