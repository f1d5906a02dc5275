package org.broadsheet.html;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.body.Mark;
import org.broadsheet.body.Span;
import org.jspecify.annotations.Nullable;

/** Spans as properly nested markup: what reaches furthest is opened first. */
public sealed interface Runs {

    record Text(String text) implements Runs {}

    record Marked(Mark mark, List<Runs> inner) implements Runs {}

    record Linked(String href, List<Runs> inner) implements Runs {}

    static List<Runs> of(List<Span> spans) {
        return nest(spans, false, List.of());
    }

    private static List<Runs> nest(List<Span> spans, boolean linked, List<Mark> open) {
        List<Runs> out = new ArrayList<>();
        for (int i = 0; i < spans.size(); ) {
            Span first = spans.get(i);
            @Nullable String href = linked ? null : first.href();
            @Nullable Mark longest = null;
            int end = href == null ? i : endOfLink(spans, i, href);
            for (Mark mark : first.marks()) {
                int endOfMark = open.contains(mark) ? i : endOfMark(spans, i, mark);
                if (endOfMark > end) {
                    longest = mark;
                    end = endOfMark;
                }
            }
            if (longest != null) {
                List<Mark> nowOpen = new ArrayList<>(open);
                nowOpen.add(longest);
                out.add(new Marked(longest, nest(spans.subList(i, end), linked, nowOpen)));
            } else if (href != null) {
                out.add(new Linked(href, nest(spans.subList(i, end), true, open)));
            } else {
                out.add(new Text(first.text()));
                end = i + 1;
            }
            i = end;
        }
        return out;
    }

    private static int endOfLink(List<Span> spans, int start, String href) {
        int end = start + 1;
        while (end < spans.size() && href.equals(spans.get(end).href())) {
            end++;
        }
        return end;
    }

    private static int endOfMark(List<Span> spans, int start, Mark mark) {
        int end = start + 1;
        while (end < spans.size() && spans.get(end).marks().contains(mark)) {
            end++;
        }
        return end;
    }
}
