package org.broadsheet.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.broadsheet.body.Block;
import org.broadsheet.body.Body;
import org.broadsheet.body.Span;
import org.broadsheet.html.HtmlWriter;

/**
 * Writes a body as idiomatic Markdown. What Markdown has no words for (a pull quote, a video) is written as HTML, which
 * CommonMark allows, so that {@link MarkdownReader} reads back the same body.
 */
public final class MarkdownWriter {
    private MarkdownWriter() {}

    public static String write(Body body) {
        List<String> out = new ArrayList<>();
        boolean otherMarker = false;
        Block before = null;
        for (Block block : body.blocks()) {
            // Two lists in a row are two only when their markers differ.
            otherMarker = block instanceof Block.ListBlock list
                    && before instanceof Block.ListBlock last
                    && list.ordered() == last.ordered()
                    && !otherMarker;
            String markdown = block(block, otherMarker);
            out.add(MarkdownBounds.exceeds(markdown) ? html(block) : markdown);
            before = block;
        }
        return String.join("\n\n", out);
    }

    private static String block(Block block, boolean otherMarker) {
        return switch (block) {
            case Block.Paragraph p -> lines(p.spans());
            case Block.Heading h -> "#".repeat(h.level()) + " " + heading(h.spans());
            case Block.ListBlock l -> String.join("\n", list(l, otherMarker));
            case Block.Quote q -> quote(q);
            case Block.Image i when i.credit() == null && i.width() == null && i.height() == null -> image(i);
            case Block.Table t when t.caption() == null -> table(t);
            case Block.Code c -> code(c);
            case Block.Divider _ -> "---";
            case Block.PullQuote _,
                    Block.Image _,
                    Block.Gallery _,
                    Block.Video _,
                    Block.Audio _,
                    Block.Embed _,
                    Block.Table _,
                    Block.FactBox _,
                    Block.Html _ -> html(block);
        };
    }

    /** A blank line would end the HTML, so the line breaks in it are written as references. */
    private static String html(Block block) {
        return HtmlWriter.write(List.of(block)).replace("\n", "&#10;");
    }

    private static String lines(List<Span> spans) {
        return MarkdownSpans.write(spans, MarkdownSpans.Place.LINES);
    }

    private static String heading(List<Span> spans) {
        String text = MarkdownSpans.write(spans, MarkdownSpans.Place.LINE);
        // Number signs at the end of a heading would be taken for its end.
        return text.endsWith("#") ? text.substring(0, text.length() - 1) + "\\#" : text;
    }

    private static List<String> list(Block.ListBlock list, boolean otherMarker) {
        List<String> out = new ArrayList<>();
        int number = 1;
        for (Block.ListBlock.Item item : list.items()) {
            String marker = list.ordered() ? number + (otherMarker ? ") " : ". ") : otherMarker ? "* " : "- ";
            List<String> lines = new ArrayList<>();
            if (!item.spans().isEmpty()) {
                lines.addAll(lines(item.spans()).lines().toList());
            }
            if (item.list() != null) {
                lines.addAll(list(item.list(), false));
            }
            for (int i = 0; i < lines.size(); i++) {
                out.add((i == 0 ? marker : " ".repeat(marker.length())) + lines.get(i));
            }
            number++;
        }
        return out;
    }

    private static String quote(Block.Quote quote) {
        List<String> parts =
                quote.paragraphs().stream().map(MarkdownWriter::lines).collect(Collectors.toCollection(ArrayList::new));
        if (quote.attribution() != null) {
            parts.add("<footer>" + HtmlWriter.escaped(quote.attribution()) + "</footer>");
        }
        return String.join("\n\n", parts)
                .lines()
                .map(line -> line.isEmpty() ? ">" : "> " + line)
                .collect(Collectors.joining("\n"));
    }

    private static String image(Block.Image image) {
        String title = image.caption() == null ? "" : " \"" + MarkdownSpans.escapedTitle(image.caption()) + '"';
        String alt = image.alt() == null ? "" : MarkdownSpans.escaped(image.alt());
        return "![" + alt + "](" + MarkdownSpans.destination(image.url()) + title + ")";
    }

    private static String table(Block.Table table) {
        int width = table.header().isEmpty()
                ? table.rows().getFirst().size()
                : table.header().size();
        List<String> lines = new ArrayList<>();
        // A table in Markdown has a header; ours may have none, which is the same as a blank one.
        lines.add(table.header().isEmpty() ? "|" + "  |".repeat(width) : row(table.header()));
        lines.add("|" + " --- |".repeat(width));
        table.rows().forEach(row -> lines.add(row(row)));
        return String.join("\n", lines);
    }

    private static String row(List<List<Span>> cells) {
        return cells.stream()
                .map(cell -> MarkdownSpans.write(cell, MarkdownSpans.Place.CELL))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String code(Block.Code code) {
        String fence = "`".repeat(Math.max(3, MarkdownSpans.longestRun(code.text(), '`') + 1));
        return fence + (code.language() == null ? "" : code.language()) + "\n" + code.text() + "\n" + fence;
    }
}
