package org.broadsheet.importing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.broadsheet.article.Articles.Outcome;
import org.broadsheet.manuscript.Copy;
import org.broadsheet.manuscript.Manuscript;
import org.jspecify.annotations.Nullable;

/** What became of the lines of an import, counted. */
public final class ImportTally {

    /** More different keys than this are not mistakes in keys, but something else than the form. */
    private static final int MOST_KEYS = 50;

    private static final String OTHER_KEYS = "(others)";

    private long created;
    private long updated;
    private long unchanged;
    private long rejected;
    private long drafts;
    private long notYet;
    private long expired;
    private long warnings;
    private final Map<String, Long> unknownKeys = new TreeMap<>();

    void add(Manuscript manuscript, Outcome outcome, Instant now) {
        switch (outcome) {
            case CREATED -> created++;
            case UPDATED -> updated++;
            case UNCHANGED -> unchanged++;
            case TAKEN_DOWN -> throw new IllegalArgumentException("a piece that was taken down is rejected");
        }
        warnings += manuscript.warnings().size();
        manuscript.unknownKeys().forEach(this::addUnknownKey);
        Copy.Dates dates = manuscript.copy().dates();
        if (!manuscript.publish()) {
            drafts++;
        } else if (dates.expires() != null && !dates.expires().isAfter(now)) {
            expired++;
        } else if (isAfter(dates.published(), now) || isAfter(dates.embargoed(), now)) {
            notYet++;
        }
    }

    private static boolean isAfter(@Nullable Instant moment, Instant now) {
        return moment != null && moment.isAfter(now);
    }

    private void addUnknownKey(String key) {
        String counted = unknownKeys.containsKey(key) || unknownKeys.size() < MOST_KEYS ? key : OTHER_KEYS;
        unknownKeys.merge(counted, 1L, Long::sum);
    }

    void addRejected() {
        rejected++;
    }

    public long created() {
        return created;
    }

    public long updated() {
        return updated;
    }

    public long unchanged() {
        return unchanged;
    }

    public long rejected() {
        return rejected;
    }

    /** Of those that went in: not published at all. */
    public long drafts() {
        return drafts;
    }

    /** Of those that went in: published, but to be seen later only. */
    public long notYet() {
        return notYet;
    }

    /** Of those that went in: no longer to be seen. */
    public long expired() {
        return expired;
    }

    public long warnings() {
        return warnings;
    }

    /** Keys that the form does not have, and on how many lines each stood. */
    public Map<String, Long> unknownKeys() {
        return Map.copyOf(unknownKeys);
    }

    /** That were not blank. */
    public long lines() {
        return created + updated + unchanged + rejected;
    }

    /** The tally in lines for a person to read. */
    public List<String> summary(boolean dryRun) {
        List<String> lines = new ArrayList<>();
        lines.add(count(created) + (dryRun ? " would be created" : " created"));
        lines.add(count(updated) + (dryRun ? " would be updated" : " updated"));
        lines.add(count(unchanged) + " unchanged");
        lines.add(count(rejected) + (dryRun ? " would be rejected" : " rejected"));
        addUnlessNone(lines, drafts, "of them drafts");
        addUnlessNone(lines, notYet, "of them not to be seen by readers yet (embargoed, or published in the future)");
        addUnlessNone(lines, expired, "of them not to be seen by readers any more (expired)");
        addUnlessNone(lines, warnings, "warnings");
        unknownKeys.forEach(
                (key, times) -> addUnlessNone(lines, times, "lines with the unknown key '" + key + "', ignored"));
        return lines;
    }

    private static void addUnlessNone(List<String> lines, long number, String what) {
        if (number > 0) {
            lines.add(count(number) + " " + what);
        }
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,12d", number);
    }
}
