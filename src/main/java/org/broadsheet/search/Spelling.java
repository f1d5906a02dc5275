package org.broadsheet.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.broadsheet.access.Access;
import org.broadsheet.meaning.TextLanguage;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.query.Fields;

/** Finds the words that somebody probably meant, when what they typed finds nothing. */
@ApplicationScoped
class Spelling {

    private static final int LOOKED_AT = 30;
    /** Of longer questions the first words are looked at. */
    private static final int MOST = 5;

    private static final int SHORTEST = 4;
    private static final int FARTHEST = 2;
    private static final Fields FIELDS =
            Fields.select(ArticleView.SHAPE, Set.of(), "headline,standfirst,bylines.name,tags.name", null);

    private final PublishedArticles published;
    private final Clock clock;

    Spelling(PublishedArticles published, Clock clock) {
        this.published = published;
        this.clock = clock;
    }

    /**
     * The words as somebody probably meant them; nothing when all of them are known, or no other word is near.
     *
     * @param left how long it may take
     */
    Optional<String> better(ArticleIndex index, Asked asked, ArticleQuery query, Supplier<Duration> left) {
        List<String> words = asked.wanted()
                .flatMap(part -> switch (part) {
                    case Asked.Word word -> TextLanguage.OTHER.words(word.text()).stream();
                    case Asked.Phrase phrase -> TextLanguage.OTHER.words(phrase.text()).stream();
                    default -> Stream.empty();
                })
                .toList();
        // a question for each word: an engine turns one into as many as there are words like it
        List<UUID> near = words.stream()
                .filter(word -> word.length() >= SHORTEST)
                .distinct()
                .limit(MOST)
                .flatMap(word -> index.best(index.predicates().near(word, query), LOOKED_AT, left.get()).stream())
                .map(IndexHit::id)
                .distinct()
                .toList();
        Map<String, Integer> known = known(near, query);
        List<String> better = words.stream().map(word -> closest(word, known)).toList();
        return better.equals(words) ? Optional.empty() : Optional.of(String.join(" ", better));
    }

    /** The words that readers can see in these articles, and in how many. */
    private Map<String, Integer> known(List<UUID> ids, ArticleQuery query) {
        Map<String, Integer> known = new HashMap<>();
        for (PublishedArticle article : published.among(ids, query, Access.toAll(clock), FIELDS)) {
            Set<String> words = new HashSet<>();
            article.words().forEach(text -> words.addAll(TextLanguage.OTHER.words(text)));
            words.forEach(word -> known.merge(word, 1, Integer::sum));
        }
        return known;
    }

    private static String closest(String word, Map<String, Integer> known) {
        if (word.length() < SHORTEST || known.containsKey(word)) {
            return word;
        }
        LevenshteinDistance distance = new LevenshteinDistance(FARTHEST);
        String best = word;
        double bestScore = 0;
        for (Map.Entry<String, Integer> other : known.entrySet()) {
            int steps = distance.apply(word, other.getKey());
            double score = steps <= 0 ? 0 : Math.log(1 + other.getValue()) / (steps * steps);
            if (score > bestScore
                    || (score == bestScore && score > 0 && other.getKey().compareTo(best) < 0)) {
                bestScore = score;
                best = other.getKey();
            }
        }
        return best;
    }
}
