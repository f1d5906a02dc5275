package org.broadsheet.published;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.broadsheet.access.Access;
import org.broadsheet.access.Rights;
import org.broadsheet.access.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Which articles are wanted, in which order; references are found, all that is left is the work of the database, or of
 * the search engine. Each method narrows the query down.
 */
public final class ArticleQuery {

    /** The orders that a list can have. Ties are broken by the id, so an order is always total. */
    public enum Sort {
        NEWEST("published_at", true),
        OLDEST("published_at", false),
        UPDATED("updated_at", true),
        /** By how well an article matches what was searched for; the search engine's order. */
        RELEVANCE("", true);

        private final String column;
        private final boolean descending;

        Sort(String column, boolean descending) {
            this.column = column;
            this.descending = descending;
        }

        String column() {
            return column;
        }

        /** The order of reading, which is turned around to read back. */
        public boolean descends(boolean back) {
            return descending != back;
        }
    }

    /** What of an article a condition asks about. */
    public enum Subject {
        ID,
        SECTION,
        BYLINE,
        TAG,
        TYPE,
        LANGUAGE,
        PUBLISHED,
        UPDATED
    }

    /** What a condition asks. */
    public enum Test {
        /** One of these. */
        ANY,
        /** None of these. */
        NONE,
        AFTER,
        BEFORE
    }

    /**
     * One condition; all have to hold.
     *
     * @param values ids, or words in lower case, or one moment
     * @param ofRights whether it comes from the rights of whoever asks, and can't be taken off
     */
    public record Condition(Subject subject, Test test, List<?> values, boolean ofRights) {

        private String sql() {
            boolean any = test == Test.ANY;
            return switch (subject) {
                case ID -> any ? "a.id = any(?)" : "a.id <> all(?)";
                case SECTION -> any ? "a.section_id = any(?)" : "a.section_id <> all(?)";
                case BYLINE -> any ? "a.byline_ids && ?" : "not a.byline_ids && ?";
                case TAG -> any ? "a.tag_ids && ?" : "not a.tag_ids && ?";
                case TYPE -> any ? "a.type = any(?)" : "a.type <> all(?)";
                case LANGUAGE -> any ? "lower(a.language) like any(?)" : "not lower(a.language) like any(?)";
                case PUBLISHED -> "a.published_at " + (test == Test.AFTER ? ">" : "<") + " ?";
                case UPDATED -> "a.updated_at " + (test == Test.AFTER ? ">" : "<") + " ?";
            };
        }

        private Object value() {
            return switch (subject) {
                case ID, SECTION, BYLINE, TAG -> values.toArray(UUID[]::new);
                case TYPE -> values.toArray(String[]::new);
                case LANGUAGE ->
                    values.stream()
                            .flatMap(range -> Stream.of(range, range + "-%"))
                            .toArray(String[]::new);
                case PUBLISHED, UPDATED -> values.getFirst();
            };
        }
    }

    private final List<Condition> conditions = new ArrayList<>();
    private Sort sort = Sort.NEWEST;

    public ArticleQuery sort(Sort order) {
        sort = order;
        return this;
    }

    public Sort sort() {
        return sort;
    }

    private ArticleQuery where(Subject subject, Test test, List<?> values) {
        conditions.add(new Condition(subject, test, values, false));
        return this;
    }

    public ArticleQuery inAnySection(List<UUID> sections) {
        return where(Subject.SECTION, Test.ANY, sections);
    }

    public ArticleQuery notInSections(List<UUID> sections) {
        return where(Subject.SECTION, Test.NONE, sections);
    }

    public ArticleQuery byAny(List<UUID> bylines) {
        return where(Subject.BYLINE, Test.ANY, bylines);
    }

    public ArticleQuery notBy(List<UUID> bylines) {
        return where(Subject.BYLINE, Test.NONE, bylines);
    }

    public ArticleQuery taggedAny(List<UUID> tags) {
        return where(Subject.TAG, Test.ANY, tags);
    }

