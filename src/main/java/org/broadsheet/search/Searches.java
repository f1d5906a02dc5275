package org.broadsheet.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.query.Cursor;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.jspecify.annotations.Nullable;

/** Finds articles by their words: which they are, in which order, how many of which kind. What they show is not known here. */
@ApplicationScoped
public class Searches {

    /** A list by relevance is this long at most; each page of it costs what the first does. */
    public static final int DEEPEST = 1_000;

    /** Totals that nobody asked for are not counted. */
    private static final long UNCOUNTED = DEEPEST;

    private static final Duration MOMENT = Duration.ofMillis(1);

    /** The most that OpenSearch counts to. */
    private static final long ALL = Integer.MAX_VALUE;

    /**
     * What is looked for.
     *
     * @param words as typed; null for all articles that {@code query} lets through
     * @param counted whether the whole is counted
     */
    public record Question(
            @Nullable String words,
            ArticleQuery query,
            @Nullable Cursor cursor,
            int limit,
            Set<Facet> facets,
            boolean counted) {}

    /**
     * A page of what was found.
     *
     * @param hits in the order of reading, and one more than the page holds if there are more
     * @param seq the last change that it reflects
     * @param didYouMean other words that would find something, when these find nothing
     */
    public record Found(
            List<IndexHit> hits,
            long total,
            Map<Facet, Map<String, Long>> facets,
            long seq,
            @Nullable String didYouMean) {}

    private final SearchIndex index;
    private final SearchSettings settings;
    private final Relevance relevance;
    private final Spelling spelling;

    Searches(SearchIndex index, SearchSettings settings, Relevance relevance, Spelling spelling) {
        this.index = index;
        this.settings = settings;
        this.relevance = relevance;
        this.spelling = spelling;
    }

    /** How far searches reflect the log. */
    public SearchIndex index() {
        return index;
    }

    public Found find(Question question) {
        long seq = index.seq();
        Optional<Asked> asked = question.words() == null ? Optional.empty() : AskedReader.read(question.words());
        if (question.words() != null && asked.isEmpty()) {
            return new Found(List.of(), 0, Map.of(), seq, null);
        }
        return index.ask(engine -> new Search(engine, asked.orElse(null), question, seq).run());
    }

    /** The keys of a cursor at this hit. */
    public static List<String> place(IndexHit hit, ArticleQuery.Sort sort) {
        String value = switch (sort) {
            case NEWEST, OLDEST -> Long.toString(hit.published());
            case UPDATED -> Long.toString(hit.updated());
            case RELEVANCE -> Double.toString(hit.score());
        };
        return List.of(value, hit.id().toString());
    }

    /** One search. */
    private final class Search {

        private final ArticleIndex engine;
        private final @Nullable Asked asked;
        private final Question question;
        private final long seq;
        private final long began = System.nanoTime();

        Search(ArticleIndex engine, @Nullable Asked asked, Question question, long seq) {
            this.engine = engine;
            this.asked = asked;
            this.question = question;
            this.seq = seq;
        }

        /** What is left of the time that a search may take, all its looks together. */
        private Duration left() {
            Duration left = settings.timeout().minusNanos(System.nanoTime() - began);
            return left.compareTo(MOMENT) < 0 ? MOMENT : left;
        }

        Found run() {
            Map<Facet, Map<String, Long>> facets = facets();
            ArticleIndex.Found found = question.query().sort() == ArticleQuery.Sort.RELEVANCE ? best() : ordered();
            String better = found.total() == 0 && asked != null && question.cursor() == null
                    ? spelling.better(engine, asked, question.query(), this::left)
                            .orElse(null)
                    : null;
            return new Found(found.hits(), found.total(), facets, seq, better);
        }

        private ArticleIndex.Found best() {
            // the first page needs no more than what is ranked; where a later one begins is known only of the whole
            int needed = question.cursor() == null ? Math.max(Relevance.POOL, question.limit() + 1) : DEEPEST;
            ArticleIndex.Found found = engine.search(predicate(question.query()), null, needed, counted(), left());
            List<IndexHit> ranked = relevance.rank(Objects.requireNonNull(asked), found.hits());
            return new ArticleIndex.Found(page(ranked), found.total());
        }

        /** The part of the ranked list that the cursor leads to. */
        private List<IndexHit> page(List<IndexHit> ranked) {
            Cursor cursor = question.cursor();
            if (cursor == null) {
                return ranked.subList(0, Math.min(question.limit() + 1, ranked.size()));
            }
            IndexHit edge = new IndexHit(
                    UUID.fromString(cursor.keys().get(1)),
                    Double.parseDouble(cursor.keys().get(0)),
                    0,
                    0);
            List<IndexHit> list = cursor.back() ? ranked.reversed() : ranked;
            return list.subList(beyond(list, edge, cursor.back()), list.size()).stream()
                    .limit(question.limit() + 1L)
                    .toList();
        }

        /** Scores drift as the archive grows: where the article at the edge stands now, else where it would stand. */
        private static int beyond(List<IndexHit> list, IndexHit edge, boolean back) {
            Comparator<IndexHit> order = back ? Relevance.BEST_FIRST.reversed() : Relevance.BEST_FIRST;
            int further = 0;
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).id().equals(edge.id())) {
                    return i + 1;
                }
                further = order.compare(list.get(i), edge) <= 0 ? i + 1 : further;
            }
            return further;
        }

        private ArticleIndex.Found ordered() {
            ArticleQuery.Sort sort = question.query().sort();
            Cursor cursor = question.cursor();
            boolean down = sort.descends(cursor != null && cursor.back());
            String field = sort == ArticleQuery.Sort.UPDATED ? IndexFields.UPDATED : IndexFields.PUBLISHED;
            SearchPredicate wanted = predicate(question.query());
            SearchPredicate beyond = cursor == null
                    ? wanted
                    : engine.predicates()
                            .both(
                                    wanted,
                                    engine.predicates()
                                            .beyond(
                                                    field,
                                                    Long.parseLong(cursor.keys().get(0)),
                                                    UUID.fromString(
                                                            cursor.keys().get(1)),
                                                    down));
            ArticleIndex.Found page = engine.search(
                    beyond, engine.by(field, down), question.limit() + 1, cursor == null ? counted() : 1, left());
            if (cursor == null || !question.counted()) {
                return page;
            }
            long total = engine.search(wanted, null, 0, ALL, left()).total();
            return new ArticleIndex.Found(page.hits(), total);
        }

        private long counted() {
            return question.counted() ? ALL : UNCOUNTED;
        }

        private SearchPredicate predicate(ArticleQuery query) {
            return engine.predicates().of(asked, query);
        }

        /** Those for which the conditions are the same are counted in one look. */
        private Map<Facet, Map<String, Long>> facets() {
            Map<List<ArticleQuery.Condition>, List<Facet>> together = new LinkedHashMap<>();
            for (Facet facet : question.facets()) {
                together.computeIfAbsent(
                                facet.withoutOwn(question.query()).conditions(), conditions -> new ArrayList<>())
                        .add(facet);
            }
            Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
            together.values()
                    .forEach(facets -> counts.putAll(
                            engine.counts(predicate(facets.getFirst().withoutOwn(question.query())), facets, left())));
            return counts;
        }
    }
}
