package org.broadsheet.webhook;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How secrets stand in the database. They have to be had again, as each delivery is signed with them, so no digest will
 * do: with a key in the configuration they are sealed (AES-GCM), so that a copy of the database alone gives none away.
 */
@ApplicationScoped
class SecretBox {

    private static final byte CLEAR = 0;
    private static final byte SEALED = 1;
    /** NIST SP 800-38D: 96 bits of nonce, 128 of tag. */
    private static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final @Nullable SecretKeySpec key;

    SecretBox(WebhookSettings settings) {
        this.key = settings.key().map(SecretBox::key).orElse(null);
    }

    /** So that a key which is none ends the start, and not the first delivery. */
    void start(@Observes StartupEvent start) {}

    private static SecretKeySpec key(String text) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            key = new byte[0];
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalStateException(
                    "broadsheet.webhooks.key has to be " + KEY_BYTES + " bytes in Base64 (openssl rand -base64 32)");
        }
        return new SecretKeySpec(key, "AES");
    }

    /** The secret as it is kept; bound to its webhook, so that it is good for no other. */
    byte[] close(UUID webhook, Secret secret) {
        if (key == null) {
            return ByteBuffer.allocate(1 + secret.key().length)
                    .put(CLEAR)
                    .put(secret.key())
                    .array();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, webhook, nonce, secret.key());
        return ByteBuffer.allocate(1 + nonce.length + sealed.length)
                .put(SEALED)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException when it was sealed with a key that is not, or no longer, the configured one */
    Secret open(UUID webhook, byte[] kept) {
        if (kept[0] == CLEAR) {
            return new Secret(Arrays.copyOfRange(kept, 1, kept.length));
        }
        if (key == null) {
            throw new IllegalStateException("the secret is sealed, and there is no broadsheet.webhooks.key");
        }
        byte[] nonce = Arrays.copyOfRange(kept, 1, 1 + NONCE_BYTES);
        return new Secret(crypt(
                Cipher.DECRYPT_MODE, key, webhook, nonce, Arrays.copyOfRange(kept, 1 + NONCE_BYTES, kept.length)));
    }

    private static byte[] crypt(int mode, SecretKeySpec key, UUID webhook, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(ByteBuffer.allocate(16)
                    .putLong(webhook.getMostSignificantBits())
                    .putLong(webhook.getLeastSignificantBits())
                    .flip());
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret is sealed with another broadsheet.webhooks.key", e);
        }
    }
}
