package org.broadsheet.receipt;

import java.util.Locale;

/** How a partner came by an article. */
public enum How {
    /** By its id or path. */
    ARTICLE,
    /** In an answer with several: a list, a front, type-ahead, what is similar, a translation. */
    LIST,
    /** A feed, or the news sitemap. */
    FEED,
    CHANGES,
    STREAM,
    SNAPSHOT,
    WEBHOOK;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By a call to this address. */
    static How by(String path) {
        if (path.startsWith("/v1/feeds") || path.startsWith("/v1/sitemaps")) {
            return FEED;
        }
        return path.startsWith("/v1/articles/") && !path.endsWith("/similar") ? ARTICLE : LIST;
    }
}
