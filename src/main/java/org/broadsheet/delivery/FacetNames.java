package org.broadsheet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.byline.Bylines;
import org.broadsheet.naming.Ids;
import org.broadsheet.published.ArticleView.FacetValue;
import org.broadsheet.published.ArticleView.Facets;
import org.broadsheet.search.Facet;
import org.broadsheet.section.Section;
import org.broadsheet.section.Sections;
import org.broadsheet.tag.Tags;
import org.jspecify.annotations.Nullable;

/** Gives facets their names: a statement for each kind of thing, whatever their number. */
@ApplicationScoped
class FacetNames {

    private static final int MOST = 50;
    private static final int MOST_MONTHS = 240;

    private static final Comparator<FacetValue> MOST_FIRST =
            Comparator.comparingLong(FacetValue::count).reversed().thenComparing(FacetValue::value);

    private final Sections sections;
    private final Tags tags;
    private final Bylines bylines;

    FacetNames(Sections sections, Tags tags, Bylines bylines) {
        this.sections = sections;
        this.tags = tags;
        this.bylines = bylines;
    }

    Facets named(Map<Facet, Map<String, Long>> counts) {
        return new Facets(
                named(counts, Facet.SECTION, this::bySection),
                named(counts, Facet.TAG, this::byTag),
                named(counts, Facet.BYLINE, this::byByline),
                named(counts, Facet.TYPE, FacetNames::byWord),
                named(counts, Facet.MONTH, FacetNames::byMonth));
    }

    private static @Nullable List<FacetValue> named(
            Map<Facet, Map<String, Long>> counts, Facet facet, Function<Map<String, Long>, Stream<FacetValue>> name) {
        Map<String, Long> of = counts.get(facet);
        return of == null ? null : name.apply(of).toList();
    }

    /** An article stands in one section, and so in each of those above it. */
    private Stream<FacetValue> bySection(Map<String, Long> counts) {
        if (counts.isEmpty()) {
            return Stream.empty();
        }
        List<Section> all = sections.tree();
        Map<UUID, Section> byId = new HashMap<>();
        Map<Long, Section> byNumber = new HashMap<>();
        for (Section section : all) {
            byId.put(section.id(), section);
            byNumber.put(Ids.number(section.id()), section);
        }
        Map<UUID, Long> sums = new HashMap<>();
        counts.forEach((number, count) -> {
            for (Section at = byNumber.get(Long.valueOf(number)); at != null; at = above(at, byId)) {
                sums.merge(at.id(), count, Long::sum);
            }
        });
        return sums.entrySet().stream()
                .map(entry -> {
                    Section section = Objects.requireNonNull(byId.get(entry.getKey()));
                    return new FacetValue(section.path(), section.name(), entry.getValue());
                })
                .sorted(MOST_FIRST)
                .limit(MOST);
    }

    private static @Nullable Section above(Section section, Map<UUID, Section> byId) {
        return section.parentId() == null ? null : byId.get(section.parentId());
    }

    private Stream<FacetValue> byTag(Map<String, Long> counts) {
        Map<Long, Tags.Shown> shown = tags.numbered(most(counts));
        return counts.entrySet().stream()
                .flatMap(entry -> Optional.ofNullable(shown.get(Long.valueOf(entry.getKey()))).stream()
                        .map(tag -> new FacetValue(tag.type() + "/" + tag.slug(), tag.name(), entry.getValue())))
                .sorted(MOST_FIRST)
                .limit(MOST);
    }

    private Stream<FacetValue> byByline(Map<String, Long> counts) {
        Map<Long, Bylines.Credited> known = bylines.numbered(most(counts));
        return counts.entrySet().stream()
                .flatMap(entry -> Optional.ofNullable(known.get(Long.valueOf(entry.getKey()))).stream()
                        .map(byline -> new FacetValue(byline.slug(), byline.name(), entry.getValue())))
                .sorted(MOST_FIRST)
                .limit(MOST);
    }

    /** The numbers of the most frequent. */
    private static Set<Long> most(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST)
                .map(entry -> Long.valueOf(entry.getKey()))
                .collect(Collectors.toSet());
    }

    private static Stream<FacetValue> byWord(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> new FacetValue(entry.getKey(), null, entry.getValue()))
                .sorted(MOST_FIRST)
                .limit(MOST);
    }

    /** {@code 2026-11} for 202611. */
    private static String month(int number) {
        return YearMonth.of(number / 100, number % 100).toString();
    }

    private static Stream<FacetValue> byMonth(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> new FacetValue(month(Integer.parseInt(entry.getKey())), null, entry.getValue()))
                .sorted(Comparator.comparing(FacetValue::value).reversed())
                .limit(MOST_MONTHS);
    }
}
