package org.broadsheet.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.broadsheet.body.Block;
import org.broadsheet.body.Dropped;
import org.broadsheet.body.NormalForm;
import org.broadsheet.body.SafeHtml;
import org.broadsheet.body.Span;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeFilter.FilterResult;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/** Reads tables of rows and columns; a table that is more than that is kept as markup, one that is less as its text. */
final class HtmlTables {
    private static final Set<String> TOO_MUCH_FOR_A_CELL =
            Set.of("table", "img", "ul", "ol", "dl", "pre", "blockquote", "figure", "video", "audio", "iframe", "hr");

    private final Span style;
    private final int depth;
    private final Dropped dropped;
    private final List<List<List<Span>>> heads = new ArrayList<>();
    private final List<List<List<Span>>> rows = new ArrayList<>();
    private @Nullable String caption;

    private HtmlTables(Span style, int depth, Dropped dropped) {
        this.style = style;
        this.depth = depth;
        this.dropped = dropped;
    }

    /** The table, or null when it only lays out other things, which are to be read as if it were not there. */
    static @Nullable List<Block> read(Element table, Span style, int depth, Dropped dropped) {
        if (isLayout(table)) {
            return null;
        }
        if (!isPlain(table)) {
            return List.of(new Block.Html(SafeHtml.clean(table.outerHtml(), dropped)));
        }
        HtmlTables reader = new HtmlTables(style, depth, dropped);
        table.children().forEach(reader::part);
        return List.of(reader.table());
    }

    private static boolean isLayout(Element table) {
        if (table.attr("role").equals("presentation")) {
            return true;
        }
        Element onlyCell = table;
        while (onlyCell != null && !onlyCell.nameIs("td")) {
            onlyCell = onlyCell.childrenSize() == 1 ? onlyCell.firstElementChild() : null;
        }
        return onlyCell != null && onlyCell.children().stream().anyMatch(e -> e.isBlock() || e.nameIs("img"));
    }

    private static boolean isPlain(Element table) {
        NodeFilter filter = (node, depth) -> {
            if (node instanceof Element e && e != table) {
                boolean spans = isSeveral(e.attr("colspan")) || isSeveral(e.attr("rowspan"));
                if (spans || TOO_MUCH_FOR_A_CELL.contains(e.normalName())) {
                    return FilterResult.STOP;
                }
            }
            return FilterResult.CONTINUE;
        };
        return NodeTraversor.filter(filter, table) != FilterResult.STOP
                && table.stream()
                                .filter(e -> e.nameIs("thead"))
                                .mapToInt(Element::childrenSize)
                                .sum()
                        <= 1;
    }

    private static boolean isSeveral(String span) {
        return !span.isEmpty() && !span.equals("1");
    }

    private void part(Element e) {
        switch (e.normalName()) {
            case "caption" -> caption = HtmlParts.line(e, depth, dropped);
            case "thead" -> e.children().forEach(row -> heads.add(cells(row)));
            case "tbody", "tfoot" -> e.children().forEach(this::row);
            case "tr" -> row(e);
            default -> {
                if (SafeHtml.DROPPED.contains(e.normalName())) {
                    dropped.element(e);
                }
            }
        }
    }

    private void row(Element row) {
        boolean first = heads.isEmpty() && rows.isEmpty();
        boolean heading = row.childrenSize() > 0 && row.children().stream().allMatch(cell -> cell.nameIs("th"));
        (first && heading ? heads : rows).add(cells(row));
    }

    private List<List<Span>> cells(Element row) {
        dropped.handlers(row);
        if (row.childrenSize() > NormalForm.TABLE_COLUMNS) {
            dropped.add("table cells beyond column 100");
        }
        List<List<Span>> cells = new ArrayList<>();
        for (Element cell : row.children()) {
            dropped.handlers(cell);
            cells.add(
                    HtmlParts.of(HtmlReader.within(cell, style, depth, dropped)).joined("\n"));
        }
        return cells;
    }

    private Block table() {
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        if ((long) Math.min(width, NormalForm.TABLE_COLUMNS) * rows.size() > NormalForm.TABLE_CELLS) {
            dropped.add("table rows beyond 100,000 cells");
        }
        return new Block.Table(caption, heads.isEmpty() ? List.of() : heads.getFirst(), rows);
    }
}
