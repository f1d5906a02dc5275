package org.broadsheet.web;

import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The finished bytes of an answer, and what its headers are made of. An answer that was kept and one that was just
 * made come from here both, so that nobody can tell them apart.
 */
final class Representation {

    static final String VARY = "Accept-Encoding, Authorization, Origin";

    /** Below this, the gzip header costs more than is won. */
    private static final int WORTH_COMPRESSING = 860;

    private static final int BYTES_AN_ID = 40;

    private final byte[] plain;
    private final byte @Nullable [] gzip;
    private final Form form;
    private final String digest;
    private final String keys;
    private final Freshness freshness;
    private final @Nullable String link;
    private final UUID[] shown;

    private Representation(
            byte[] plain,
            byte @Nullable [] gzip,
            Form form,
            String digest,
            String keys,
            Freshness freshness,
            @Nullable String link,
            UUID[] shown) {
        this.plain = plain;
        this.gzip = gzip;
        this.form = form;
        this.digest = digest;
        this.keys = keys;
        this.freshness = freshness;
        this.link = link;
        this.shown = shown;
    }

    static Representation of(byte[] bytes, Form form, Freshness freshness) {
        return new Representation(
                bytes,
                null,
                form,
                Validators.digest(bytes),
                freshness.keys().header(),
                freshness,
                null,
                freshness.keys().shown());
    }

    Representation withLink(@Nullable String header) {
        return new Representation(plain, gzip, form, digest, keys, freshness, header, shown);
    }

    static boolean worthCompressing(byte[] bytes) {
        return bytes.length >= WORTH_COMPRESSING;
    }

    /** The same with its compressed form, where that is worth while. */
    Representation compressed() {
        return gzip != null || plain.length < WORTH_COMPRESSING
                ? this
                : new Representation(plain, compress(plain), form, digest, keys, freshness, link, shown);
    }

    /** What is sent: the status, the headers, and the body, which a 304 does not have. */
    record Reply(int status, Map<String, String> headers, byte @Nullable [] body) {}

    /**
     * The answer to {@code request}: all of it, or 304 when the client has it already. What a shared cache has kept for
     * one who presents no credential it shows to no one who does, and the other way round ({@code Vary}).
     *
     * @param personal whether it is for whoever presents a credential, and for no shared cache; it has no date of
     *     modification then, as rights change without one
     */
    Reply reply(HttpServerRequest request, Instant now, boolean personal) {
        boolean zipped = plain.length >= WORTH_COMPRESSING && AcceptEncoding.gzip(request.getHeader("Accept-Encoding"));
        Validators validators = Validators.of(digest, zipped, personal ? null : freshness.lastModified(), now);
        boolean known = validators.stillValid(request);
        Map<String, String> headers = new LinkedHashMap<>();
        if (!known) {
            headers.put("Content-Type", form.mediaType());
            if (zipped) {
                headers.put("Content-Encoding", "gzip");
            }
        }
        headers.put("ETag", validators.etag());
        validators.lastModified().ifPresent(date -> headers.put("Last-Modified", date));
        headers.put("Vary", form.vary());
        headers.put("Cache-Control", personal ? freshness.privately(now) : freshness.cacheControl(now));
        if (!personal) {
            // nobody purges what no shared cache keeps
            headers.put("Surrogate-Key", keys);
        }
        if (link != null) {
            headers.put("Link", link);
        }
        return new Reply(known ? 304 : 200, headers, known ? null : zipped ? zipped() : plain);
    }

    private byte[] zipped() {
        return gzip == null ? compress(plain) : gzip;
    }

    /** Whether everything in it is still valid at {@code moment}. */
    boolean validAt(Instant moment) {
        return freshness.validUntil() == null || freshness.validUntil().isAfter(moment);
    }

    /** What it depends on: the tokens of {@code Surrogate-Key}. */
    List<String> tags() {
        return List.of(keys.split(" "));
    }

    /** The articles that it shows something of. */
    UUID[] shown() {
        return shown;
    }

    int bytes() {
        return plain.length
                + (gzip == null ? 0 : gzip.length)
                + keys.length()
                + (link == null ? 0 : link.length())
                + shown.length * BYTES_AN_ID;
    }

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream gzip = new FastGzip(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    /** Level 4: within a few percent of the default level's size on JSON, at about half its time. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(4);
        }
    }
}
