package org.broadsheet.section;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.broadsheet.naming.Slugs;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Finds sections by path, slug or name, and creates those that are missing: for many look-ups after one query. */
public final class SectionTree {

    private final Map<String, Section> byPath = new HashMap<>();
    private final Map<String, Section> bySlug = new HashMap<>();
    private final Consumer<Section> store;

    SectionTree(Collection<Section> sections, Consumer<Section> store) {
        this.store = store;
        sections.forEach(this::remember);
    }

    private void remember(Section section) {
        byPath.put(section.path(), section);
        // a slug that several branches have names the one that came first in the tree's order
        bySlug.putIfAbsent(section.slug(), section);
    }

    /**
     * The section that {@code named} names: a path ({@code world/europe}), a slug, or a name ({@code Middle East});
     * created at that place, with its parents, when there is none.
     *
     * @throws Refusal.Invalid at {@code /section} when no section can have this name, or there are too many
     */
    public Section ensure(String named, Instant now) {
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
        Section known = byPath.get(String.join("/", slugs));
        if (known == null && slugs.size() == 1) {
            known = bySlug.get(slugs.getFirst());
        }
        return known == null ? create(names, slugs, now) : known;
    }

    private Section create(List<String> names, List<String> slugs, Instant now) {
        Section section = null;
        for (int depth = 0; depth < slugs.size(); depth++) {
            Section next = byPath.get(String.join("/", slugs.subList(0, depth + 1)));
            section = next == null ? create(section, slugs.get(depth), names.get(depth), now) : next;
        }
        return Objects.requireNonNull(section);
    }

    private Section create(@Nullable Section parent, String slug, String name, Instant now) {
        if (byPath.size() >= Sections.MOST) {
            throw Refusal.Invalid.pointer(
                    "/section", "would be one section too many: there are " + Sections.MOST + " already.");
        }
        if (slug.equals("front")) {
            throw Refusal.Invalid.pointer(
                    "/section", "can't be called 'front': that is the address of a section's front.");
        }
        Section section = new Section(parent, slug, readable(name), now);
        store.accept(section);
        remember(section);
        return section;
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
