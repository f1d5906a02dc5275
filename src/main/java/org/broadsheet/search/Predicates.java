package org.broadsheet.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.broadsheet.meaning.TextLanguage;
import org.broadsheet.naming.Ids;
import org.broadsheet.published.ArticleQuery;
import org.hibernate.search.engine.search.predicate.SearchPredicate;
import org.hibernate.search.engine.search.predicate.dsl.BooleanPredicateClausesStep;
import org.hibernate.search.engine.search.predicate.dsl.SearchPredicateFactory;
import org.jspecify.annotations.Nullable;

/** Says in the engine's terms what is asked for. */
final class Predicates {

    /** A headline says in a few words what the whole is about. */
    private static final float HEADLINE = 2.0f;

    private static final float NAMES = 1.5f;

    /** Of a text's weightiest words, the first are looked for in headlines too. */
    private static final int IN_HEADLINES = 10;

    /** A tag that is shared counts as much as its rarity says, and this. */
    private static final float TAG = 1.0f;

    /** One or two words have to be there, and two of three or four. */
    private static final int ALL_OF = 2;

    private static final int MOST_OF_FEW = 67;

    /** Of more words than this, two fifths may be missing: who pastes a headline wants the others' too. */
    private static final int FEW = 4;

    private static final int ENOUGH_OF_MORE = 60;

    private final SearchPredicateFactory is;

    Predicates(SearchPredicateFactory is) {
        this.is = is;
    }

    /** What {@code words} asks for among what {@code query} lets through. */
    SearchPredicate of(@Nullable Asked words, ArticleQuery query) {
        var all = is.bool();
        all.must(words == null ? is.matchAll().toPredicate() : of(words));
        return among(query, all);
    }

    private SearchPredicate among(ArticleQuery query, BooleanPredicateClausesStep<?, ?> all) {
        query.conditions().forEach(condition -> {
            if (condition.test() == ArticleQuery.Test.NONE) {
                all.mustNot(any(condition));
            } else {
                all.filter(of(condition));
            }
        });
        return all.toPredicate();
    }

    SearchPredicate both(SearchPredicate wanted, SearchPredicate filter) {
        return is.bool().must(wanted).filter(filter).toPredicate();
    }

    /** What has a word like this one, misspelt or not, among what {@code query} lets through. */
    SearchPredicate near(String word, ArticleQuery query) {
        return both(
                is.match()
                        .fields(IndexFields.headlines())
                        .fields(IndexFields.texts())
                        .fields(IndexFields.BYLINE_NAMES, IndexFields.TAG_NAMES)
                        .matching(word)
                        .analyzer(Analysis.plain(TextLanguage.OTHER))
                        .fuzzy(2, 1)
                        .toPredicate(),
                of((Asked) null, query));
    }

    /** What has, for each of the words, one that begins so in its headline or the names that it carries. */
    SearchPredicate beginning(List<String> words, ArticleQuery query) {
        var all = is.bool();
        words.forEach(word -> all.filter(is.match()
                .field(IndexFields.BEGINNINGS)
                .matching(word.substring(0, Math.min(word.length(), Analysis.LONGEST_BEGINNING)))));
        return both(all.toPredicate(), of((Asked) null, query));
    }

    /** What shares some of these stems, the weightiest of which come first, or tags, among what {@code query} lets through: the most of them first. */
    SearchPredicate sharing(TextLanguage language, List<String> stems, List<UUID> tags, ArticleQuery query) {
        var any = is.bool();
        for (int i = 0; i < stems.size(); i++) {
            var word = is.match().field(IndexFields.text(language));
            any.should((i < IN_HEADLINES ? word.field(IndexFields.headline(language)) : word)
                    .matching(stems.get(i))
                    .skipAnalysis());
        }
        for (UUID tag : tags) {
            any.should(
                    is.match().field(IndexFields.TAG).matching(tag.toString()).boost(TAG));
        }
        // all in one: engines look for the best of many words faster when nothing else is wanted
        return among(query, any.minimumShouldMatchNumber(1));
    }

    private SearchPredicate of(ArticleQuery.Condition condition) {
        return switch (condition.test()) {
            case ANY, NONE -> any(condition);
            case AFTER ->
                is.range()
                        .field(field(condition))
                        .greaterThan(moment(condition))
                        .toPredicate();
            case BEFORE ->
                is.range().field(field(condition)).lessThan(moment(condition)).toPredicate();
        };
    }

    private SearchPredicate any(ArticleQuery.Condition condition) {
        List<String> values = condition.values().stream().map(String::valueOf).toList();
        return values.isEmpty()
                ? is.matchNone().toPredicate()
                : is.terms().field(field(condition)).matchingAny(values).toPredicate();
    }

    private static long moment(ArticleQuery.Condition condition) {
        return IndexedArticle.micros((Instant) condition.values().getFirst());
    }

    private static String field(ArticleQuery.Condition condition) {
        return switch (condition.subject()) {
            case ID -> IndexFields.ID;
            case SECTION -> IndexFields.SECTION;
            case BYLINE -> IndexFields.BYLINE;
            case TAG -> IndexFields.TAG;
            case TYPE -> IndexFields.TYPE;
            case LANGUAGE -> IndexFields.LANGUAGE;
            case PUBLISHED -> IndexFields.PUBLISHED;
            case UPDATED -> IndexFields.UPDATED;
        };
    }

