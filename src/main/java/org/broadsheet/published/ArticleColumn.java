package org.broadsheet.published;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.access.Rights;
import org.broadsheet.query.Fields;
import org.hibernate.query.NativeQuery;

/**
 * What can be read of a live article, in the order of the row that {@link PublishedArticles} reads. A column whose
 * field is not wanted is not read: a null stands in its place.
 */
enum ArticleColumn {
    ID("", "a.id", "uuid", UUID.class),
    PUBLISHED_AT("", "a.published_at", "timestamptz", Instant.class),
    UPDATED_AT("", "a.updated_at", "timestamptz", Instant.class),
    EXPIRES_AT("", "a.expires_at", "timestamptz", Instant.class),
    MODIFIED_AT("", "a.modified_at", "timestamptz", Instant.class),
    PATH("", "a.path", "text", String.class),
    TYPE("type", "a.type", "text", String.class),
    HEADLINE("headline", "a.headline", "text", String.class),
    KICKER("kicker", "a.kicker", "text", String.class),
    STANDFIRST("standfirst", "a.standfirst", "text[]", String[].class),
    BODY("body", "a.body", "text", String.class),
    SECTION_ID("section", "s.id", "uuid", UUID.class),
    SECTION_PATH("section", "s.path", "text", String.class),
    SECTION_NAME("section", "s.name", "text", String.class),
    SECTION_MODIFIED_AT("section", "s.modified_at", "timestamptz", Instant.class),
    BYLINE_IDS("bylines bylineText", "a.byline_ids", "uuid[]", UUID[].class),
    BYLINE_ROLES("bylines", "a.byline_roles", "text[]", String[].class),
    TAG_IDS("tags", "a.tag_ids", "uuid[]", UUID[].class),
    LEAD_ID("lead", "m.id", "uuid", UUID.class),
    LEAD_TYPE("lead", "m.type", "text", String.class),
    LEAD_URL("lead", "m.url", "text", String.class),
    LEAD_WIDTH("lead", "m.width", "int", Integer.class),
    LEAD_HEIGHT("lead", "m.height", "int", Integer.class),
    LEAD_ALT("lead", "m.alt", "text", String.class),
    LEAD_CAPTION("lead", "m.caption", "text", String.class),
    LEAD_CREDIT("lead", "m.credit", "text", String.class),
    LEAD_FOCAL_X("lead", "m.focal_x", "real", Float.class),
    LEAD_FOCAL_Y("lead", "m.focal_y", "real", Float.class),
    /** There is one, and it was not read: a picture, and there is no right to those. */
    LEAD_WITHHELD("lead", "a.lead_id is not null and m.id is null", "boolean", Boolean.class),
    LEAD_MODIFIED_AT("lead", "m.modified_at", "timestamptz", Instant.class),
    LANGUAGE("language", "a.language", "text", String.class),
    TRANSLATION_KEY("translations", "a.translation_key", "uuid", UUID.class),
    URL("canonicalUrl source", "a.url", "text", String.class),
    SOURCE("source", "a.source", "text", String.class),
    EXTERNAL_ID("source", "a.external_id", "text", String.class),
    PUBLISHED_AT_ESTIMATED("publishedAtEstimated", "a.published_at_estimated", "boolean", Boolean.class),
    FIRST_PUBLISHED_AT("firstPublishedAt", "a.first_published_at", "timestamptz", Instant.class),
    VERSION("version", "a.version", "int", Integer.class),
    CORRECTIONS("corrections", "a.corrections", "text", String.class),
    EMBARGOED_UNTIL("rights", "a.embargoed_until", "timestamptz", Instant.class),
    USAGE_TERMS("rights", "a.usage_terms", "text", String.class),
    AI_USE("rights", "a.ai_use", "text", String.class),
    WORD_COUNT("wordCount readingMinutes", "a.word_count", "int", Integer.class);

    private final Set<String> fields;
    private final String source;
    private final String sqlType;
    private final Class<?> javaType;

    /**
     * @param fields the fields of {@link ArticleView} that need the column; empty when every answer does
     */
    ArticleColumn(String fields, String source, String sqlType, Class<?> javaType) {
        this.fields = fields.isEmpty() ? Set.of() : Set.of(fields.split(" "));
        this.source = source;
        this.sqlType = sqlType;
        this.javaType = javaType;
    }

    /** The columns that {@code fields} need, as far as {@code rights} let them be read. */
    static Set<ArticleColumn> neededBy(Fields fields, Rights rights) {
        return Arrays.stream(values())
                .filter(column -> column != BODY || rights.fullText())
                .filter(column -> column.fields.isEmpty()
                        || column.fields.stream().anyMatch(fields::has)
                        || (column == EMBARGOED_UNTIL && rights.embargoed()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ArticleColumn.class)));
    }

    /** The select list. */
    static String select(Set<ArticleColumn> wanted) {
        return Arrays.stream(values())
                .map(column -> "cast(" + (wanted.contains(column) ? column.source : "null") + " as " + column.sqlType
                        + ") as c" + column.ordinal())
                .collect(Collectors.joining(", "));
    }

    /** Tells Hibernate the types, so that it need not ask the driver. */
    static NativeQuery<Object[]> typed(NativeQuery<Object[]> query) {
        for (ArticleColumn column : values()) {
            query.addScalar("c" + column.ordinal(), column.javaType);
        }
        return query;
    }
}
