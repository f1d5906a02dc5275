package org.broadsheet.following;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps a copy of what readers see by what the log says, and notices when the log tells it something impossible. */
abstract class FollowingReader implements Runnable {

    private static final Set<String> TAKEN_AWAY = Set.of("unpublished", "killed", "expired", "left");

    private final String name;
    private final boolean whole;
    private final Set<String> present = new TreeSet<>();
    private final Set<String> heardOf = new TreeSet<>();
    private final Map<String, JsonNode> kept = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Integer> changes = new TreeMap<>();
    private int resumptions;
    private long seen;
    private volatile long end = Long.MAX_VALUE;

    /** @param whole whether it wants all of the log, so that each number has to come */
    FollowingReader(String name, boolean whole) {
        this.name = name;
        this.whole = whole;
    }

    /** Follows the log until it has seen {@link #end}. */
    abstract void follow() throws Exception;

    @Override
    public void run() {
        try {
            follow();
        } catch (Exception | AssertionError e) {
            fault("ends after " + seen + " with " + e);
        }
    }

    final void apply(JsonNode change) {
        long seq = change.path("seq").asLong();
        if (seq <= seen || whole && seq != seen + 1) {
            fault("is told of " + seq + " after " + seen);
        }
        seen = Math.max(seen, seq);
        changes.merge(change.path("type").asText(), 1, Integer::sum);
        if (change.path("kind").asText().equals("article")) {
            String id = change.path("id").asText();
            heardOf.add(id);
            kept.remove(id);
            if (TAKEN_AWAY.contains(change.path("type").asText())) {
                present.remove(id);
            } else {
                present.add(id);
            }
        }
    }

    /** Begins with what a snapshot holds, by id. */
    final void begin(long seq, Map<String, JsonNode> articles) {
        seen = seq;
        present.addAll(articles.keySet());
        heardOf.addAll(articles.keySet());
        kept.putAll(articles);
    }

    /** The log was looked through so far, and there was nothing for this reader. */
    final void lookedThrough(long seq) {
        if (seq < seen || whole && seq != seen) {
            fault("is sent to " + seq + " after " + seen);
        }
        seen = Math.max(seen, seq);
    }

    final void fault(String what) {
        faults.add(name + " " + what);
    }

    final void resumed() {
        resumptions++;
    }

    final boolean atEnd() {
        return seen >= end;
    }

    /** No more changes come after this one. */
    final void end(long seq) {
        end = seq;
    }

    final long seen() {
        return seen;
    }

    final Set<String> present() {
        return present;
    }

    /** What it has of the articles of which it was told nothing since it got them, which are still what they were. */
    final Map<String, JsonNode> kept() {
        return kept;
    }

    final Set<String> heardOf() {
        return heardOf;
    }

    final List<String> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return "\n" + name + ": " + changes + ", " + resumptions + " resumptions, " + present.size()
                + " articles at the end";
    }
}
