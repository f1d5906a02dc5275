package org.broadsheet.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.zip.GZIPOutputStream;

/**
 * Turns a wire record into the bytes of an answer, with the headers that let caches keep it: a strong {@code ETag}
 * over these bytes, {@code Last-Modified}, {@code Cache-Control}, {@code Surrogate-Key}, {@code Vary}; and answers
 * conditional requests with 304.
 */
@ApplicationScoped
public class Representations {

    /** Below this, the gzip header costs more than is won. */
    private static final int WORTH_COMPRESSING = 860;

    private final ObjectMapper json;
    private final Clock clock;

    Representations(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** The answer that shows {@code value}, as far as {@code filter} lets it through. */
    public Response of(Object value, TokenFilter filter, Freshness freshness, HttpServerRequest request) {
        byte[] bytes = write(value, filter);
        boolean gzip = bytes.length >= WORTH_COMPRESSING && AcceptEncoding.gzip(request.getHeader("Accept-Encoding"));
        Validators validators = Validators.of(bytes, gzip, freshness.lastModified(), clock.instant());
        Response.ResponseBuilder answer = validators.stillValid(request)
                ? Response.notModified()
                : Response.ok(gzip ? compress(bytes) : bytes, "application/json");
        if (gzip && !validators.stillValid(request)) {
            answer.header("Content-Encoding", "gzip");
        }
        answer.header("ETag", validators.etag());
        validators.lastModified().ifPresent(date -> answer.header("Last-Modified", date));
        return answer.header("Vary", "Accept-Encoding, Origin")
                .header("Cache-Control", (Object) freshness.cacheControl(clock.instant()))
                .header("Surrogate-Key", freshness.keys().header())
                .build();
    }

    /** The answer that shows all of {@code value}. */
    public Response of(Object value, Freshness freshness, HttpServerRequest request) {
        return of(value, TokenFilter.INCLUDE_ALL, freshness, request);
    }

    /** An answer about this very moment, which nobody may keep. */
    public Response.ResponseBuilder ofTheMoment(Object value, HttpServerRequest request) {
        byte[] bytes = write(value, TokenFilter.INCLUDE_ALL);
        boolean gzip = bytes.length >= WORTH_COMPRESSING && AcceptEncoding.gzip(request.getHeader("Accept-Encoding"));
        Response.ResponseBuilder answer = Response.ok(gzip ? compress(bytes) : bytes, "application/json");
        if (gzip) {
            answer.header("Content-Encoding", "gzip");
        }
        return answer.header("Vary", "Accept-Encoding, Origin").header("Cache-Control", "no-store");
    }

    private byte[] write(Object value, TokenFilter filter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator generator = new FilteringGeneratorDelegate(
                json.getFactory().createGenerator(bytes), filter, TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            json.writeValue(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] compress(byte[] bytes) {
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
