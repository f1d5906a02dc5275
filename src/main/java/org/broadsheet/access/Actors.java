package org.broadsheet.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.util.Objects;
import java.util.stream.Stream;
import org.broadsheet.problem.Refusal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Makes an actor of what was authenticated. */
@ApplicationScoped
class Actors {

    private final OidcSettings oidc;

    Actors(OidcSettings oidc) {
        this.oidc = oidc;
    }

    Actor of(SecurityIdentity identity) {
        Principal principal = identity.getPrincipal();
        if (identity.isAnonymous() || principal == null) {
            throw new Refusal.Unauthorized(
                    "This call needs a credential: 'Authorization: Bearer' with an API token or an access token.");
        }
        return switch (principal) {
            case TokenPrincipal token -> token.actor();
            case JsonWebToken token -> person(token);
            default -> throw new IllegalStateException("authenticated in a way that is not known: " + principal);
        };
    }

    private Actor person(JsonWebToken token) {
        String subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            throw new Refusal.Unauthorized("The access token does not say whose it is: it has no 'sub'.");
        }
        String name = Stream.of("name", "preferred_username", "email")
                .map(claim -> Objects.toString(token.getClaim(claim), ""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(subject);
        return new Actor(subject, name, Actor.Kind.PERSON, RolesClaim.scopes(token, oidc.rolesClaim()));
    }
}
