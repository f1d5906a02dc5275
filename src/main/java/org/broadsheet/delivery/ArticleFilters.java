package org.broadsheet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.access.Access;
import org.broadsheet.article.ArticleType;
import org.broadsheet.byline.Bylines;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.broadsheet.published.ArticleQuery;
import org.broadsheet.query.FilterTerms;
import org.broadsheet.query.IdList;
import org.broadsheet.section.Sections;
import org.broadsheet.tag.Tags;
import org.broadsheet.web.SurrogateKeys;
import org.jspecify.annotations.Nullable;

/** Makes a query of a list's parameters: finds what they name, and refuses what there is not. */
@ApplicationScoped
public class ArticleFilters {

    /** A language range (RFC 4647, section 2.1). */
    private static final String LANGUAGE_RANGE = "[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*";

    private final Sections sections;
    private final Bylines bylines;
    private final Tags tags;

    ArticleFilters(Sections sections, Bylines bylines, Tags tags) {
        this.sections = sections;
        this.bylines = bylines;
        this.tags = tags;
    }

    /**
     * The query that {@code params} stand for; what may come into its list is added to {@code keys}.
     *
     * @throws Refusal.Invalid when a parameter names what there is not
     */
    public ArticleQuery query(ArticleFilterParams params, Access access, SurrogateKeys keys) {
        ArticleQuery query = new ArticleQuery()
                .publishedAfter(params.publishedAfter())
                .publishedBefore(params.publishedBefore())
                .updatedAfter(params.updatedAfter())
                .updatedBefore(params.updatedBefore());
        boolean narrow = byId(query, params.ids(), keys);
        narrow |= bySection(query, once("section", params.section()), keys);
        narrow |= byByline(query, FilterTerms.parse("byline", params.byline()), access, keys);
        narrow |= byTag(query, FilterTerms.parse("tag", params.tag()), access, keys);
        byType(query, once("type", params.type()));
        byLanguage(query, once("language", params.language()));
        if (!narrow) {
            keys.add("articles");
        }
        return query.within(access);
    }

    private static FilterTerms once(String parameter, @Nullable String value) {
        return value == null ? FilterTerms.NONE : FilterTerms.parse(parameter, List.of(value));
    }

    private static boolean byId(ArticleQuery query, @Nullable IdList ids, SurrogateKeys keys) {
        if (ids == null) {
            return false;
        }
        query.withIds(ids.ids());
        // those that are not to be seen too: they may come
        ids.ids().forEach(id -> keys.add("article", id));
        return true;
    }

    /** Whether the list is confined to sections, which then are what it depends on. */
    private boolean bySection(ArticleQuery query, FilterTerms terms, SurrogateKeys keys) {
        if (terms.isEmpty()) {
            return false;
        }
        keys.add("sections");
        List<String> paths = terms.words().toList();
        List<List<UUID>> subtrees = sections.subtrees(paths);
        Function<Collection<String>, List<UUID>> idsOf = words -> words.stream()
                .flatMap(word -> subtrees.get(paths.indexOf(word)).stream())
                .distinct()
                .toList();
        terms.allOf().forEach(any -> {
            query.inAnySection(idsOf.apply(any));
            idsOf.apply(any).forEach(id -> keys.add("in:section", id));
        });
        if (!terms.noneOf().isEmpty()) {
            query.notInSections(idsOf.apply(terms.noneOf()));
        }
        return !terms.allOf().isEmpty();
    }

    private boolean byByline(ArticleQuery query, FilterTerms terms, Access access, SurrogateKeys keys) {
        if (terms.isEmpty()) {
            return false;
        }
        Map<String, UUID> ids = bylines.idsOf(terms.words().distinct().toList(), access);
        ids.values().forEach(id -> keys.add("byline", id));
        Function<List<String>, List<UUID>> idsOf = words ->
                words.stream().map(ids::get).map(Objects::requireNonNull).toList();
        terms.allOf().forEach(any -> {
            query.byAny(idsOf.apply(any));
            idsOf.apply(any).forEach(id -> keys.add("in:byline", id));
        });
        if (!terms.noneOf().isEmpty()) {
            query.notBy(idsOf.apply(terms.noneOf()));
        }
        return !terms.allOf().isEmpty();
    }

    private boolean byTag(ArticleQuery query, FilterTerms terms, Access access, SurrogateKeys keys) {
        if (terms.isEmpty()) {
            return false;
        }
        Map<String, List<UUID>> ids = tags.idsOf(terms.words().distinct().toList(), access);
        ids.values().forEach(same -> same.forEach(id -> keys.add("tag", id)));
        if (terms.words().anyMatch(word -> !word.contains("/"))) {
            // a slug alone stands for tags of other types too, as they come
            keys.add("tags");
        }
        Function<List<String>, List<UUID>> idsOf = words -> words.stream()
                .flatMap(word -> ids.getOrDefault(word, List.of()).stream())
                .toList();
        terms.allOf().forEach(any -> {
            query.taggedAny(idsOf.apply(any));
            idsOf.apply(any).forEach(id -> keys.add("in:tag", id));
        });
        if (!terms.noneOf().isEmpty()) {
            query.notTagged(idsOf.apply(terms.noneOf()));
        }
        return !terms.allOf().isEmpty();
    }

    private static void byType(ArticleQuery query, FilterTerms terms) {
        terms.words()
                .filter(word -> ArticleType.parse(word).isEmpty())
                .findFirst()
                .ifPresent(unknown -> {
                    throw Refusal.Invalid.parameter(
                            "type",
                            "'" + Text.shorten(unknown) + "' is not a type of article; the types are "
                                    + String.join(", ", ArticleType.wires()) + "."
                                    + DidYouMean.hint(unknown, ArticleType.wires()));
                });
        terms.allOf().forEach(query::ofAnyType);
        if (!terms.noneOf().isEmpty()) {
            query.notOfTypes(terms.noneOf());
        }
    }

    private static void byLanguage(ArticleQuery query, FilterTerms terms) {
        terms.words().filter(word -> !word.matches(LANGUAGE_RANGE)).findFirst().ifPresent(wrong -> {
            throw Refusal.Invalid.parameter(
                    "language", "'" + Text.shorten(wrong) + "' is not a language tag (BCP 47), such as en or de-AT.");
        });
        terms.allOf().forEach(any -> query.inAnyLanguage(lowerCase(any)));
        if (!terms.noneOf().isEmpty()) {
            query.notInLanguages(lowerCase(terms.noneOf()));
        }
    }

    private static List<String> lowerCase(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }
}
