package org.broadsheet.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Judges API tokens. Nothing is kept between requests, so that a token which is revoked is so at once, everywhere. */
@ApplicationScoped
class TokenProvider implements IdentityProvider<PresentedToken> {

    private final ApiTokens tokens;
    private final Readers readers;
    private final LastUse lastUse;

    TokenProvider(ApiTokens tokens, Readers readers, LastUse lastUse) {
        this.tokens = tokens;
        this.readers = readers;
        this.lastUse = lastUse;
    }

    @Override
    public Class<PresentedToken> getRequestType() {
        return PresentedToken.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(PresentedToken request, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identity(request.text()));
    }

    private SecurityIdentity identity(TokenText text) {
        ApiToken token = tokens.opening(text)
                .filter(found -> found.partnerId() == null
                        || readers.standing(found.partnerId()).active())
                .orElseThrow(() -> new AuthenticationFailedException("no token that opens anything: " + text));
        lastUse.of(token);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new TokenPrincipal(token.actor()))
                .build();
    }
}
