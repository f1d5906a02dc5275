package org.broadsheet.html;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.body.Block;
import org.broadsheet.body.Dropped;
import org.broadsheet.body.Span;
import org.broadsheet.body.Spans;
import org.jsoup.nodes.Element;

/**
 * What stood inside an element that can hold only text: the text by paragraphs, and the blocks (images, tables) that
 * have to stand after it instead.
 */
record HtmlParts(List<List<Span>> paragraphs, List<Block> others) {

    static HtmlParts of(List<Block> blocks) {
        HtmlParts parts = new HtmlParts(new ArrayList<>(), new ArrayList<>());
        blocks.forEach(parts::sort);
        return parts;
    }

    /** The text of an element on one line, possibly empty. */
    static String line(Element element, int depth, Dropped dropped) {
        List<Span> spans =
                of(HtmlReader.within(element, Span.of(""), depth, dropped)).joined(" ");
        return Spans.text(Spans.oneLine(spans));
    }

    private void sort(Block block) {
        switch (block) {
            case Block.Paragraph p -> paragraphs.addAll(Spans.paragraphs(p.spans()));
            case Block.Heading h -> paragraphs.add(h.spans());
            case Block.Quote q -> {
                paragraphs.addAll(q.paragraphs());
                if (q.attribution() != null) {
                    paragraphs.add(List.of(Span.of(q.attribution())));
                }
            }
            case Block.PullQuote q -> paragraphs.add(q.spans());
            case Block.ListBlock _,
                    Block.Image _,
                    Block.Gallery _,
                    Block.Video _,
                    Block.Audio _,
                    Block.Embed _,
                    Block.Table _,
                    Block.Code _,
                    Block.Divider _,
                    Block.FactBox _,
                    Block.Html _ -> others.add(block);
        }
    }

    List<Block> heading(int level) {
        List<Block> out = new ArrayList<>();
        out.add(new Block.Heading(level, joined(" ")));
        out.addAll(others);
        return out;
    }

    List<Span> joined(String separator) {
        List<Span> out = new ArrayList<>();
        for (List<Span> paragraph : paragraphs) {
            if (!out.isEmpty()) {
                out.add(Span.of(separator));
            }
            out.addAll(paragraph);
        }
        return out;
    }
}
