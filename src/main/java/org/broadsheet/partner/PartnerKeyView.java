package org.broadsheet.partner;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.access.ApiToken;
import org.broadsheet.access.Scope;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A partner's key, without its secret. */
@Schema(name = "PartnerKey", description = "A partner's key, without its secret.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PartnerKeyView(
        @Schema(required = true) UUID id,

        @Schema(description = "What will use it.", examples = "Nightly sync", required = true)
        String name,

        @Schema(description = "What the key begins with, after `bs_`.", examples = "k3x7q2ma", required = true)
        String prefix,

        @Schema(
                description = "Whether it opens anything, unless the partner is suspended.",
                enumeration = {"active", "expired", "revoked"},
                required = true)
        String state,

        @Schema(examples = "[\"content:read\", \"changes:read\"]", required = true)
        List<String> scopes,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "By whom.", examples = "Ines Marlow", required = true)
        String createdBy,

        @Schema(description = "When it ends by itself.") @Nullable
        Instant expiresAt,

        @Schema(description = "When it was last used, to the minute; absent when it never was.") @Nullable
        Instant lastUsedAt,

        @Schema(description = "When it was ended.") @Nullable
        Instant revokedAt,

        @Schema(
                description = "The key itself: only in the answer to its creation. It can't be had again.",
                examples = "bs_k3x7q2ma_vq4n...")
        @Nullable
        String key) {

    static PartnerKeyView of(ApiToken token, Instant now, @Nullable String text) {
        return new PartnerKeyView(
                token.id(),
                token.name(),
                token.prefix(),
                token.state(now).wire(),
                token.grant().scopes().stream().map(Scope::wire).toList(),
                token.createdAt(),
                token.createdBy(),
                token.expiresAt(),
                token.lastUsedAt(),
                token.revokedAt(),
                text);
    }

    /** A page of keys. */
    @Schema(name = "PartnerKeyList", description = "A page of a partner's keys, the newest first.")
    record Keys(
            @Schema(required = true) List<PartnerKeyView> items,

            @Schema(required = true) Page page) {}
}
