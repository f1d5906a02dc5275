package org.broadsheet.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.broadsheet.body.Block;
import org.broadsheet.body.Dropped;
import org.broadsheet.body.Span;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Reads what stands apart from the running text: quotes, pull quotes, fact boxes, posts of social networks. */
final class HtmlQuotes {
    private HtmlQuotes() {}

    static List<Block> quote(Element e, Span style, int depth, Dropped dropped) {
        Block post = HtmlMedia.post(e, depth, dropped);
        if (post != null) {
            return List.of(post);
        }
        String attribution = attribution(e, depth, dropped);
        HtmlParts parts = HtmlParts.of(HtmlReader.within(e, style, depth, dropped));
        List<List<Span>> paragraphs = new ArrayList<>(parts.paragraphs());
        List<Block> others = new ArrayList<>();
        for (Block other : parts.others()) {
            if (other instanceof Block.ListBlock list) {
                addItems(list, paragraphs);
            } else {
                others.add(other);
            }
        }
        List<Block> out = new ArrayList<>();
        out.add(new Block.Quote(paragraphs, attribution));
        out.addAll(others);
        return out;
    }

    private static void addItems(Block.ListBlock list, List<List<Span>> paragraphs) {
        for (Block.ListBlock.Item item : list.items()) {
            paragraphs.add(item.spans());
            if (item.list() != null) {
                addItems(item.list(), paragraphs);
            }
        }
    }

    static List<Block> pullQuote(Element e, Span style, int depth, Dropped dropped) {
        String attribution = attribution(e, depth, dropped);
        HtmlParts parts = HtmlParts.of(HtmlReader.within(e, style, depth, dropped));
        List<Block> out = new ArrayList<>();
        out.add(new Block.PullQuote(parts.joined("\n"), attribution));
        out.addAll(parts.others());
        return out;
    }

    static List<Block> aside(Element e, Span style, int depth, Dropped dropped) {
        if (isPullQuote(e)) {
            return pullQuote(e, style, depth, dropped);
        }
        String title = null;
        Element heading = title(e);
        if (heading != null) {
            title = HtmlParts.line(heading, depth, dropped);
            heading.empty();
        }
        return List.of(new Block.FactBox(title, HtmlReader.within(e, style, depth, dropped)));
    }

    static boolean isPullQuote(Element e) {
        return e.hasClass("pull-quote") || e.hasClass("pullquote") || e.hasClass("wp-block-pullquote");
    }

    /** Our own boxes name their title; of others, a heading that comes first is it. */
    private static @Nullable Element title(Element aside) {
        Element first = aside.firstElementChild();
        boolean ours = aside.hasClass("fact-box");
        return first != null
                        && (ours
                                ? first.hasClass("fact-box-title")
                                : first.normalName().matches("h[1-6]"))
                ? first
                : null;
    }

    /** The name under a quote, taken out of it; null when there is none. */
    private static @Nullable String attribution(Element quote, int depth, Dropped dropped) {
        List<Element> names = quote.stream()
                .filter(e -> e.nameIs("footer") || e.nameIs("cite") && isLast(e))
                .toList();
        String joined = names.stream()
                .map(name -> {
                    String line = HtmlParts.line(name, depth, dropped);
                    name.empty();
                    return line;
                })
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining(", "));
        return joined.isEmpty() ? null : joined;
    }

    /** A cite in the middle of a sentence is the title of a work. */
    private static boolean isLast(Element cite) {
        Node next = cite.nextSibling();
        return next == null || next instanceof TextNode text && text.isBlank() && text.nextSibling() == null;
    }
}
