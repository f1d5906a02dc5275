package org.broadsheet.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.broadsheet.problem.Refusal;

/**
 * A body is UTF-8, as JSON between systems is (RFC 8259, section 8.1), and comes as it is, not compressed. Anything else
 * would be taken for UTF-8 all the same, with question marks in the place of letters.
 */
@Provider
public class PlainBodies implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        String encoding = context.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new Refusal.Unsupported("The request's body has to be sent as it is, without 'Content-Encoding'.");
        }
        MediaType type = context.getMediaType();
        String charset = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (charset != null
                && !charset.toLowerCase(Locale.ROOT).replace("\"", "").matches("utf-?8")) {
            throw new Refusal.Unsupported(
                    "The request's body has to be UTF-8, and its 'Content-Type' may name no other charset.");
        }
        byte[] body = context.getInputStream().readAllBytes();
        if (!isUtf8(body)) {
            throw Refusal.Invalid.pointer("", "is not UTF-8.");
        }
        context.setInputStream(new ByteArrayInputStream(body));
        return context.proceed();
    }

    /** A NUL never stands in JSON; in UTF-16, which a parser would guess, it does. */
    private static boolean isUtf8(byte[] body) {
        for (byte octet : body) {
            if (octet == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
