package org.broadsheet.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.UUID;

/**
 * Turns a wire record into the bytes of an answer, with the headers that let caches keep it: a strong {@code ETag}
 * over these bytes, {@code Last-Modified}, {@code Cache-Control}, {@code Surrogate-Key}, {@code Vary}; and answers
 * conditional requests with 304. For the public API only: what is made here, {@link ResponseCache} may keep and show to
 * everybody of the same {@link Audience}.
 */
@ApplicationScoped
public class Representations {

    private final ObjectMapper json;
    private final Clock clock;
    private final CurrentVertxRequest current;
    private final Showing showing;

    Representations(ObjectMapper json, Clock clock, CurrentVertxRequest current, Showing showing) {
        this.json = json;
        this.clock = clock;
        this.current = current;
        this.showing = showing;
    }

    /** The answer that shows {@code value}, as far as {@code filter} lets it through. */
    public Response of(Object value, TokenFilter filter, Freshness freshness, HttpServerRequest request) {
        return of(bytes(value, filter), Form.JSON, freshness, request);
    }

    /** The answer that is {@code bytes}. */
    public Response of(byte[] bytes, Form form, Freshness freshness, HttpServerRequest request) {
        Representation fresh = Representation.of(bytes, form, freshness);
        Long asOf = freshness.asOf();
        if (asOf != null) {
            request.response().headers().set(FrontDoor.SEQ, asOf.toString());
        }
        Representation made = Read.of(current.getCurrent())
                .map(read -> {
                    if (asOf != null) {
                        read.asOf(asOf);
                    }
                    return read.answered(fresh, clock.instant());
                })
                .orElse(fresh);
        Representation.Reply reply = made.reply(
                request, clock.instant(), Audience.of(current.getCurrent()).personal());
        if (reply.body() != null) {
            shown(made.shown());
        }
        Response.ResponseBuilder answer = Response.status(reply.status()).entity(reply.body());
        reply.headers().forEach(answer::header);
        return answer.build();
    }

    /** Says what an answer shows that is not made by {@link #of}. */
    public void shown(SurrogateKeys keys) {
        shown(keys.shown());
    }

    private void shown(UUID[] articles) {
        RoutingContext context = current.getCurrent();
        if (context != null && articles.length > 0 && context.request().method() != HttpMethod.HEAD) {
            showing.shown(context, articles, false);
        }
    }

    /** The answer that shows all of {@code value}. */
    public Response of(Object value, Freshness freshness, HttpServerRequest request) {
        return of(value, TokenFilter.INCLUDE_ALL, freshness, request);
    }

    /** An answer about this very moment, which nobody may keep. */
    public Response.ResponseBuilder ofTheMoment(Object value, HttpServerRequest request) {
        byte[] bytes = bytes(value, TokenFilter.INCLUDE_ALL);
        boolean gzip =
                Representation.worthCompressing(bytes) && AcceptEncoding.gzip(request.getHeader("Accept-Encoding"));
        Response.ResponseBuilder answer =
                Response.ok(gzip ? Representation.compress(bytes) : bytes, "application/json");
        if (gzip) {
            answer.header("Content-Encoding", "gzip");
        }
        return answer.header("Vary", Representation.VARY).header("Cache-Control", "no-store");
    }

    /** What {@code value} is in JSON, as far as {@code filter} lets it through. */
    public byte[] bytes(Object value, TokenFilter filter) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try (JsonGenerator generator = new FilteringGeneratorDelegate(
                json.getFactory().createGenerator(bytes), filter, TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH, true)) {
            json.writeValue(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
