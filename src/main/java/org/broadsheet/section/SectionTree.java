package org.broadsheet.section;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.broadsheet.naming.Slugs;
import org.broadsheet.problem.Refusal;

/** Finds sections by path, slug or name, and creates those that are missing: for many look-ups after one query. */
public final class SectionTree {

    private static final Comparator<Section> ORDER = Comparator.comparingInt(Section::position)
            .thenComparing(Section::name)
            .thenComparing(Section::path);

    private final Map<String, Section> byPath = new HashMap<>();
    private final Map<String, Section> bySlug = new HashMap<>();
    private final List<Section> created = new ArrayList<>();
    private final Consumer<Section> store;
    private final Instant now;

    SectionTree(Collection<Section> sections, Consumer<Section> store, Instant now) {
        this.store = store;
        this.now = now;
        sections.forEach(this::remember);
    }

    /** A section by its names from the top down, as they were given, and as slugs. */
    private record Place(List<String> names, List<String> slugs) {

        String path() {
            return path(slugs.size());
        }

        String path(int depth) {
            return String.join("/", slugs.subList(0, depth));
        }
    }

    private void remember(Section section) {
        byPath.put(section.path(), section);
        // a slug that several branches have names the first in the tree's order, whichever was created first
        bySlug.merge(section.slug(), section, BinaryOperator.minBy(ORDER));
    }

    /**
     * The section that {@code named} names: a path ({@code world/europe}), a slug, or a name ({@code Middle East});
     * created at that place, with its parents, when there is none.
     *
     * @param since the moment in the id of what is created: one that whoever creates it again finds again
     * @throws Refusal.Invalid at {@code /section} when no section can have this name, or there are too many; then
     *     nothing was created
     */
    public Section ensure(String named, Instant since) {
        Place place = place(named);
        Section known = byPath.get(place.path());
        if (known == null && place.slugs().size() == 1) {
            known = bySlug.get(place.path());
        }
        return known == null ? create(place, since) : known;
    }

    /** @throws Refusal.Invalid at {@code /section} when no section can have this name */
    public static void check(String named) {
        place(named);
    }

    /** What {@link #ensure} has created. */
    public List<Section> created() {
        return List.copyOf(created);
    }

    private static Place place(String named) {
        List<String> names = Arrays.stream(named.strip().split("/", -1))
                .dropWhile(String::isBlank)
                .toList();
        List<String> slugs = names.stream().map(Slugs::of).toList();
        if (slugs.isEmpty() || slugs.contains("") || slugs.size() > Section.DEEPEST) {
            throw Refusal.Invalid.pointer(
                    "/section",
                    "has to be a name, a slug or a path of at most " + Section.DEEPEST
                            + " slugs, such as world/europe.");
        }
        if (slugs.contains("front")) {
            throw Refusal.Invalid.pointer(
                    "/section", "can't be called 'front': that is the address of a section's front.");
        }
        return new Place(names, slugs);
    }

    private Section create(Place place, Instant since) {
        int depth = IntStream.range(0, place.slugs().size())
                .filter(above -> !byPath.containsKey(place.path(above + 1)))
                .findFirst()
                .orElseThrow();
        if (byPath.size() + place.slugs().size() - depth > Sections.MOST) {
            throw Refusal.Invalid.pointer("/section", "would be one too many: at most " + Sections.MOST + " sections.");
        }
        Section section = depth == 0 ? null : byPath.get(place.path(depth));
        for (; depth < place.slugs().size(); depth++) {
            section = new Section(
                    section, place.slugs().get(depth), readable(place.names().get(depth)), since, now);
            store.accept(section);
            remember(section);
            created.add(section);
        }
        return Objects.requireNonNull(section);
    }

    /** "middle_east" and "middle-east" are slugs that stand for "Middle east"; anything else is a name as it is. */
    private static String readable(String name) {
        String words = name.strip();
        if (!words.matches("[a-z0-9]+([_-][a-z0-9]+)*")) {
            return words;
        }
        String spaced = words.replace('_', ' ').replace('-', ' ');
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
