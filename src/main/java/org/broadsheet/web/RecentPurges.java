package org.broadsheet.web;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** The last purges, so that an answer which was being made meanwhile can be told from one that they don't touch. */
final class RecentPurges {

    private record Purge(long seq, Set<String> keys) {}

    private final int mostKeys;
    private final Deque<Purge> purges = new ArrayDeque<>();
    private int keys;
    /** The number of the last purge that is not remembered. */
    private long forgotten;

    RecentPurges(int mostKeys) {
        this.mostKeys = mostKeys;
    }

    void add(long seq, Collection<String> purged) {
        Set<String> touched = new HashSet<>(purged);
        purged.forEach(key -> touched.add(collapsed(key)));
        purges.addLast(new Purge(seq, touched));
        keys += touched.size();
        while (keys > mostKeys) {
            Purge oldest = purges.removeFirst();
            keys -= oldest.keys().size();
            forgotten = Math.max(forgotten, oldest.seq());
        }
    }

    /** Everything was purged. */
    void addAll(long seq) {
        purges.clear();
        keys = 0;
        forgotten = Math.max(forgotten, seq);
    }

    /** Whether a purge later than {@code seq} touched one of {@code tags}, as far as is known: true when it is not. */
    boolean mayHaveTouched(Collection<String> tags, long seq) {
        return seq < forgotten
                || purges.stream()
                        .filter(purge -> purge.seq() > seq)
                        .anyMatch(purge -> tags.stream().anyMatch(purge.keys()::contains));
    }

    /** The key that stands for {@code article:<id>} in an answer with too many of its kind; itself for others. */
    static String collapsed(String key) {
        int colon = key.lastIndexOf(':');
        return colon < 0 ? key : key.substring(0, colon) + ":*";
    }
}
