package org.broadsheet.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The tokens that there are before anybody could have created one. */
@ApplicationScoped
public class StartTokens {

    public static final String VARIABLE = "BROADSHEET_ADMIN_TOKEN";

    private static final Logger LOG = Logger.getLogger(StartTokens.class);
    private static final Actor START = Actor.system("start");

    private final ApiTokens tokens;
    private final AuditTrail audit;
    private final Clock clock;

    StartTokens(ApiTokens tokens, AuditTrail audit, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the operator has set can't be taken. */
    public static final class Unusable extends RuntimeException {
        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /** Why {@code text} can't be an operator's token, in a sentence that doesn't repeat it. */
    public static Optional<String> fault(String text) {
        return TokenText.parse(text).isPresent()
                ? Optional.empty()
                : Optional.of(VARIABLE + " has to have the form bs_<prefix>_<secret>: a prefix of 4 to 16 small letters"
                        + " and digits, and a secret of 32 to 128 letters, digits, '-' and '_'.");
    }

    /**
     * Makes the operator's token good, and the one before it void; without one, makes the first token of a database
     * that has none. Replicas that start at the same moment take turns.
     *
     * @param wanted what the operator has set; null for nothing
     * @return the first token, for the one replica that has made it, to be shown once
     */
    @Transactional
    public Optional<String> settle(@Nullable String wanted) {
        // stops those that write for a moment, none that read
        tokens.getEntityManager()
                .createNativeQuery("lock table api_token in share row exclusive mode")
                .executeUpdate();
        if (wanted != null) {
            adopt(TokenText.parse(wanted)
                    .orElseThrow(() -> new Unusable(fault(wanted).orElseThrow())));
            return Optional.empty();
        }
        if (tokens.count() > 0) {
            return Optional.empty();
        }
        TokenText text = TokenText.draw();
        tokens.add(text, "First admin token", Grant.of(Role.ADMIN), null, ApiToken.Origin.START, START);
        return Optional.of(text.reveal());
    }

    private void adopt(TokenText text) {
        List<ApiToken> before = tokens.list("origin", ApiToken.Origin.ENVIRONMENT.wire());
        Optional<ApiToken> known =
                before.stream().filter(token -> token.isThatOf(text)).findFirst();
        if (known.isPresent()) {
            if (known.get().revokedAt() != null) {
                // else a token that was revoked for having leaked would be good again after a restart
                LOG.warnf("%s has been revoked, and opens nothing any more; set another", VARIABLE);
            }
            return;
        }
        before.stream().filter(token -> token.revokedAt() == null).forEach(this::replace);
        if (tokens.count("prefix = ?1 and revokedAt is null", text.prefix()) > 0) {
            throw new Unusable(VARIABLE + " has the prefix of a token that there is already; choose another.");
        }
        tokens.add(text, VARIABLE, Grant.of(Role.ADMIN), null, ApiToken.Origin.ENVIRONMENT, START);
    }

    private void replace(ApiToken token) {
        token.revoke(clock.instant());
        audit.record(START, "token.revoke", "token", token.id(), null, null, "active", "revoked", "replaced");
        // before the new one, which may have the same prefix
        tokens.flush();
    }
}
