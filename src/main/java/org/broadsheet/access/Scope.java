package org.broadsheet.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One thing that a credential can allow. */
public enum Scope {
    /** See drafts, and the newsroom's lists. */
    EDITORIAL_READ,
    /** Create and edit drafts, submit them, make preview links. */
    ARTICLES_WRITE,
    /** Publish, schedule, correct, move, unpublish. */
    ARTICLES_PUBLISH,
    ARTICLES_KILL,
    FRONTS_WRITE,
    SECTIONS_WRITE,
    BYLINES_WRITE,
    TAGS_WRITE,
    MEDIA_WRITE,
    /** Create and revoke API tokens. */
    TOKENS_WRITE,
    AUDIT_READ,
    /** Make webhooks, and see and change one's own; all of them, together with {@link #TOKENS_WRITE}. */
    WEBHOOKS_MANAGE,
    /** Create and change partners, their keys, their rights, and see what they use. */
    PARTNERS_WRITE,
    /** Of a partner's key: read articles, as the partner's rights allow. */
    CONTENT_READ,
    /** Of a partner's key: follow the change log, and take snapshots, as the partner's rights allow. */
    CHANGES_READ;

    /** As it stands in JSON and in the database: {@code articles:publish}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    public static Optional<Scope> parse(String wire) {
        return Arrays.stream(values())
                .filter(scope -> scope.wire().equals(wire))
                .findFirst();
    }

    public static List<String> wires() {
        return Arrays.stream(values()).map(Scope::wire).toList();
    }
}
