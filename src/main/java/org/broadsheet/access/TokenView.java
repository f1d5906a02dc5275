package org.broadsheet.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.broadsheet.query.Page;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An API token, without its secret. */
@Schema(name = "ApiToken", description = "An API token, without its secret.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenView(
        @Schema(required = true) UUID id,

        @Schema(description = "What will use it.", examples = "Wire desk import", required = true)
        String name,

        @Schema(description = "What the token begins with, after `bs_`.", examples = "k3x7q2ma", required = true)
        String prefix,

        @Schema(
                description = "Whether it opens anything.",
                enumeration = {"active", "expired", "revoked"},
                required = true)
        String state,

        @Schema(
                description = "The role, when it was created with one.",
                enumeration = {"writer", "editor", "admin"})
        @Nullable
        String role,

        @Schema(
                description = "What it allows; with a role, what that allows.",
                examples = "[\"editorial:read\", \"articles:write\"]",
                required = true)
        List<String> scopes,

        @Schema(
                description = "Where it came from: this API, the first start, or `BROADSHEET_ADMIN_TOKEN`.",
                enumeration = {"api", "start", "environment"},
                required = true)
        String origin,

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
                description = "The token itself: only in the answer to its creation. It can't be had again.",
                examples = "bs_k3x7q2ma_vq4n...")
        @Nullable
        String token) {

    static TokenView of(ApiToken token, Instant now) {
        return of(token, now, null);
    }

    static TokenView of(ApiToken token, Instant now, @Nullable String text) {
        Grant grant = token.grant();
        return new TokenView(
                token.id(),
                token.name(),
                token.prefix(),
                token.state(now).wire(),
                grant.role() == null ? null : grant.role().wire(),
                grant.scopes().stream().map(Scope::wire).toList(),
                token.origin(),
                token.createdAt(),
                token.createdBy(),
                token.expiresAt(),
                token.lastUsedAt(),
                token.revokedAt(),
                text);
    }

    /** A page of tokens. */
    @Schema(name = "ApiTokenList", description = "A page of API tokens, the newest first.")
    public record Tokens(
            @Schema(required = true) List<TokenView> items,

            @Schema(required = true) Page page) {}
}
