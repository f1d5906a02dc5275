package org.broadsheet.partner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.access.NewToken;
import org.broadsheet.access.Scope;
import org.broadsheet.problem.Refusal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is asked for when a key is to be made. */
@Schema(name = "NewPartnerKey", description = "A key to be made for a partner.")
record NewPartnerKey(
        @Schema(
                description = "What will use it.",
                minLength = 1,
                maxLength = 100,
                examples = "Nightly sync",
                required = true)
        @Nullable
        String name,

        @Schema(
                description = "What it opens: `content:read`, the articles and all around them; `changes:read`, the"
                        + " change log and the snapshots; `webhooks:manage`, the partner's webhooks. The first two when it"
                        + " is left out.",
                minItems = 1,
                maxItems = 3,
                examples = "[\"content:read\"]")
        @Nullable
        List<@Nullable String> scopes,

        @Schema(
                description = "When it ends by itself, at most ten years from now. Without this it doesn't.",
                format = "date-time",
                examples = "2027-11-01T00:00:00Z")
        @Nullable
        String expiresAt) {

    private static final List<String> FOR_PARTNERS = Stream.of(
                    Scope.CONTENT_READ, Scope.CHANGES_READ, Scope.WEBHOOKS_MANAGE)
            .map(Scope::wire)
            .toList();
    private static final List<String> READING =
            Stream.of(Scope.CONTENT_READ, Scope.CHANGES_READ).map(Scope::wire).toList();

    static NewToken.Order read(@Nullable NewPartnerKey wanted, Instant now) {
        if (wanted == null) {
            throw Refusal.Invalid.pointer("", "has to be an object with a name.");
        }
        List<@Nullable String> scopes = new ArrayList<>();
        if (wanted.scopes() == null) {
            scopes.addAll(READING);
        } else {
            scopes.addAll(wanted.scopes());
        }
        NewToken.Order order = NewToken.read(new NewToken(wanted.name(), null, scopes, wanted.expiresAt()), now);
        order.grant().scopes().stream()
                .filter(scope -> !FOR_PARTNERS.contains(scope.wire()))
                .findFirst()
                .ifPresent(beyond -> {
                    throw Refusal.Invalid.pointer(
                            "/scopes",
                            "'" + beyond.wire() + "' is not for partners; theirs are " + String.join(", ", FOR_PARTNERS)
                                    + ".");
                });
        return order;
    }
}
