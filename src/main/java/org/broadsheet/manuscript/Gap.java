package org.broadsheet.manuscript;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of one list that another list has something else in place of; either side may be empty. Ends are exclusive.
 */
record Gap(int fromStart, int fromEnd, int toStart, int toEnd) {

    /** All of them, in order: whatever lies between two is the same in both lists. */
    static <T> List<Gap> between(List<T> from, List<T> to) {
        List<Gap> gaps = new ArrayList<>();
        // of Myers' algorithms the one whose memory does not grow with the square of the differences
        for (Change change : new MyersDiffWithLinearSpace<T>().computeDiff(from, to, null)) {
            Gap gap = new Gap(change.startOriginal, change.endOriginal, change.startRevised, change.endRevised);
            if (!gaps.isEmpty() && gaps.getLast().touches(gap)) {
                gap = new Gap(gaps.getLast().fromStart, gap.fromEnd, gaps.removeLast().toStart, gap.toEnd);
            }
            gaps.add(gap);
        }
        return gaps;
    }

    /** The library tells what was deleted and what was inserted in its place one after the other. */
    private boolean touches(Gap next) {
        return fromEnd == next.fromStart && toEnd == next.toStart;
    }
}
