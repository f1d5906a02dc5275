package org.broadsheet.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a webhook's deliveries are signed with (Standard Webhooks 1.0, symmetric signatures). */
final class Secret {

    private static final String BEGINNING = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    Secret(byte[] key) {
        this.key = key.clone();
    }

    static Secret draw() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return new Secret(key);
    }

    byte[] key() {
        return key.clone();
    }

    /** As its owner has it. */
    String reveal() {
        return BEGINNING + Base64.getEncoder().encodeToString(key);
    }

    /**
     * The signature of a message, one of those in {@code webhook-signature}.
     *
     * @param timestamp in seconds since 1970
     */
    String sign(String messageId, long timestamp, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] signed = mac.doFinal((messageId + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return BEGINNING + "...";
    }
}
