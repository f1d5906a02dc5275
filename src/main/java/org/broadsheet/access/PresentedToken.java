package org.broadsheet.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** An API token that somebody presents. */
class PresentedToken extends BaseAuthenticationRequest {

    private final TokenText text;

    PresentedToken(TokenText text) {
        this.text = text;
    }

    TokenText text() {
        return text;
    }
}
