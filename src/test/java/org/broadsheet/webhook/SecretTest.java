package org.broadsheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String OTHER_KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private final UUID webhook = UUID.randomUUID();

    /** The example of the Standard Webhooks specification. */
    @Test
    void signsAsTheSpecificationDoes() {
        Secret secret = new Secret(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

        assertThat(secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void libraryOfPartnersVerifiesIt() throws Exception {
        Secret secret = Secret.draw();
        long now = Instant.now().getEpochSecond();
        String body = "{\"headline\": \"Ærø — ferries\"}";

        new Webhook(secret.reveal())
                .verify(
                        body,
                        Map.of(
                                "webhook-id", List.of("msg_1"),
                                "webhook-timestamp", List.of(Long.toString(now)),
                                "webhook-signature", List.of(secret.sign("msg_1", now, body))));
    }

    @Test
    void sealedSecretOpensWithItsKeyAndForItsWebhookOnly() {
        Secret secret = Secret.draw();
        byte[] kept = box(KEY).close(webhook, secret);

        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secret.key(), StandardCharsets.ISO_8859_1));
        assertThat(box(KEY).open(webhook, kept).reveal()).isEqualTo(secret.reveal());
        assertThatThrownBy(() -> box(KEY).open(UUID.randomUUID(), kept)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box(OTHER_KEY).open(webhook, kept)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box(null).open(webhook, kept)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void secretOfBeforeThereWasAKeyStillOpens() {
        Secret secret = Secret.draw();
        byte[] kept = box(null).close(webhook, secret);

        assertThat(box(KEY).open(webhook, kept).reveal()).isEqualTo(secret.reveal());
    }

    @Test
    void keyThatIsNoneIsRefused() {
        assertThatThrownBy(() -> box("c2hvcnQ=")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box("not base64!")).isInstanceOf(IllegalStateException.class);
    }

    private static SecretBox box(String key) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(WebhookSettings.class);
        if (key != null) {
            builder.withDefaultValue("broadsheet.webhooks.key", key);
        }
        return new SecretBox(builder.build().getConfigMapping(WebhookSettings.class));
    }
}
