package org.broadsheet.format;

import org.broadsheet.published.ArticleView;
import org.broadsheet.query.Fields;
import org.jspecify.annotations.Nullable;

/**
 * How much of an article goes out. This is the one place where it is said; what the read door withholds of the full
 * text is not there either way.
 */
public enum Extent {
    FULL("body"),
    SUMMARY(null);

    private final Fields fields;

    Extent(@Nullable String include) {
        // other languages are pieces of their own
        fields = Fields.select(ArticleView.SHAPE, ArticleView.BEYOND_CARD, "-translations", include);
    }

    /** What has to be read for a {@link Piece}. */
    public Fields fields() {
        return fields;
    }
}
