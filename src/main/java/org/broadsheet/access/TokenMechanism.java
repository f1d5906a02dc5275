package org.broadsheet.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bearer tokens that are ours; what else comes as one is left to the mechanism for JWTs after it, when there
 * is an identity provider.
 */
@ApplicationScoped
class TokenMechanism implements HttpAuthenticationMechanism {

    private static final String SCHEME = "Bearer ";

    private final OidcSettings oidc;

    TokenMechanism(OidcSettings oidc) {
        this.oidc = oidc;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String bearer = bearer(context.request().getHeader("Authorization"));
        if (bearer == null) {
            return Uni.createFrom().nullItem();
        }
        if (bearer.startsWith(TokenText.BEGINNING)) {
            return TokenText.parse(bearer)
                    .map(text -> providers.authenticate(new PresentedToken(text)))
                    .orElseGet(() -> refused("not of the form of an API token"));
        }
        return oidc.complete() ? Uni.createFrom().nullItem() : refused("there is no identity provider");
    }

    /** The scheme's name is in any case (RFC 9110, section 11.1). */
    private static @Nullable String bearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    private static Uni<SecurityIdentity> refused(String why) {
        return Uni.createFrom().failure(new AuthenticationFailedException(why));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(PresentedToken.class);
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1000;
    }
}
