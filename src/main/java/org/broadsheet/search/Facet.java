package org.broadsheet.search;

import org.broadsheet.published.ArticleQuery;
import org.jspecify.annotations.Nullable;

/** What a result can be divided by. */
public enum Facet {
    SECTION(IndexFields.SECTION, ArticleQuery.Subject.SECTION),
    TAG(IndexFields.TAG, ArticleQuery.Subject.TAG),
    BYLINE(IndexFields.BYLINE, ArticleQuery.Subject.BYLINE),
    TYPE(IndexFields.TYPE, ArticleQuery.Subject.TYPE),
    MONTH(IndexFields.MONTH, null);

    private final String field;
    private final ArticleQuery.@Nullable Subject subject;

    Facet(String field, ArticleQuery.@Nullable Subject subject) {
        this.field = field;
        this.subject = subject;
    }

    String field() {
        return field;
    }

    /** The query without what it asks of this facet: so that the other values can be chosen too. */
    ArticleQuery withoutOwn(ArticleQuery query) {
        return switch (this) {
            case MONTH -> query.without(ArticleQuery.Subject.PUBLISHED);
            case SECTION, TAG, BYLINE, TYPE -> subject == null ? query : query.without(subject);
        };
    }
}
