package org.broadsheet.article;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.ZoneId;
import java.util.Optional;

/** The publication whose pieces these are: configuration under {@code broadsheet.publication}. */
@ConfigMapping(prefix = "broadsheet.publication")
public interface Publication {

    String name();

    /** What it is, in a sentence: of its feeds. */
    Optional<String> description();

    /** Where readers find the pieces: the front-end's address, never this API's. */
    URI baseUrl();

    /** BCP 47; of pieces that do not say their own. */
    @WithDefault("en")
    String language();

    /** In which a piece's day begins and ends, for its path. */
    @WithDefault("UTC")
    ZoneId timeZone();

    /** Where a new piece stands: {@code {section} {yyyy} {MM} {dd} {slug}} are filled in. */
    @WithDefault("/{section}/{yyyy}/{MM}/{dd}/{slug}")
    String pathTemplate();

    /** The front-end's address of a path. */
    default String urlOf(String path) {
        String base = baseUrl().toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + Paths.encode(path);
    }
}
