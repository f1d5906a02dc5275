package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.manuscript.RevisionDiff.Fate;
import org.broadsheet.manuscript.RevisionDiff.Words;
import org.jspecify.annotations.Nullable;

/** The words that changed in blocks of text, as long as finding them takes no more than a moment in all. */
final class WordDiff {

    /** Comparisons at the worst. */
    private long left = 30_000_000;

    /** Null when there is nothing to say of words. */
    @Nullable
    List<Words> between(JsonNode from, JsonNode to) {
        BlockText before = BlockText.of(from);
        BlockText after = BlockText.of(to);
        if (!before.running() || !after.running() || before.pieces().equals(after.pieces())) {
            return null;
        }
        long work = (long) before.pieces().size() * after.pieces().size();
        if (work > left) {
            return null;
        }
        left -= work;
        return between(before.pieces(), after.pieces());
    }

    private static List<Words> between(List<String> before, List<String> after) {
        List<Words> words = new ArrayList<>();
        int at = 0;
        for (Gap gap : Gap.between(before, after)) {
            add(words, Fate.SAME, before.subList(at, gap.fromStart()));
            add(words, Fate.DELETED, before.subList(gap.fromStart(), gap.fromEnd()));
            add(words, Fate.INSERTED, after.subList(gap.toStart(), gap.toEnd()));
            at = gap.fromEnd();
        }
        add(words, Fate.SAME, before.subList(at, before.size()));
        return words;
    }

    private static void add(List<Words> words, Fate fate, List<String> pieces) {
        if (!pieces.isEmpty()) {
            words.add(new Words(fate, String.join("", pieces)));
        }
    }
}
