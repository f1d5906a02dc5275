package org.broadsheet.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Refuses bodies that announce too great a size, or none, and addresses that are too long, badly percent-encoded, not
 * UTF-8 or with control characters in them, before any code that would have to decode them. What passes can be decoded by everyone in one way only. (An address that is no
 * URI at all, such as one with {@code %zz}, Quarkus refuses before that, with a 400 that has no body.)
 */
@ApplicationScoped
class RequestLineGuard {

    private static final String NEWSROOM = "/v1/editorial/";

    /** What readers send is a list of addresses at most. */
    private static final long MOST_BYTES_OF_READERS = 1 << 20;

    private static final int LONGEST = 16_384;
    /** After Quarkus' CORS filter (300), so that apps in browsers can read the problem; before everything else. */
    private static final int AFTER_CORS = 299;

    private final EarlyProblems problems;
    private final long mostBytes;

    RequestLineGuard(
            EarlyProblems problems, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize mostBytes) {
        this.problems = problems;
        this.mostBytes = mostBytes.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_CORS);
    }

    private void check(RoutingContext context) {
        String uri = context.request().uri();
        if (uri.length() > LONGEST) {
            refuse(context, ProblemType.URI_TOO_LONG, "The address is longer than " + LONGEST + " characters.");
            return;
        }
        long most = uri.startsWith(NEWSROOM) ? mostBytes : Math.min(mostBytes, MOST_BYTES_OF_READERS);
        if (length(context.request().getHeader("Content-Length")) > most) {
            context.response().putHeader("Connection", "close");
            refuse(context, ProblemType.TOO_LARGE, "The request's body is larger than " + most + " bytes.");
            return;
        }
        if (!uri.startsWith(NEWSROOM) && lengthIsHidden(context.request())) {
            context.response().putHeader("Connection", "close");
            refuse(context, ProblemType.LENGTH_REQUIRED, "The request has a body without 'Content-Length'.");
            return;
        }
        String fault = fault(uri);
        if (fault == null) {
            context.next();
        } else {
            refuse(context, ProblemType.INVALID_REQUEST, fault);
        }
    }

    /** Whoever does not say how much is to come could send as much as the newsroom may. */
    private static boolean lengthIsHidden(HttpServerRequest request) {
        boolean frames = request.version() == HttpVersion.HTTP_2 && request.method() == HttpMethod.POST;
        return request.getHeader("Content-Length") == null
                && (frames || request.getHeader("Transfer-Encoding") != null);
    }

    private static long length(@Nullable String header) {
        return header != null && header.matches("[0-9]{1,18}") ? Long.parseLong(header) : 0;
    }

    /** What is wrong with {@code uri}, or null. */
    static @Nullable String fault(String uri) {
        ByteBuffer decoded = ByteBuffer.allocate(uri.length());
        for (int i = 0; i < uri.length(); i++) {
            char c = uri.charAt(i);
            int octet = c;
            if (c == '%') {
                octet = i + 2 < uri.length() ? octet(uri.charAt(i + 1), uri.charAt(i + 2)) : -1;
                i += 2;
            }
            if (octet < 0) {
                return "The address has a '%' that is not followed by two hexadecimal digits; write '%25' for it.";
            }
            if (octet < 0x20 || octet == 0x7f) {
                return "The address has a control character in it.";
            }
            if (c > 0x7e) {
                return "The address has characters that have to be percent-encoded.";
            }
            decoded.put((byte) octet);
        }
        return isUtf8(decoded.flip()) ? null : "The address is not UTF-8 once its percent-encoding is undone.";
    }

    private static int octet(char high, char low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 || high > 0x7e || low > 0x7e ? -1 : h << 4 | l;
    }

    private static boolean isUtf8(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private void refuse(RoutingContext context, ProblemType type, String detail) {
        problems.answer(context, EarlyProblems.problem(type, detail, context.request()));
    }
}
