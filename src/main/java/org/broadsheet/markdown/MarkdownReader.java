package org.broadsheet.markdown;

import java.util.List;
import org.broadsheet.body.CleanText;
import org.broadsheet.body.ReadBody;
import org.broadsheet.html.HtmlReader;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Reads Markdown (CommonMark with tables and strikethrough). It becomes HTML first and then blocks, so that there is one
 * way in. The title of an image is its caption.
 */
public final class MarkdownReader {
    private static final Extension STRIKETHROUGH = StrikethroughExtension.create();
    private static final Extension TABLES = TablesExtension.create();
    private static final Parser PARSER = parser(List.of(TABLES, STRIKETHROUGH));
    private static final Parser PARSER_WITHOUT_TABLES = parser(List.of(STRIKETHROUGH));
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(TABLES, STRIKETHROUGH))
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                String title = node instanceof Image ? attributes.remove("title") : null;
                if (title != null) {
                    attributes.put("data-caption", title);
                }
            })
            .build();

    /** The renderer recurses; nobody reads a quote in a quote in a quote so deep. */
    private static final int DEPTH = 60;

    private MarkdownReader() {}

    private static Parser parser(List<Extension> extensions) {
        return Parser.builder()
                .extensions(extensions)
                .inlineParserFactory(BoundedInlines::new)
                .customInlineContentParserFactory(new LessThan.Factory())
                .build();
    }

    /** @param markdown any string is accepted: what is not Markdown is text */
    public static ReadBody read(String markdown) {
        MarkdownBounds bounded = MarkdownBounds.of(CleanText.clean(markdown));
        Node document = (bounded.tables() ? PARSER : PARSER_WITHOUT_TABLES).parse(bounded.text());
        flatten(document);
        return HtmlReader.read(RENDERER.render(document));
    }

    /** Takes out every node below the depth that may be, leaving its text where it was. */
    private static void flatten(Node document) {
        int depth = 0;
        Node node = document;
        while (node != null) {
            if (node.getFirstChild() != null && depth >= DEPTH) {
                node = lift(node);
                continue;
            }
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == null ? null : node.getNext();
        }
    }

    /** Puts the children of a node in its place and answers the first of them. */
    private static Node lift(Node node) {
        Node first = node.getFirstChild();
        Node before = node;
        for (Node child = first; child != null; ) {
            Node next = child.getNext();
            before.insertAfter(child);
            before = child;
            child = next;
        }
        node.unlink();
        return first;
    }
}
