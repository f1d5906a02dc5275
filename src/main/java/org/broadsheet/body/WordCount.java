package org.broadsheet.body;

import java.util.List;

/** Counts words as a word processor does: by letters and digits, whatever the script. */
final class WordCount {
    private WordCount() {}

    static int of(List<Block> blocks) {
        return blocks.stream().mapToInt(WordCount::of).sum();
    }

    private static int of(Block block) {
        return switch (block) {
            case Block.Paragraph p -> spans(p.spans());
            case Block.Heading h -> spans(h.spans());
            case Block.ListBlock l -> list(l);
            case Block.Quote q -> cells(q.paragraphs()) + words(q.attribution() == null ? "" : q.attribution());
            case Block.Table t ->
                cells(t.header()) + t.rows().stream().mapToInt(WordCount::cells).sum();
            case Block.FactBox f -> words(f.title() == null ? "" : f.title()) + of(f.blocks());
            case Block.Html h -> words(SafeHtml.text(h.html()));
            case Block.PullQuote _,
                    Block.Image _,
                    Block.Gallery _,
                    Block.Video _,
                    Block.Audio _,
                    Block.Embed _,
                    Block.Code _,
                    Block.Divider _ -> 0;
        };
    }

    private static int list(Block.ListBlock list) {
        return list.items().stream()
                .mapToInt(item -> spans(item.spans()) + (item.list() == null ? 0 : list(item.list())))
                .sum();
    }

    private static int cells(List<List<Span>> cells) {
        return cells.stream().mapToInt(WordCount::spans).sum();
    }

    private static int spans(List<Span> spans) {
        return words(Spans.text(spans));
    }

    static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (standsAlone(c)) {
                words++;
                inside = false;
            } else if (Character.isLetterOrDigit(c)) {
                words += inside ? 0 : 1;
                inside = true;
            } else if (!joins(c)) {
                inside = false;
            }
        }
        return words;
    }

    /** Scripts written without spaces between words. */
    private static boolean standsAlone(int c) {
        if (c < 0x3040) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return Character.isIdeographic(c)
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA;
    }

    /** Stands within a word without ending it: don't, co-operate, 3.5, a combining accent, a joiner. */
    private static boolean joins(int c) {
        return switch (c) {
            case '\'', '\u2019', '-', '\u2010', '\u2011', '.', ',', '\u00AD', '\u200C', '\u200D' -> true;
            default -> {
                int type = Character.getType(c);
                yield type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
            }
        };
    }
}
