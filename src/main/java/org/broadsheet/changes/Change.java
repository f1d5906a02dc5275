package org.broadsheet.changes;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One change to what readers see, before it has its number.
 *
 * @param id of the thing that changed
 * @param path where readers find the article, or found it last; null for what has none
 * @param changedFields names of an article's fields; empty when all of it is new or gone
 * @param reason what readers are told
 * @param before null when readers could not see the article before, or it is none
 * @param after null when readers can't see the article any more, or it is none
 * @param mandatory whether it is a correction that everybody who has a copy has to make, too
 */
public record Change(
        Type type,
        Kind kind,
        UUID id,
        @Nullable String path,
        List<String> changedFields,
        @Nullable String reason,
        @Nullable Facets before,
        @Nullable Facets after,
        boolean mandatory) {

    /** What happened. */
    public enum Type {
        PUBLISHED("published"),
        UPDATED("updated"),
        CORRECTED("corrected"),
        MOVED("moved"),
        UNPUBLISHED("unpublished"),
        KILLED("killed"),
        EMBARGO_LIFTED("embargoLifted"),
        EXPIRED("expired"),
        RIGHTS_CHANGED("rightsChanged");

        private final String wire;

        Type(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        public static Optional<Type> parse(String wire) {
            return Arrays.stream(values())
                    .filter(type -> type.wire.equals(wire))
                    .findFirst();
        }
    }

    /** To what it happened. */
    public enum Kind {
        ARTICLE,
        SECTION,
        BYLINE,
        TAG,
        MEDIA,
        FRONT;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Change ofArticle(
            Type type,
            UUID id,
            @Nullable String path,
            List<String> changedFields,
            @Nullable String reason,
            @Nullable Facets before,
            @Nullable Facets after) {
        return new Change(type, Kind.ARTICLE, id, path, changedFields, reason, before, after, false);
    }

    /** The same correction, to be made by everybody who has a copy. */
    public Change binding() {
        return new Change(type, kind, id, path, changedFields, reason, before, after, true);
    }

    /** A thing around articles was created, changed or deleted: caches forget it and the lists of its kind. */
    public static Change of(Kind kind, UUID id) {
        return new Change(Type.UPDATED, kind, id, null, List.of(), null, null, null, false);
    }

    /** What caches purge: the surrogate keys of every answer that shows this, or that it may come into. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        switch (kind) {
            case ARTICLE -> articleKeys(keys);
            case SECTION -> keys.addAll(List.of("section:" + id, "in:section:" + id, "sections"));
            case BYLINE -> keys.addAll(List.of("byline:" + id, "in:byline:" + id, "bylines"));
            case TAG -> keys.addAll(List.of("tag:" + id, "in:tag:" + id, "tags"));
            case MEDIA -> keys.add("media:" + id);
            case FRONT -> keys.add("front:" + id);
        }
        return keys;
    }

    private void articleKeys(Set<String> keys) {
        keys.addAll(List.of("article:" + id, "articles", "paths"));
        Stream.of(before, after).filter(Objects::nonNull).forEach(facets -> {
            keys.add("in:section:" + facets.sectionId());
            facets.bylineIds().forEach(byline -> keys.add("in:byline:" + byline));
            facets.tagIds().forEach(tag -> keys.add("in:tag:" + tag));
            keys.add("in:translations:" + facets.translationKey());
        });
        if (after != null) {
            // the first piece that carries them makes readers know of them
            reveal(keys, "byline", after.bylineIds(), before == null ? List.of() : before.bylineIds());
            reveal(keys, "tag", after.tagIds(), before == null ? List.of() : before.tagIds());
        }
    }

    private static void reveal(Set<String> keys, String kind, List<UUID> now, List<UUID> known) {
        now.stream().filter(thing -> !known.contains(thing)).forEach(thing -> {
            keys.add(kind + "s");
            keys.add(kind + ":" + thing);
        });
    }
}
