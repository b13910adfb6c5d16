package dev.autograd.io;

import dev.autograd.SavedTensorHooks;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// Ready-made hooks for [dev.autograd.Autograd#savedTensorHooks(SavedTensorHooks)].
///
/// ```java
/// var spill = SavedTensors.onDisk(Path.of("/scratch"));
/// Tensor loss = Autograd.savedTensorHooks(spill, () -> F.crossEntropy(model.forward(x), y));
/// loss.backward();
/// ```
public final class SavedTensors {
    /// Below this many bytes a file costs more than it saves.
    private static final long WORTH_A_FILE = 1 << 16;

    private SavedTensors() {}

    /// As [#onDisk(Path, long)], for tensors of 64 KiB and more.
    ///
    /// @throws FileSystemException if the folder does not exist, is none, or cannot be written to
    /// @throws IOException if the system cannot say
    public static SavedTensorHooks<?> onDisk(Path folder) throws IOException {
        return onDisk(folder, WORTH_A_FILE);
    }

    /// Keeps what operators save in files instead of in memory: one safetensors file for each value,
    /// written before the operator returns and read back when backward needs it, bit for bit. A value that
    /// several operators save has a file for each.
    ///
    /// A file is deleted when the graph lets go of its value: by the backward pass that does not retain the
    /// graph, or some time after the graph was dropped. A process that ends with a graph alive leaves its
    /// files behind, under names that begin with `autograd-saved-`.
    ///
    /// Parameters stay in memory, where they are anyway; so do tensors inside `vmap`, and small ones. A
    /// file that cannot be written or read, as when the disk is full or the folder gone, is an
    /// IllegalStateException that names the operator, the value and the folder; nothing of that file is
    /// left.
    ///
    /// @param folder an existing folder that this process may write to
    /// @param fromBytes how many bytes a tensor must take at least to be worth a file
    /// @throws IllegalArgumentException if `fromBytes` is negative
    /// @throws FileSystemException if the folder does not exist, is none, or cannot be written to
    /// @throws IOException if the system cannot say
    public static SavedTensorHooks<?> onDisk(Path folder, long fromBytes) throws IOException {
        if (fromBytes < 0) {
            throw new IllegalArgumentException("onDisk: fromBytes must not be negative, but is " + fromBytes);
        }
        AtomicFile.checkFolder(folder, folder.toAbsolutePath());
        return new DiskHooks(folder.toAbsolutePath(), fromBytes);
    }
}
