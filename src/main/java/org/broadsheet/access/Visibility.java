package org.broadsheet.access;

import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which articles a reader may see, said once: a condition in SQL over {@code published_article a}. The log has told that
 * it is out, it has not expired, even if the log is yet to tell, and the reader's rights cover it.
 */
public final class Visibility {

    /** Only the newsroom's side knows of what is under an embargo, and partners who are told ahead of time. */
    private static final String OUT_OR_UNDER_EMBARGO =
            "(a.live or (a.embargoed_until is not null and a.published_at <= :at))";

    private Visibility() {}

    /** The condition, whose parameters {@link #bind} sets. It may stand several times in a statement. */
    public static String of(Access access) {
        Rights rights = access.rights();
        return "(" + (rights.embargoed() ? OUT_OR_UNDER_EMBARGO : "a.live")
                + " and (a.expires_at is null or a.expires_at > :at)"
                + (rights.sections() == null ? "" : " and a.section_id = any(:rightsSections)")
                + (rights.withoutSections().isEmpty() ? "" : " and a.section_id <> all(:rightsNoSections)")
                + (rights.tags() == null ? "" : " and a.tag_ids && :rightsTags")
                + (rights.withoutTags().isEmpty() ? "" : " and not a.tag_ids && :rightsNoTags")
                + (rights.delay().isZero() ? "" : " and greatest(a.published_at, a.embargoed_until) <= :rightsUntil")
                + ")";
    }

    /** Sets what {@link #of} asks with. */
    public static void bind(Access access, BiConsumer<String, Object> parameters) {
        Rights rights = access.rights();
        parameters.accept("at", access.at());
        bind("rightsSections", rights.sections(), parameters);
        bind("rightsNoSections", rights.withoutSections().isEmpty() ? null : rights.withoutSections(), parameters);
        bind("rightsTags", rights.tags(), parameters);
        bind("rightsNoTags", rights.withoutTags().isEmpty() ? null : rights.withoutTags(), parameters);
        if (!rights.delay().isZero()) {
            parameters.accept("rightsUntil", access.until());
        }
    }

    private static void bind(String name, @Nullable List<UUID> ids, BiConsumer<String, Object> parameters) {
        if (ids != null) {
            parameters.accept(name, ids.toArray(UUID[]::new));
        }
    }
}
