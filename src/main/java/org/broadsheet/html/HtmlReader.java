package org.broadsheet.html;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.body.Block;
import org.broadsheet.body.Body;
import org.broadsheet.body.Dropped;
import org.broadsheet.body.Links;
import org.broadsheet.body.Mark;
import org.broadsheet.body.ReadBody;
import org.broadsheet.body.SafeHtml;
import org.broadsheet.body.Span;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTML, however it is written, into blocks. Nothing of the markup is kept but what a block can say; text is never
 * lost, save that of elements that run, draw or ask (script, svg, input).
 */
public final class HtmlReader {
    /** Recursion ends here; real pages nest their text some 30 deep. */
    static final int DEPTH = 100;

    private static final Span PLAIN = Span.of("");

    private final Dropped dropped;
    private final List<Block> blocks = new ArrayList<>();
    private List<Span> open = new ArrayList<>();

    private HtmlReader(Dropped dropped) {
        this.dropped = dropped;
    }

    /** @param html a fragment or a whole document; any string is accepted */
    public static ReadBody read(String html) {
        Dropped dropped = new Dropped();
        Document document = Jsoup.parseBodyFragment(html);
        document.outputSettings().prettyPrint(false);
        List<Block> blocks = within(document.body(), PLAIN, 0, dropped);
        return new ReadBody(Body.of(blocks), dropped.sentences());
    }

    /** The blocks inside an element, text that stands directly in it as paragraphs; not yet in normal form. */
    static List<Block> within(Element element, Span style, int depth, Dropped dropped) {
        HtmlReader reader = new HtmlReader(dropped);
        reader.children(element, style, depth);
        reader.endParagraph();
        return reader.blocks;
    }

    private void children(Element element, Span style, int depth) {
        if (depth > DEPTH) {
            dropped.add("elements nested more than 100 deep (text kept)");
            open.add(style.withText(spaced(element.wholeText())));
            return;
        }
        for (Node child = element.firstChild(); child != null; child = child.nextSibling()) {
            if (child instanceof TextNode text) {
                open.add(style.withText(spaced(text.getWholeText())));
            } else if (child instanceof Element inner) {
                dropped.handlers(inner);
                element(inner, style, depth + 1);
            }
        }
    }

    private void element(Element e, Span style, int depth) {
        String name = e.normalName();
        if (SafeHtml.DROPPED.contains(name) && !name.equals("iframe")) {
            dropped.element(e);
            return;
        }
        Mark mark = mark(name);
        if (mark != null) {
            children(e, marked(style, mark), depth);
            return;
        }
        switch (name) {
            case "a" -> children(e, linked(e, style), depth);
            case "br" -> open.add(style.withText("\n"));
            case "img" -> addAll(HtmlMedia.image(e, dropped));
            case "q" -> quoted(e, style, depth);
            case "picture" -> children(e, style, depth);
            default -> {
                if (e.isBlock() || HtmlMedia.isMedia(name)) {
                    endParagraph();
                    block(e, name, style, depth);
                    endParagraph();
                } else {
                    children(e, style, depth);
                }
            }
        }
    }

    private void block(Element e, String name, Span style, int depth) {
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                add(HtmlParts.of(within(e, style, depth, dropped)).heading(name.charAt(1) - '0'));
            case "ul", "ol", "menu", "dir" -> add(HtmlLists.read(e, style, depth, dropped));
            case "blockquote" -> add(HtmlQuotes.quote(e, style, depth, dropped));
            case "aside" -> add(HtmlQuotes.aside(e, style, depth, dropped));
            case "pre", "listing", "xmp", "plaintext" -> blocks.add(HtmlMedia.code(e));
            case "hr" -> blocks.add(new Block.Divider());
            case "figure" -> figure(e, style, depth);
            case "iframe", "video", "audio" -> add(HtmlMedia.player(e, null, null, dropped));
            case "table" -> table(e, style, depth);
            case "dl", "details" -> blocks.add(new Block.Html(SafeHtml.clean(e.outerHtml(), dropped)));
            case "form" -> {
                dropped.element(e);
                children(e, style, depth);
            }
            default -> division(e, style, depth);
        }
    }

    private void division(Element e, Span style, int depth) {
        if (e.hasClass("html-block")) {
            blocks.add(new Block.Html(SafeHtml.clean(e.html(), dropped)));
        } else if (HtmlMedia.isGallery(e)) {
            figure(e, style, depth);
        } else {
            children(e, style, depth);
        }
    }

    private void figure(Element e, Span style, int depth) {
        List<Block> read = HtmlMedia.figure(e, depth, dropped);
        if (read == null) {
            children(e, style, depth);
        } else {
            blocks.addAll(read);
        }
    }

    private void table(Element e, Span style, int depth) {
        List<Block> read = HtmlTables.read(e, style, depth, dropped);
        if (read == null) {
            children(e, style, depth);
        } else {
            blocks.addAll(read);
        }
    }

    private void quoted(Element e, Span style, int depth) {
        open.add(style.withText("\u201C"));
        children(e, style, depth);
        open.add(style.withText("\u201D"));
    }

    private Span linked(Element a, Span style) {
        String raw = a.attr("href");
        if (raw.isBlank()) {
            return style;
        }
        String href = Links.link(raw);
        if (href == null) {
            dropped.link(raw);
            return style;
        }
        return new Span("", style.marks(), href);
    }

    private static Span marked(Span style, Mark mark) {
        List<Mark> marks = new ArrayList<>(style.marks());
        marks.add(mark);
        return new Span("", marks, style.href());
    }

    private static @Nullable Mark mark(String element) {
        return switch (element) {
            case "strong", "b" -> Mark.STRONG;
            case "em", "i", "cite", "dfn", "var" -> Mark.EMPHASIS;
            case "u", "ins" -> Mark.UNDERLINE;
            case "s", "del", "strike" -> Mark.STRIKE;
            case "code", "kbd", "samp", "tt" -> Mark.CODE;
            case "sup" -> Mark.SUPERSCRIPT;
            case "sub" -> Mark.SUBSCRIPT;
            default -> null;
        };
    }

    /** A line break in the source is a space; only br breaks a line. */
    private static String spaced(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }

    private void addAll(List<Block> read) {
        if (!read.isEmpty()) {
            endParagraph();
            blocks.addAll(read);
        }
    }

    private void add(List<Block> read) {
        blocks.addAll(read);
    }

    private void endParagraph() {
        if (!open.isEmpty()) {
            blocks.add(new Block.Paragraph(open));
            open = new ArrayList<>();
        }
    }
}
