package org.broadsheet.html;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.body.Block;
import org.broadsheet.body.Block.ListBlock;
import org.broadsheet.body.Block.ListBlock.Item;
import org.broadsheet.body.Dropped;
import org.broadsheet.body.SafeHtml;
import org.broadsheet.body.Span;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Reads lists; what an item cannot hold (an image, a table) follows the list. */
final class HtmlLists {
    private final Span style;
    private final int depth;
    private final Dropped dropped;
    private final List<Item> items = new ArrayList<>();
    private final List<Block> others = new ArrayList<>();

    private HtmlLists(Span style, int depth, Dropped dropped) {
        this.style = style;
        this.depth = depth;
        this.dropped = dropped;
    }

    static List<Block> read(Element list, Span style, int depth, Dropped dropped) {
        HtmlLists reader = new HtmlLists(style, depth, dropped);
        for (Node child = list.firstChild(); child != null; child = child.nextSibling()) {
            reader.child(child);
        }
        List<Block> out = new ArrayList<>();
        out.add(new ListBlock(list.normalName().equals("ol"), reader.items));
        out.addAll(reader.others);
        return out;
    }

    private void child(Node child) {
        if (child instanceof TextNode text && !text.isBlank()) {
            items.add(new Item(List.of(style.withText(text.getWholeText().replace('\n', ' '))), null));
        } else if (child instanceof Element element) {
            dropped.handlers(element);
            boolean isList = element.nameIs("ul") || element.nameIs("ol");
            if (SafeHtml.DROPPED.contains(element.normalName())) {
                dropped.element(element);
            } else {
                // Deeper than the reader goes it takes the text alone.
                List<Block> blocks = isList && depth < HtmlReader.DEPTH
                        ? read(element, style, depth + 1, dropped)
                        : HtmlReader.within(element, style, depth + 1, dropped);
                item(HtmlParts.of(blocks), isList && depth < HtmlReader.DEPTH);
            }
        }
    }

    /** @param continues a list that stands between the items instead of in one belongs to the item before it */
    private void item(HtmlParts parts, boolean continues) {
        List<Block> rest = new ArrayList<>();
        ListBlock below = null;
        for (Block block : parts.others()) {
            if (block instanceof ListBlock list) {
                below = below == null ? list : joined(below, list);
            } else {
                rest.add(block);
            }
        }
        Item last = items.isEmpty() ? null : items.getLast();
        if (continues && last != null) {
            items.set(items.size() - 1, new Item(last.spans(), joined(last.list(), below)));
        } else {
            items.add(new Item(parts.joined("\n"), below));
        }
        others.addAll(rest);
    }

    private static @Nullable ListBlock joined(@Nullable ListBlock first, @Nullable ListBlock second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        List<Item> both = new ArrayList<>(first.items());
        both.addAll(second.items());
        return new ListBlock(first.ordered(), both);
    }
}
