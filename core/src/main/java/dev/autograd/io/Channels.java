package dev.autograd.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// Whole-buffer reads and writes, since a channel may do a part.
final class Channels {
    private Channels() {}

    /// Fills what remains of `buffer` and flips it.
    static void readFully(Object source, ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new FormatException(
                        source,
                        "the file became shorter while it was read: " + buffer.remaining() + " bytes are missing");
            }
        }
        buffer.flip();
    }

    /// Writes what remains of `buffer`.
    static void writeFully(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
