package org.broadsheet.published;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which articles are wanted, in which order; references are found, all that is left is the database's work. Each
 * method narrows the query down.
 */
public final class ArticleQuery {

    /** The orders that a list can have. Ties are broken by the id, so an order is always total. */
    public enum Sort {
        NEWEST("published_at", true),
        OLDEST("published_at", false),
        UPDATED("updated_at", true);

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
        boolean descends(boolean back) {
            return descending != back;
        }
    }

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private Sort sort = Sort.NEWEST;

    public ArticleQuery sort(Sort order) {
        sort = order;
        return this;
    }

    public Sort sort() {
        return sort;
    }

    private ArticleQuery where(String condition, Object value) {
        String name = "v" + values.size();
        conditions.add(condition.replace("?", ":" + name));
        values.put(name, value);
        return this;
    }

    public ArticleQuery inAnySection(List<UUID> sections) {
        return where("a.section_id = any(?)", array(sections));
    }

    public ArticleQuery notInSections(List<UUID> sections) {
        return where("a.section_id <> all(?)", array(sections));
    }

    public ArticleQuery byAny(List<UUID> bylines) {
        return where("a.byline_ids && ?", array(bylines));
    }

    public ArticleQuery notBy(List<UUID> bylines) {
        return where("not a.byline_ids && ?", array(bylines));
    }

    public ArticleQuery taggedAny(List<UUID> tags) {
        return where("a.tag_ids && ?", array(tags));
    }

    public ArticleQuery notTagged(List<UUID> tags) {
        return where("not a.tag_ids && ?", array(tags));
    }

    public ArticleQuery ofAnyType(List<String> types) {
        return where("a.type = any(?)", types.toArray(String[]::new));
    }

    public ArticleQuery notOfTypes(List<String> types) {
        return where("a.type <> all(?)", types.toArray(String[]::new));
    }

    /** By basic filtering of language ranges (RFC 4647, section 3.3.1): {@code en} finds {@code en-GB} too. */
    public ArticleQuery inAnyLanguage(List<String> ranges) {
        return where("lower(a.language) like any(?)", patterns(ranges));
    }

    public ArticleQuery notInLanguages(List<String> ranges) {
        return where("not lower(a.language) like any(?)", patterns(ranges));
    }

    private static String[] patterns(List<String> ranges) {
        return ranges.stream().flatMap(range -> Stream.of(range, range + "-%")).toArray(String[]::new);
    }

    public ArticleQuery publishedAfter(@Nullable Instant moment) {
        return moment == null ? this : where("a.published_at > ?", moment);
    }

    public ArticleQuery publishedBefore(@Nullable Instant moment) {
        return moment == null ? this : where("a.published_at < ?", moment);
    }

    public ArticleQuery updatedAfter(@Nullable Instant moment) {
        return moment == null ? this : where("a.updated_at > ?", moment);
    }

    public ArticleQuery updatedBefore(@Nullable Instant moment) {
        return moment == null ? this : where("a.updated_at < ?", moment);
    }

    public ArticleQuery withIds(List<UUID> ids) {
        return where("a.id = any(?)", array(ids));
    }

    public ArticleQuery withoutIds(List<UUID> ids) {
        return ids.isEmpty() ? this : where("a.id <> all(?)", array(ids));
    }

    private static UUID[] array(List<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    /** The conditions, each beginning with {@code and}, over the columns of {@code published_article a}. */
    public String sql() {
        return conditions.stream().map(condition -> " and " + condition).reduce("", String::concat);
    }

    public void bind(BiConsumer<String, Object> parameters) {
        values.forEach(parameters);
    }
}
