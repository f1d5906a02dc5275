package org.broadsheet.web;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an answer depends on, for edge caches that purge by key. A thing is {@code kind:id}; what may come into a list
 * is {@code in:kind:id}, or {@code articles} for a list that any article may come into. When the keys would be longer
 * than edge caches take, the kind with the most of them becomes one key, {@code kind:*}.
 *
 * <p>Which answer has which keys, and which change purges them, is in {@code docs/decisions/0012-response-cache.md}.
 */
public final class SurrogateKeys {

    /** Fastly takes 16,384 bytes (https://www.fastly.com/documentation/reference/http/http-headers/Surrogate-Key/). */
    private static final int LONGEST = 16_000;

    private final Set<UUID> shown = new LinkedHashSet<>();
    private final Set<String> plain = new LinkedHashSet<>();
    private final Map<String, Set<String>> byKind = new LinkedHashMap<>();

    /** Adds a thing that the answer shows. */
    public SurrogateKeys add(String kind, UUID id) {
        byKind.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(kind + ":" + id);
        return this;
    }

    /** Notes that the answer shows something of this article. */
    public SurrogateKeys show(UUID article) {
        shown.add(article);
        return this;
    }

    /** The articles that the answer shows something of; the one that was asked for comes first. */
    UUID[] shown() {
        return shown.toArray(UUID[]::new);
    }

    /** Adds a key that stands for itself. */
    public SurrogateKeys add(String key) {
        plain.add(key);
        return this;
    }

    /** The header's value: keys divided by spaces. */
    public String header() {
        while (length() > LONGEST) {
            String largest = byKind.entrySet().stream()
                    .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                    .orElseThrow()
                    .getKey();
            byKind.remove(largest);
            plain.add(largest + ":*");
        }
        return Stream.concat(plain.stream(), byKind.values().stream().flatMap(Set::stream))
                .collect(Collectors.joining(" "));
    }

    private int length() {
        return byKind.values().stream()
                        .flatMap(Set::stream)
                        .mapToInt(key -> key.length() + 1)
                        .sum()
                + plain.stream().mapToInt(key -> key.length() + 1).sum();
    }
}
