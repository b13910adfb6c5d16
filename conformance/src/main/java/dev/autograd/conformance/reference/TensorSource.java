package dev.autograd.conformance.reference;

import dev.autograd.io.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Opens the tensors of cases. Keeps the file read last and no other, so cases are best asked for file by file.
public final class TensorSource {
    private @Nullable Path file;
    private SafeTensors.@Nullable Contents contents;

    /// The tensors of a case.
    ///
    /// @throws IOException when the file is damaged or cannot be read
    public CaseTensors open(Location location) throws IOException {
        SafeTensors.Contents present = contents;
        if (present == null || !location.file().equals(file)) {
            contents = null; // before the next one is read
            present = SafeTensors.read(location.file());
            contents = present;
            file = location.file();
        }
        return new CaseTensors(location, present);
    }
}
