package org.broadsheet.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * The identity provider whose access tokens are good here. Issuer, audience and JWKS are also the values of {@code
 * mp.jwt.*} in {@code application.properties}, where the verification reads them.
 */
@ConfigMapping(prefix = "broadsheet.oidc")
public interface OidcSettings {

    /** What has to stand in {@code iss}. */
    Optional<String> issuer();

    /** What has to be among {@code aud}. */
    Optional<String> audience();

    /** Where the issuer's keys are: an address, or a file. */
    Optional<String> jwks();

    /** The claim that lists a person's roles; a slash goes down into an object. */
    @WithDefault("realm_access/roles")
    String rolesClaim();

    /** None of the three is optional once there is a provider: without one of them, too much would be let in. */
    default boolean complete() {
        return issuer().isPresent() && audience().isPresent() && jwks().isPresent();
    }
}
