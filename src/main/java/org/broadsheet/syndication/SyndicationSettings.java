package org.broadsheet.syndication;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Configuration under {@code broadsheet.syndication}. */
@ConfigMapping(prefix = "broadsheet.syndication")
public interface SyndicationSettings {

    /**
     * Where this API is for those who read it, such as {@code https://api.ledger.example}: of the addresses that feeds
     * and sitemaps name as their own. Without it those of feeds are relative, and sitemaps are taken to be passed on by
     * the front-end. Never taken from a request, as whoever sends one could choose it.
     */
    Optional<URI> apiUrl();

    /** The hub that is told when there is something new in a feed (WebSub); needs {@link #apiUrl()}. */
    Optional<URI> hubUrl();

    /** How long after it was told the hub is told again, at the earliest. */
    @WithDefault("PT10S")
    Duration hubPause();

    /** The address of {@code address}, which is root-relative. */
    default String absolute(String address) {
        return apiUrl().map(url -> url.toString().replaceAll("/$", "")).orElse("") + address;
    }
}
