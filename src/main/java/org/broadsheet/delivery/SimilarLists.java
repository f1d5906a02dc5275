package org.broadsheet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.access.Access;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.published.ArticleView;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.published.SimilarArticle;
import org.broadsheet.query.Fields;
import org.broadsheet.similar.Choices;
import org.broadsheet.similar.SimilarArticles;
import org.jspecify.annotations.Nullable;

/** Lists of similar articles: found by what is kept of them, shown as the database has them now. */
@ApplicationScoped
class SimilarLists {

    /** What of an article is compared. */
    static final Set<String> COMPARED =
            Set.of("headline", "standfirst", "body", "language", "publishedAt", "publishedAtEstimated");

    private static final Set<String> TOLD = Set.of("id", "path", "source", "tags", "bylines");
    private static final Choices.Choice NOTHING = new Choices.Choice(0, List.of(), List.of());

    private final SimilarArticles similar;
    private final Choices choices;
    private final PublishedArticles published;
    private final ArticleAnswers answers;

    SimilarLists(SimilarArticles similar, Choices choices, PublishedArticles published, ArticleAnswers answers) {
        this.similar = similar;
        this.choices = choices;
        this.published = published;
        this.answers = answers;
    }

    /**
     * A list, and the articles that it shows.
     *
     * @param whole false when it will be another one in a moment, though nothing changes
     */
    record Found(List<SimilarArticle> items, List<PublishedArticle> articles, boolean whole) {}

    /** What of a card is shown, of those {@code fields} that are asked for. */
    private static Fields read(Fields fields) {
        return fields.and(TOLD);
    }

    /** Similar to an article, of which at least {@link #COMPARED} was read. */
    Found to(PublishedArticle article, ArticleQuery query, int limit, Access access, Fields fields) {
        SimilarArticles.Text text = new SimilarArticles.Text(
                article.id(),
                article.language(),
                article.headline(),
                String.join("\n", article.standfirst()),
                article.text(),
                article.dateEstimated() ? null : article.publishedAt());
        return to(text, choices.of(article.id()), query, limit, access, fields);
    }

    Found to(SimilarArticles.Text text, ArticleQuery query, int limit, Access access, Fields fields) {
        return to(text, NOTHING, query, limit, access, fields);
    }

    private Found to(
            SimilarArticles.Text text,
            Choices.Choice choice,
            ArticleQuery query,
            int limit,
            Access access,
            Fields fields) {
        List<UUID> chosen =
                Stream.concat(choice.pins().stream(), choice.bans().stream()).toList();
        SimilarArticles.Found found = similar.to(text, query.copy().withoutIds(chosen), choice.pins(), limit);
        List<SimilarArticles.Match> matches = found.matches();
        Set<UUID> ids = new LinkedHashSet<>(choice.pins());
        found.pinned().values().forEach(ids::addAll);
        matches.forEach(match -> {
            ids.add(match.id());
            ids.addAll(match.copies());
        });
        List<PublishedArticle> articles = published.among(List.copyOf(ids), query, access, read(fields));
        Map<UUID, ArticleView> shown = new HashMap<>();
        answers.views(articles, read(fields), null).forEach(view -> shown.put(Objects.requireNonNull(view.id()), view));
        List<SimilarArticle> items = new ArrayList<>();
        for (UUID pin : choice.pins()) {
            if (shown.containsKey(pin)) {
                List<SimilarArticle.Copy> copies = found.pinned().getOrDefault(pin, List.of()).stream()
                        .map(shown::get)
                        .filter(Objects::nonNull)
                        .map(SimilarLists::copy)
                        .toList();
                items.add(new SimilarArticle(shown.get(pin), 1, List.of(Reasons.PINNED), copies));
            }
        }
        matches.forEach(match -> item(match, shown, items, access));
        return new Found(items.subList(0, Math.min(limit, items.size())), articles, found.whole());
    }

    /** The first of a text's copies that readers may see stands for all of them. */
    private static void item(
            SimilarArticles.Match match, Map<UUID, ArticleView> shown, List<SimilarArticle> items, Access access) {
        List<ArticleView> same = Stream.concat(Stream.of(match.id()), match.copies().stream())
                .map(shown::get)
                .filter(Objects::nonNull)
                .toList();
        // of what has nothing to do with it there is no end
        if (!same.isEmpty() && rounded(match.score()) > 0) {
            items.add(new SimilarArticle(
                    same.getFirst(),
                    rounded(match.score()),
                    Reasons.of(match.likeness(), same.getFirst(), access.rights()),
                    same.stream().skip(1).map(SimilarLists::copy).toList()));
        }
    }

    private static double rounded(double score) {
        return Math.round(score * 10_000) / 10_000.0;
    }

    private static SimilarArticle.Copy copy(ArticleView article) {
        ArticleView.@Nullable Source source = article.source();
        return new SimilarArticle.Copy(
                Objects.requireNonNull(article.id()),
                Objects.requireNonNull(article.path()),
                source == null ? "" : source.name());
    }
}