    /** Beyond a place in an order: what comes after the article with this value and id, going down or up. */
    SearchPredicate beyond(String field, long value, UUID id, boolean down) {
        long number = Ids.number(id);
        var further = is.bool();
        if (down) {
            further.should(is.range().field(field).lessThan(value));
            further.should(is.and(
                    is.match().field(field).matching(value),
                    is.range().field(IndexFields.ID_NUMBER).lessThan(number)));
        } else {
            further.should(is.range().field(field).greaterThan(value));
            further.should(is.and(
                    is.match().field(field).matching(value),
                    is.range().field(IndexFields.ID_NUMBER).greaterThan(number)));
        }
        return is.bool().filter(further).toPredicate();
    }

    private SearchPredicate of(Asked asked) {
        return switch (asked) {
            case Asked.Word word -> word(word);
            case Asked.Prefix prefix -> prefix(prefix);
            case Asked.Phrase phrase -> phrase(phrase);
            case Asked.Together together -> together(together);
            case Asked.All all -> bool(all.parts(), BooleanPredicateClausesStep::must);
            case Asked.Any any -> bool(any.parts(), BooleanPredicateClausesStep::should);
            case Asked.Not not -> bool(List.of(not), BooleanPredicateClausesStep::must);
        };
    }

    private SearchPredicate bool(
            List<Asked> parts, BiConsumer<BooleanPredicateClausesStep<?, ?>, SearchPredicate> add) {
        var all = is.bool();
        boolean wanted = false;
        for (Asked part : parts) {
            if (part instanceof Asked.Not(Asked unwanted)) {
                all.mustNot(of(unwanted));
            } else {
                add.accept(all, of(part));
                wanted = true;
            }
        }
        if (!wanted) {
            all.must(is.matchAll());
        }
        return all.toPredicate();
    }

    /** Most of the words, all that is put in quotes or brackets or given a field, nothing of what is struck out. */
    private SearchPredicate together(Asked.Together together) {
        List<SearchPredicate> words = new ArrayList<>();
        var all = is.bool();
        boolean wanted = false;
        for (Asked part : together.parts()) {
            switch (part) {
                case Asked.Not(Asked unwanted) -> all.mustNot(of(unwanted));
                case Asked.Word word when word.in() == null -> words.add(word(word));
                case Asked.Prefix prefix when prefix.in() == null -> words.add(prefix(prefix));
                default -> {
                    all.must(of(part));
                    wanted = true;
                }
            }
        }
        if (!words.isEmpty()) {
            var most = is.bool();
            words.forEach(most::should);
            most.minimumShouldMatch()
                    .ifMoreThan(0)
                    .thenRequireNumber(words.size())
                    .ifMoreThan(ALL_OF)
                    .thenRequirePercent(MOST_OF_FEW)
                    .ifMoreThan(FEW)
                    .thenRequirePercent(ENOUGH_OF_MORE);
            all.must(most);
        } else if (!wanted) {
            all.must(is.matchAll());
        }
        return all.toPredicate();
    }

    private SearchPredicate word(Asked.Word word) {
        if (word.in() != null) {
            return is.match().fields(fields(word.in())).matching(word.text()).toPredicate();
        }
        return is.match()
                .fields(IndexFields.headlines())
                .boost(HEADLINE)
                .fields(IndexFields.BYLINE_NAMES, IndexFields.TAG_NAMES, IndexFields.SECTION_NAME)
                .boost(NAMES)
                .fields(IndexFields.texts())
                .matching(word.text())
                .toPredicate();
    }

    private SearchPredicate prefix(Asked.Prefix prefix) {
        String start = prefix.text().toLowerCase(Locale.ROOT);
        if (prefix.in() != null) {
            return is.prefix().fields(fields(prefix.in())).matching(start).toPredicate();
        }
        return is.prefix()
                .fields(IndexFields.headlines())
                .boost(HEADLINE)
                .fields(IndexFields.BYLINE_NAMES, IndexFields.TAG_NAMES, IndexFields.SECTION_NAME)
                .boost(NAMES)
                .fields(IndexFields.texts())
                .matching(start)
                .toPredicate();
    }

    /** As it is written: words that only share a stem are others. */
    private SearchPredicate phrase(Asked.Phrase phrase) {
        if (phrase.in() != null && phrase.in() != Asked.In.HEADLINE) {
            return is.phrase()
                    .fields(fields(phrase.in()))
                    .matching(phrase.text())
                    .toPredicate();
        }
        var any = is.bool();
        for (TextLanguage language : TextLanguage.values()) {
            var where = is.phrase().field(IndexFields.headline(language)).boost(HEADLINE);
            if (phrase.in() == null) {
                where = where.field(IndexFields.text(language));
            }
            any.should(where.matching(phrase.text()).analyzer(Analysis.plain(language)));
        }
        if (phrase.in() == null) {
            any.should(is.phrase()
                    .fields(IndexFields.BYLINE_NAMES, IndexFields.TAG_NAMES, IndexFields.SECTION_NAME)
                    .matching(phrase.text()));
        }
        return any.toPredicate();
    }

    private static String[] fields(Asked.In in) {
        return switch (in) {
            case HEADLINE -> IndexFields.headlines();
            case BYLINE -> new String[] {IndexFields.BYLINE_NAMES};
            case TAG -> new String[] {IndexFields.TAG_NAMES};
            case SECTION -> new String[] {IndexFields.SECTION_NAME};
        };
    }
}
