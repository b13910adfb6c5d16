package dev.autograd.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// A TFRecord file that grows: each record is its length, a checksum of that, its bytes and a checksum of these
/// (<https://www.tensorflow.org/tutorials/load_data/tfrecord>). What a killed process leaves behind is a file whose
/// last record may be cut off, which readers skip.
final class RecordFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int AROUND = Long.BYTES + 2 * Integer.BYTES;

    private final FileChannel file;
    private ByteBuffer waiting = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    /// A new file.
    ///
    /// @throws IOException if it cannot be made, or is there already
    RecordFile(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Appends a record, which may wait in memory.
    void append(byte[] record) throws IOException {
        if (waiting.remaining() < record.length + AROUND) {
            flush();
        }
        if (waiting.capacity() < record.length + AROUND) {
            waiting = ByteBuffer.allocate(record.length + AROUND).order(ByteOrder.LITTLE_ENDIAN);
        }
        waiting.putLong(record.length);
        waiting.putInt(checksum(waiting.array(), waiting.position() - Long.BYTES, Long.BYTES));
        waiting.put(record).putInt(checksum(record, 0, record.length));
    }

    /// Hands what waits to the system: whole records, in one write where the system takes it.
    void flush() throws IOException {
        waiting.flip();
        try {
            while (waiting.hasRemaining()) {
                file.write(waiting);
            }
        } finally {
            waiting.clear();
        }
    }

    /// CRC-32C, turned and shifted so that the checksum of data that holds checksums is no worse than others.
    private static int checksum(byte[] bytes, int start, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, start, length);
        int value = (int) crc.getValue();
        return Integer.rotateRight(value, 15) + 0xA282EAD8;
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush();
        }
    }
}
