package dev.autograd.data;

import dev.autograd.io.FormatException;
import dev.autograd.io.InputFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads IDX: two zero bytes, the code of the type, the number of dimensions, each size as four bytes, then the
/// elements, all big-endian. What the sizes claim is held against the length of the file, or against what gzip
/// could possibly make of it, before it is allocated; no more than claimed is ever decompressed.
final class IdxReader {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_MAGIC = 0x1F8B;

    /// Deflate makes at most 258 bytes of two bits.
    private static final long DEFLATE_RATIO = 1032;

    /// The longest array that every JVM can allocate.
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final Path file;
    private final InputStream in;

    /// The most bytes that `in` can hold.
    private final long available;

    private final String form;

    private IdxReader(Path file, InputStream in, long available, String form) {
        this.file = file;
        this.in = in;
        this.available = available;
        this.form = form;
    }

    static IdxFile read(Path file, long limit) throws IOException {
        if (limit < 0) {
            throw new IllegalArgumentException("IdxFile.read: limit must not be negative, but is " + limit);
        }
        long size = Files.size(InputFile.require(file));
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
            return isGzip(raw)
                    ? new IdxReader(file, gunzip(file, raw), size * DEFLATE_RATIO, "gzipped ").read(limit)
                    : new IdxReader(file, raw, size, "").read(limit);
        }
    }

    private static boolean isGzip(InputStream raw) throws IOException {
        raw.mark(2);
        int magic = raw.read() << 8 | raw.read();
        raw.reset();
        return magic == GZIP_MAGIC;
    }

    private static InputStream gunzip(Path file, InputStream raw) throws IOException {
        try {
            return new GZIPInputStream(raw, BUFFER_BYTES);
        } catch (EOFException | ZipException e) {
            throw new FormatException(file, "the gzip header is damaged: " + e.getMessage(), e);
        }
    }

    private IdxFile read(long limit) throws IOException {
        byte[] magic = header(4, "the magic number");
        if (magic[0] != 0 || magic[1] != 0) {
            throw wrong("an IDX file begins with two zero bytes, but this one begins with " + (magic[0] & 0xFF)
                    + " and " + (magic[1] & 0xFF));
        }
        IdxType type = IdxType.ofCode(magic[2] & 0xFF)
                .orElseThrow(
                        () -> wrong("the IDX type code must be 8, 9, 11, 12, 13 or 14, but is " + (magic[2] & 0xFF)));
        int[] dims = dims(magic[3] & 0xFF);
        int count = count(type, dims, limit);
        Object array = elements(type, dims, count);
        if (in(() -> in.read()) >= 0) {
            throw wrong("the file goes on after the " + count + " elements that its sizes " + Arrays.toString(dims)
                    + " announce");
        }
        return new IdxFile(type, dims, array);
    }

    private int[] dims(int rank) throws IOException {
        if (rank == 0) {
            throw wrong("an IDX file has at least one dimension, but this one has none");
        }
        int[] dims = new int[rank];
        ByteBuffer.wrap(header(rank * Integer.BYTES, "the sizes of " + rank + " dimensions"))
                .asIntBuffer()
                .get(dims);
        return dims;
    }

    private int count(IdxType type, int[] dims, long limit) throws FormatException {
        long count = 1;
        for (int size : dims) {
            if (size < 0) {
                throw wrong("the sizes " + Arrays.toString(dims) + " must not be negative");
            }
            count *= size;
            if (count > LONGEST_ARRAY) {
                throw wrong("the sizes " + Arrays.toString(dims) + " make more than " + LONGEST_ARRAY
                        + " elements, the most that a Java array holds");
            }
        }
        long bytes = count * type.bytes();
        if (bytes > limit) {
            throw wrong("the sizes " + Arrays.toString(dims) + " of " + type + " need " + bytes
                    + " bytes, but the limit is " + limit);
        }
        long headerBytes = 4 + 4L * dims.length;
        if (bytes > available - headerBytes) {
            throw wrong("the sizes " + Arrays.toString(dims) + " of " + type + " need " + bytes + " bytes, but the "
                    + form + "file can hold at most " + (available - headerBytes));
        }
        return (int) count;
    }

    private Object elements(IdxType type, int[] dims, int count) throws IOException {
        Object array = type.newArray(count);
        byte[] chunk = new byte[BUFFER_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(chunk);
        for (int done = 0; done < count; ) {
            int n = Math.min(BUFFER_BYTES / type.bytes(), count - done);
            int wanted = n * type.bytes();
            int got = in(() -> in.readNBytes(chunk, 0, wanted));
            if (got < wanted) {
                throw wrong("the sizes " + Arrays.toString(dims) + " announce " + count
                        + " elements, but the file ends after " + (done + got / type.bytes()));
            }
            IdxType.decode(buffer, array, done, n);
            done += n;
        }
        return array;
    }

    private byte[] header(int length, String what) throws IOException {
        byte[] bytes = in(() -> in.readNBytes(length));
        if (bytes.length < length) {
            throw wrong("the file ends within " + what);
        }
        return bytes;
    }

    private interface Read<T> {
        T run() throws IOException;
    }

    /// Reads from a stream that may be gzip, whose own complaints do not name the file.
    private <T> T in(Read<T> read) throws IOException {
        try {
            return read.run();
        } catch (EOFException | ZipException e) {
            throw new FormatException(file, "the gzip data is damaged or cut short: " + e.getMessage(), e);
        }
    }

    private FormatException wrong(String problem) {
        return new FormatException(file, problem);
    }
}
