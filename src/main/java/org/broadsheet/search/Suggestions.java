package org.broadsheet.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.broadsheet.meaning.TextLanguage;
import org.broadsheet.published.ArticleQuery;

/** Finds what somebody may be typing: one look into the index, the newest first. */
@ApplicationScoped
public class Suggestions {

    private static final int MOST_WORDS = 8;

    private final SearchIndex index;
    private final SearchSettings settings;

    Suggestions(SearchIndex index, SearchSettings settings) {
        this.index = index;
        this.settings = settings;
    }

    /** The words that {@code typed} has begun, folded; what is beyond the eighth is not looked at. */
    public static List<String> begun(String typed) {
        return TextLanguage.OTHER.words(typed).stream().limit(MOST_WORDS).toList();
    }

    /** Whether each of the words begins one of the words of {@code name}. */
    public static boolean begins(List<String> words, String name) {
        List<String> said = TextLanguage.OTHER.words(name);
        return words.stream().allMatch(word -> said.stream().anyMatch(whole -> whole.startsWith(word)));
    }

    /** The newest articles whose headlines or names have words that begin so. */
    public List<IndexHit> find(List<String> words, int limit) {
        return index.ask(engine -> engine.search(
                        engine.predicates().beginning(words, new ArticleQuery()),
                        engine.by(IndexFields.PUBLISHED, true),
                        limit,
                        limit,
                        settings.timeout())
                .hits());
    }
}
