package org.broadsheet.manuscript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.broadsheet.manuscript.EditorialManuscript.Named;
import org.broadsheet.naming.Slugs;

/** Things by their ids, slugs and names; the latter two may stand for several. */
final class NameIndex<T> {

    private final Map<UUID, List<T>> byId = new HashMap<>();
    private final Map<String, List<T>> bySlug = new HashMap<>();
    private final Map<String, List<T>> byName = new HashMap<>();

    void add(T thing, UUID id, String slug, String name) {
        byId.put(id, List.of(thing));
        bySlug.computeIfAbsent(slug, none -> new ArrayList<>()).add(thing);
        byName.computeIfAbsent(Slugs.fold(name), none -> new ArrayList<>()).add(thing);
    }

    /** What is meant: the one with the id; else those with the slug; else those with the name. */
    List<T> find(Named named, Predicate<T> fitting) {
        if (named.id() != null) {
            return of(byId, named.id(), fitting);
        }
        List<T> found = named.slug() == null ? List.of() : of(bySlug, named.slug(), fitting);
        return found.isEmpty() && named.name() != null ? of(byName, Slugs.fold(named.name()), fitting) : found;
    }

    private static <K, T> List<T> of(Map<K, List<T>> things, K key, Predicate<T> fitting) {
        return things.getOrDefault(key, List.of()).stream().filter(fitting).toList();
    }
}
