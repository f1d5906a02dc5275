package org.broadsheet.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.broadsheet.meaning.TextLanguage;
import org.broadsheet.published.ArticleQuery;

/** Finds the articles that may be similar to a text: those that share the most of its weightiest words and its tags. */
@ApplicationScoped
public class Candidates {

    private final SearchIndex index;
    private final SearchSettings settings;

    Candidates(SearchIndex index, SearchSettings settings) {
        this.index = index;
        this.settings = settings;
    }

    /**
     * The best first.
     *
     * @param stems the text's weightiest words
     */
    public List<IndexHit> of(
            TextLanguage language, List<String> stems, List<UUID> tags, ArticleQuery query, int limit) {
        if (stems.isEmpty() && tags.isEmpty()) {
            return List.of();
        }
        return index.ask(engine ->
                engine.best(engine.predicates().sharing(language, stems, tags, query), limit, settings.timeout()));
    }
}
