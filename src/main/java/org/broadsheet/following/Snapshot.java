package org.broadsheet.following;

import java.time.Instant;

/**
 * A snapshot that is kept.
 *
 * @param digest SHA-256 of its bytes, in Base64
 */
record Snapshot(long seq, Instant at, int articles, long bytes, String digest) {

    /** The size of the pieces in which it is kept. */
    static final int CHUNK = 1 << 20;

    /** Its address, for good: the bytes there never change. */
    String url() {
        return "/v1/snapshots/" + seq;
    }

    String etag() {
        return '"' + digest.substring(0, 24) + '"';
    }
}
