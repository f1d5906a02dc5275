package org.broadsheet.following;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Takes the bytes of a snapshot, and hands them on in pieces of {@link Snapshot#CHUNK}. */
final class SnapshotFile extends OutputStream {

    /** Where the pieces go. */
    interface Pieces {
        void add(int ordinal, byte[] content);
    }

    private final Pieces pieces;
    private final MessageDigest digest;
    private final byte[] piece = new byte[Snapshot.CHUNK];
    private int filled;
    private int ordinal;
    private long size;

    SnapshotFile(Pieces pieces) {
        this.pieces = pieces;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, piece.length - filled);
            System.arraycopy(bytes, offset + done, piece, filled, part);
            filled += part;
            done += part;
            if (filled == piece.length) {
                handOn();
            }
        }
    }

    private void handOn() {
        byte[] content = Arrays.copyOf(piece, filled);
        digest.update(content);
        pieces.add(ordinal++, content);
        size += filled;
        filled = 0;
    }

    /** Hands on what is left. */
    @Override
    public void close() {
        if (filled > 0) {
            handOn();
        }
    }

    /** How many bytes all of it is, once it is closed. */
    long size() {
        return size;
    }

    /** SHA-256 of all of it, once it is closed. */
    byte[] digest() {
        return digest.digest();
    }
}
