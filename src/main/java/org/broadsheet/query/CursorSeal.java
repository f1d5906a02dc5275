package org.broadsheet.query;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.broadsheet.problem.Refusal;

/**
 * Turns cursors into tokens and back. A token is its keys and the first 128 bits of an HMAC-SHA256 over the keys and
 * the query that they belong to, in base64url: a token that was changed, or that is used with other filters, is
 * refused.
 */
public final class CursorSeal {

    private static final int MAC_BYTES = 16;
    private static final int LONGEST = StrictParameters.LONGEST_VALUE;
    private static final String SEPARATOR = "\u001f";

    private final SecretKeySpec key;

    public CursorSeal(byte[] secret) {
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** The token for {@code cursor} in the list that {@code query} describes (any canonical text of its filters). */
    public String seal(Cursor cursor, String query) {
        byte[] payload =
                ((cursor.back() ? "<" : ">") + String.join(SEPARATOR, cursor.keys())).getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(payload, payload.length + MAC_BYTES);
        System.arraycopy(mac(payload, query), 0, token, payload.length, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The cursor in {@code token}, or a refusal of the parameter {@code cursor}. */
    public Cursor open(String token, String query) {
        byte[] bytes = decode(token);
        byte[] payload = Arrays.copyOf(bytes, bytes.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(bytes, payload.length, bytes.length);
        if (!MessageDigest.isEqual(mac, mac(payload, query))) {
            throw refusal();
        }
        String text = new String(payload, StandardCharsets.UTF_8);
        return new Cursor(text.charAt(0) == '<', List.of(text.substring(1).split(SEPARATOR, -1)));
    }

    private static byte[] decode(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(token);
            if (canonical && bytes.length > MAC_BYTES && token.length() <= LONGEST) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // not base64url: refused below, like every other token that this server did not make
        }
        throw refusal();
    }

    private byte[] mac(byte[] payload, String query) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(query.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(payload), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static Refusal.Invalid refusal() {
        return Refusal.Invalid.parameter(
                "cursor",
                "is not one that this server made for these filters and this sort order. Take it from 'page.next' or"
                        + " 'page.previous' of an answer, unchanged, or leave it out to begin at the first page.");
    }
}
