package org.broadsheet.naming;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Ids are UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then bits that tell ids of one
 * millisecond apart. Here those bits are a digest of the thing's natural key, so that whoever creates the same
 * thing twice, on any machine, gets the same id: an import that was killed ends where an undisturbed one ends.
 */
public final class Ids {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final long LATEST = (1L << 48) - 1;

    private Ids() {}

    /** The id of the thing that {@code key} names, ordered by {@code time} (milliseconds; before 1970 counts as 1970). */
    public static UUID of(Instant time, String... key) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(String.join("\u001f", key)));
        long millis = Math.clamp(time.toEpochMilli(), 0, LATEST);
        long high = millis << 16 | 0x7000 | digest.getLong() & 0x0fff;
        long low = digest.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** The last 60 bits of an id, for what counts by numbers; {@code id_number} of the database says the same. */
    public static long number(UUID id) {
        return id.getLeastSignificantBits() & 0x0FFF_FFFF_FFFF_FFFFL;
    }

    /** Reads an id; empty when {@code text} is not in the canonical 8-4-4-4-12 form. */
    public static Optional<UUID> parse(String text) {
        return UUID_FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    public static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