    public ArticleQuery notTagged(List<UUID> tags) {
        return where(Subject.TAG, Test.NONE, tags);
    }

    public ArticleQuery ofAnyType(List<String> types) {
        return where(Subject.TYPE, Test.ANY, types);
    }

    public ArticleQuery notOfTypes(List<String> types) {
        return where(Subject.TYPE, Test.NONE, types);
    }

    /** By basic filtering of language ranges (RFC 4647, section 3.3.1): {@code en} finds {@code en-GB} too. */
    public ArticleQuery inAnyLanguage(List<String> ranges) {
        return where(Subject.LANGUAGE, Test.ANY, ranges);
    }

    public ArticleQuery notInLanguages(List<String> ranges) {
        return where(Subject.LANGUAGE, Test.NONE, ranges);
    }

    public ArticleQuery publishedAfter(@Nullable Instant moment) {
        return moment == null ? this : where(Subject.PUBLISHED, Test.AFTER, List.of(moment));
    }

    public ArticleQuery publishedBefore(@Nullable Instant moment) {
        return moment == null ? this : where(Subject.PUBLISHED, Test.BEFORE, List.of(moment));
    }

    public ArticleQuery updatedAfter(@Nullable Instant moment) {
        return moment == null ? this : where(Subject.UPDATED, Test.AFTER, List.of(moment));
    }

    public ArticleQuery updatedBefore(@Nullable Instant moment) {
        return moment == null ? this : where(Subject.UPDATED, Test.BEFORE, List.of(moment));
    }

    public ArticleQuery withIds(List<UUID> ids) {
        return where(Subject.ID, Test.ANY, ids);
    }

    public ArticleQuery withoutIds(List<UUID> ids) {
        return ids.isEmpty() ? this : where(Subject.ID, Test.NONE, ids);
    }

    /**
     * Narrows it down to what the rights of whoever asks cover. The database asks that by itself ({@link Visibility});
     * this is for the search engine and for the log, which know no more of an article than queries ask.
     */
    public ArticleQuery within(Access access) {
        Rights rights = access.rights();
        if (rights.sections() != null) {
            conditions.add(new Condition(Subject.SECTION, Test.ANY, rights.sections(), true));
        }
        if (!rights.withoutSections().isEmpty()) {
            conditions.add(new Condition(Subject.SECTION, Test.NONE, rights.withoutSections(), true));
        }
        if (rights.tags() != null) {
            conditions.add(new Condition(Subject.TAG, Test.ANY, rights.tags(), true));
        }
        if (!rights.withoutTags().isEmpty()) {
            conditions.add(new Condition(Subject.TAG, Test.NONE, rights.withoutTags(), true));
        }
        if (rights.delay().isPositive()) {
            conditions.add(new Condition(Subject.PUBLISHED, Test.BEFORE, List.of(access.until()), true));
        }
        return this;
    }

    /** Another query with the same conditions, to narrow down further. */
    public ArticleQuery copy() {
        ArticleQuery copy = new ArticleQuery().sort(sort);
        copy.conditions.addAll(conditions);
        return copy;
    }

    /** The same query without what is asked of {@code subject}, but for what rights ask. */
    public ArticleQuery without(Subject subject) {
        ArticleQuery wider = copy();
        wider.conditions.removeIf(condition -> condition.subject() == subject && !condition.ofRights());
        return wider;
    }

    public List<Condition> conditions() {
        return List.copyOf(conditions);
    }

    /** The conditions, each beginning with {@code and}, over the columns of {@code published_article a}. */
    public String sql() {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < conditions.size(); i++) {
            sql.append(" and ").append(conditions.get(i).sql().replace("?", ":v" + i));
        }
        return sql.toString();
    }

    public void bind(BiConsumer<String, Object> parameters) {
        for (int i = 0; i < conditions.size(); i++) {
            parameters.accept("v" + i, conditions.get(i).value());
        }
    }
}
