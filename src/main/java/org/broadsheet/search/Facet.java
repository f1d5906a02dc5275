package org.broadsheet.search;

import org.broadsheet.published.ArticleQuery;

/** What a result can be divided by. */
public enum Facet {
    SECTION(IndexFields.SECTION_NUMBER, ArticleQuery.Subject.SECTION),
    TAG(IndexFields.TAG_NUMBER, ArticleQuery.Subject.TAG),
    BYLINE(IndexFields.BYLINE_NUMBER, ArticleQuery.Subject.BYLINE),
    TYPE(IndexFields.TYPE, ArticleQuery.Subject.TYPE),
    MONTH(IndexFields.MONTH, ArticleQuery.Subject.PUBLISHED);

    private final String field;
    private final ArticleQuery.Subject subject;

    Facet(String field, ArticleQuery.Subject subject) {
        this.field = field;
        this.subject = subject;
    }

    String field() {
        return field;
    }

    /** Whether its values are numbers: of ids ({@link org.broadsheet.naming.Ids#number}), or {@code 202611} for a month. */
    boolean numbers() {
        return this != TYPE;
    }

    /** The query without what it asks of this facet: so that the other values can be chosen too. */
    ArticleQuery withoutOwn(ArticleQuery query) {
        return query.without(subject);
    }
}
