package org.broadsheet.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Brings a run of spans into normal form. White space collapses across spans; what stands between two spans is set as
 * both of them are, and no more ({@code <b>a </b>b} and {@code <b>a</b> b} are the same).
 */
public final class Spans {

    /** What becomes of line breaks. */
    private enum Breaks {
        /** A break stays, and a blank line begins a new paragraph. */
        DIVIDE,
        KEEP,
        /** There is only one line. */
        SPACE
    }

    private static final Span PLAIN = Span.of("");

    private final Breaks breaks;
    private final List<List<Span>> paragraphs = new ArrayList<>();
    private List<Span> done = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Span style = PLAIN;
    private boolean seen;
    private boolean white;
    private int newlines;

    private Spans(Breaks breaks) {
        this.breaks = breaks;
    }

    public static List<List<Span>> paragraphs(List<Span> spans) {
        return new Spans(Breaks.DIVIDE).read(spans);
    }

    static List<Span> lines(List<Span> spans) {
        return firstOrNone(new Spans(Breaks.KEEP).read(spans));
    }

    public static List<Span> oneLine(List<Span> spans) {
        return firstOrNone(new Spans(Breaks.SPACE).read(spans));
    }

    public static String text(List<Span> spans) {
        if (spans.size() == 1) {
            return spans.getFirst().text();
        }
        StringBuilder out = new StringBuilder();
        spans.forEach(span -> out.append(span.text()));
        return out.toString();
    }

    private static List<Span> firstOrNone(List<List<Span>> paragraphs) {
        return paragraphs.isEmpty() ? List.of() : paragraphs.getFirst();
    }

    private List<List<Span>> read(List<Span> spans) {
        for (Span span : spans) {
            String href = span.href() == null ? null : Links.link(span.href());
            Span clean = Objects.equals(href, span.href()) ? span : new Span(span.text(), span.marks(), href);
            append(CleanText.clean(span.text()), clean);
        }
        endParagraph();
        return paragraphs;
    }

    private void append(String added, Span span) {
        for (int i = 0; i < added.length(); i++) {
            char c = added.charAt(i);
            if (CleanText.isWhite(c)) {
                white = true;
                newlines += c == '\n' ? 1 : 0;
            } else {
                if (white) {
                    endWhite(span);
                }
                setTo(span);
                text.append(c);
                seen |= c > ' ' && c < 0x7F || CleanText.isSeen(c);
            }
        }
    }

    private void endWhite(Span next) {
        if (newlines > 1 && breaks == Breaks.DIVIDE) {
            endParagraph();
        } else if (!text.isEmpty()) {
            setTo(common(style, next));
            text.append(newlines > 0 && breaks != Breaks.SPACE ? '\n' : ' ');
        }
        white = false;
        newlines = 0;
    }

    private void setTo(Span next) {
        if (next != style && !next.isSetLike(style)) {
            endSpan();
        }
        style = next;
    }

    private void endSpan() {
        if (!text.isEmpty()) {
            done.add(style.withText(text.toString()));
            text.setLength(0);
        }
    }

    private void endParagraph() {
        endSpan();
        if (seen) {
            paragraphs.add(List.copyOf(done));
        }
        done = new ArrayList<>();
        seen = false;
        white = false;
        newlines = 0;
    }

    private static Span common(Span a, Span b) {
        if (a.isSetLike(b)) {
            return a;
        }
        @Nullable String href = Objects.equals(a.href(), b.href()) ? a.href() : null;
        return new Span("", a.marks().stream().filter(b.marks()::contains).toList(), href);
    }
}
