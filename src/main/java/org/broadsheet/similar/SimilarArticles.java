package org.broadsheet.similar;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.broadsheet.meaning.Model;
import org.broadsheet.meaning.Neighbours;
import org.broadsheet.meaning.Profile;
import org.broadsheet.meaning.Profiles;
import org.broadsheet.meaning.TextLanguage;
import org.broadsheet.meaning.WordStatistics;
import org.broadsheet.meaning.Words;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.search.Candidates;
import org.broadsheet.search.IndexHit;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is similar to a text: the engine gives candidates, what is kept of each ranks them. One question to the
 * engine, one to the database; what the articles show is somebody else's business.
 */
@ApplicationScoped
public class SimilarArticles {

    /** The words by which candidates are found. */
    private static final int WORDS = 20;

    private static final int POOL = 100;

    /** So many of the pool, by what they have in common with the text, are compared with each other. */
    private static final int NEAREST = 60;

    /** Texts with so much of their words in common are one text. */
    private static final double SAME_TEXT = 0.9;

    /**
     * A text to compare with.
     *
     * @param id of the article; null when it is none
     * @param published null when it is not known
     */
    public record Text(
            @Nullable UUID id,
            String language,
            String headline,
            String standfirst,
            String body,
            @Nullable Instant published) {}

    /**
     * An article that is similar.
     *
     * @param score from 0 to 1
     * @param copies the same text, once more
     */
    public record Match(UUID id, double score, Likeness likeness, List<UUID> copies) {}

    private final Candidates candidates;
    private final Profiles profiles;
    private final Model model;

    SimilarArticles(Candidates candidates, Profiles profiles, Model model) {
        this.candidates = candidates;
        this.profiles = profiles;
        this.model = model;
    }

    /**
     * What is similar to a text.
     *
     * @param pinned those that have the same text as a pin, by the pin
     * @param whole false when something was left out because it is too new to be compared
     */
    public record Found(List<Match> matches, Map<UUID, List<UUID>> pinned, boolean whole) {}

    /** Whether what is new up to the change {@code seq} is compared. */
    public boolean reflect(long seq) {
        return profiles.reflect(seq);
    }

    /**
     * The most similar first; each text once. What {@code query} does not let through is no candidate.
     *
     * @param pins articles that stand before all; copies of them are told apart
     */
    public Found to(Text text, ArticleQuery query, List<UUID> pins, int limit) {
        WordStatistics statistics = profiles.statistics();
        TextLanguage language = TextLanguage.of(text.language());
        List<Words.Word> words = Words.of(language, text.headline(), text.standfirst(), text.body());
        List<Words.Word> weightiest = weightiest(words, statistics);
        Optional<Profile> kept = text.id() == null
                ? Optional.empty()
                : Optional.ofNullable(profiles.of(List.of(text.id())).get(text.id()));
        List<UUID> tags = kept.stream()
                .flatMap(profile -> Stream.concat(profile.stories().stream(), profile.tags().stream()))
                .toList();
        ArticleQuery others = text.id() == null ? query : query.copy().withoutIds(List.of(text.id()));
        List<IndexHit> hits = candidates.of(
                language, weightiest.stream().map(Words.Word::stem).toList(), tags, others, POOL);
        Map<UUID, Profile> known = profiles.of(
                Stream.concat(pins.stream(), hits.stream().map(IndexHit::id)).toList());
        boolean whole =
                hits.stream().map(IndexHit::id).allMatch(known::containsKey) && (text.id() == null || kept.isPresent());
        List<Match> matches = ranked(
                kept.orElseGet(() -> profile(text, words)), weightiest, hits, known, statistics, limit + pins.size());
        Map<UUID, List<UUID>> pinned = new HashMap<>();
        List<Match> rest = new ArrayList<>();
        for (Match match : matches) {
            pins.stream()
                    .filter(pin -> sameText(known.get(pin), known.get(match.id()), statistics))
                    .findFirst()
                    .ifPresentOrElse(
                            pin -> pinned.computeIfAbsent(pin, its -> new ArrayList<>())
                                    .addAll(Stream.concat(Stream.of(match.id()), match.copies().stream())
                                            .toList()),
                            () -> rest.add(match));
        }
        return new Found(rest.subList(0, Math.min(limit, rest.size())), pinned, whole);
    }

    private static boolean sameText(@Nullable Profile one, @Nullable Profile other, WordStatistics statistics) {
        return one != null && other != null && new Neighbours(List.of(one, other), statistics).words(0, 1) >= SAME_TEXT;
    }

    private static List<Words.Word> weightiest(List<Words.Word> words, WordStatistics statistics) {
        return words.stream()
                .sorted(Comparator.<Words.Word>comparingDouble(word -> word.weight() * statistics.rarity(word.hash()))
                        .reversed())
                .limit(WORDS)
                .toList();
    }

    private Profile profile(Text text, List<Words.Word> words) {
        return Profile.of(
                        words,
                        model.article(text.headline(), text.standfirst(), text.body())
                                .orElse(null))
                .at(text.published(), List.of(), List.of(), List.of());
    }

    private List<Match> ranked(
            Profile asked,
            List<Words.Word> weightiest,
            List<IndexHit> hits,
            Map<UUID, Profile> known,
            WordStatistics statistics,
            int limit) {
        List<UUID> candidates =
                hits.stream().map(IndexHit::id).filter(known::containsKey).toList();
        List<Profile> profilesOf = candidates.stream().map(known::get).toList();
        List<Integer> nearest = Neighbours.nearest(asked, profilesOf, statistics, NEAREST);
        List<UUID> ids = nearest.stream().map(candidates::get).toList();
        List<Profile> pool = Stream.concat(Stream.of(asked), nearest.stream().map(profilesOf::get))
                .toList();
        Neighbours neighbours = new Neighbours(pool, statistics);
        double[] scores = neighbours.nearFirst();
        List<Integer> order = new ArrayList<>();
        for (int i = 1; i < pool.size(); i++) {
            order.add(i);
        }
        order.sort(
                Comparator.<Integer>comparingDouble(i -> scores[i]).reversed().thenComparing(i -> ids.get(i - 1)));
        List<Match> matches = new ArrayList<>();
        for (Once once : folded(order, ids, neighbours, limit)) {
            int place = once.place();
            matches.add(new Match(
                    ids.get(place - 1),
                    Math.min(1, scores[place]),
                    Likeness.of(
                            asked,
                            pool.get(place),
                            weightiest,
                            neighbours.words(0, place),
                            neighbours.meaning(0, place)),
                    once.copies()));
        }
        return matches;
    }

    /** A text, and where else it stands. */
    private record Once(int place, List<UUID> copies) {}

    /** The best {@code limit} texts, each with its copies. */
    private static List<Once> folded(List<Integer> order, List<UUID> ids, Neighbours neighbours, int limit) {
        List<Once> texts = new ArrayList<>();
        for (int place : order) {
            Optional<Once> same = texts.stream()
                    .filter(text -> neighbours.words(text.place(), place) >= SAME_TEXT)
                    .findFirst();
            if (same.isPresent()) {
                same.get().copies().add(ids.get(place - 1));
            } else if (texts.size() < limit) {
                texts.add(new Once(place, new ArrayList<>()));
            }
        }
        return texts;
    }

    /** Which of {@code words} are in a profile too, in their order. */
    static List<String> shared(List<Words.Word> words, Profile profile) {
        Set<Integer> there = new HashSet<>();
        for (int word : profile.words()) {
            there.add(word);
        }
        return words.stream()
                .filter(word -> there.contains(word.hash()))
                .map(Words.Word::said)
                .toList();
    }
}
