package org.broadsheet.importing;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What is imported: a stream, unpacked when it is gzip, that knows how much of it has been read. */
public final class ImportInput implements AutoCloseable {

    private static final int GZIP_MAGIC = 0x1f8b;

    private final String name;
    private final long size;
    private final CountingStream raw;
    private final InputStream unpacked;

    private ImportInput(String name, long size, InputStream in) throws IOException {
        this.name = name;
        this.size = size;
        this.raw = new CountingStream(in);
        BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 16);
        this.unpacked = isGzip(buffered) ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    public static ImportInput file(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            // a pipe has no size
            long size = Files.isRegularFile(file) ? Files.size(file) : 0;
            return new ImportInput(String.valueOf(file.getFileName()), size, in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** A stream of unknown size, such as the standard input. */
    public static ImportInput stream(String name, InputStream in) throws IOException {
        return new ImportInput(name, 0, in);
    }

    /** By its first two bytes (RFC 1952), whatever the name says. */
    private static boolean isGzip(BufferedInputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC;
    }

    InputStream stream() {
        return unpacked;
    }

    public String name() {
        return name;
    }

    /** In bytes as stored; 0 when it is not known. */
    long size() {
        return size;
    }

    /** Bytes read so far, as stored. */
    long read() {
        return raw.count;
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    private static final class CountingStream extends FilterInputStream {

        /** Written by the thread that reads, looked at by the one that shows the progress. */
        private volatile long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            add(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            add(Math.max(0, n));
            return n;
        }

        /** Never "nothing yet": GZIPInputStream would take that for the end of what it reads from a pipe. */
        @Override
        public int available() throws IOException {
            return Math.max(1, super.available());
        }

        @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
        private void add(int n) {
            count = count + n;
        }
    }
}
