package org.broadsheet.importing;

import java.util.List;

/** The tables that an import writes. */
final class DumpedTables {

    static final List<String> NAMES = List.of(
            "section",
            "byline",
            "tag",
            "media",
            "article",
            "article_revision",
            "article_path",
            "published_article",
            "published_article_version");

    private DumpedTables() {}
}
