package org.broadsheet.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configuration under {@code broadsheet.webhooks}. */
@ConfigMapping(prefix = "broadsheet.webhooks")
public interface WebhookSettings {

    /** Whether this server delivers; any number may. */
    @WithDefault("true")
    boolean deliver();

    /** What seals the secrets in the database: 32 bytes in Base64. Without it they are there in the clear. */
    Optional<String> key();

    /**
     * Hosts ({@code localhost}) or hosts with their port ({@code localhost:9000}) that may be called without TLS and
     * wherever they are: for development, and for systems of one's own.
     */
    Optional<List<String>> allowedHosts();

    /** How long an endpoint may take to answer. */
    @WithDefault("PT10S")
    Duration timeout();

    /** How long after a failure it is tried again; then twice as long, and so on. */
    @WithDefault("PT5S")
    Duration retry();

    /** The longest that this becomes. */
    @WithDefault("PT2H")
    Duration retryMost();

    /** After failing for so long a webhook is paused. */
    @WithDefault("P3D")
    Duration giveUp();

    /** For how long the secret before signs, too. */
    @WithDefault("P1D")
    Duration rotation();

    /** How many webhooks there may be. */
    @WithDefault("1000")
    int most();

    /** For how long attempts are kept. */
    @WithDefault("P30D")
    Duration attemptsKeep();

    /** How many attempts are kept of each webhook. */
    @WithDefault("10000")
    int attemptsMost();
}
