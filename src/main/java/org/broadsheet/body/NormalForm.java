package org.broadsheet.body;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.broadsheet.body.Block.ListBlock.Item;
import org.jspecify.annotations.Nullable;

/** The one form in which a body is kept; see {@link Body}. Bringing it there twice changes nothing. */
public final class NormalForm {
    /** Deeper lists cannot be read on a telephone; their items join the deepest list. */
    static final int LIST_DEPTH = 5;

    /** Padding short rows must not turn one long row into a memory of its own. */
    public static final int TABLE_COLUMNS = 100;

    public static final int TABLE_CELLS = 100_000;

    private static final int LARGEST_NUMBER = 1_000_000;
    private static final Pattern LEADING_DASH = Pattern.compile("^[\\s\\h\u2010-\u2015\\-~]+");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_+#.\\-]{0,39}");
    private static final Pattern OUTER_NEWLINES = Pattern.compile("\\A\n+|\n+\\z");

    private NormalForm() {}

    static List<Block> blocks(List<Block> blocks) {
        List<Block> out = new ArrayList<>(blocks.size());
        blocks.forEach(block -> add(block, out, false));
        return List.copyOf(out);
    }

    private static void add(Block block, List<Block> out, boolean inFactBox) {
        switch (block) {
            case Block.Paragraph p -> Spans.paragraphs(p.spans()).forEach(spans -> out.add(new Block.Paragraph(spans)));
            case Block.FactBox box when inFactBox -> unpack(box, out);
            case Block.FactBox box -> addIfAny(factBox(box), out);
            case Block.Quote quote -> addIfAny(quote(quote), out);
            case Block.Heading h -> addIfAny(heading(h), out);
            case Block.PullQuote q -> addIfAny(pullQuote(q), out);
            case Block.ListBlock list -> addIfAny(list(list, 1), out);
            case Block.Image i -> addIfAny(image(i), out);
            case Block.Gallery g -> addIfAny(gallery(g), out);
            case Block.Video v -> addIfAny(video(v), out);
            case Block.Audio a -> addIfAny(audio(a), out);
            case Block.Embed e -> addIfAny(embed(e), out);
            case Block.Table t -> addIfAny(table(t), out);
            case Block.Code c -> addIfAny(code(c), out);
            case Block.Html h -> addIfAny(html(h), out);
            case Block.Divider d -> out.add(d);
        }
    }

    private static void addIfAny(@Nullable Block block, List<Block> out) {
        if (block != null) {
            out.add(block);
        }
    }

    private static void unpack(Block.FactBox box, List<Block> out) {
        String title = CleanText.line(box.title());
        if (title != null) {
            out.add(new Block.Heading(3, List.of(Span.of(title))));
        }
        box.blocks().forEach(inner -> add(inner, out, true));
    }

    private static Block.@Nullable FactBox factBox(Block.FactBox box) {
        List<Block> inner = new ArrayList<>();
        box.blocks().forEach(block -> add(block, inner, true));
        String title = CleanText.line(box.title());
        return title == null && inner.isEmpty() ? null : new Block.FactBox(title, List.copyOf(inner));
    }

    private static @Nullable Block heading(Block.Heading h) {
        List<Span> spans = Spans.oneLine(h.spans());
        return spans.isEmpty() ? null : new Block.Heading(Math.clamp(h.level(), 1, 6), spans);
    }

    private static @Nullable Block quote(Block.Quote quote) {
        List<List<Span>> paragraphs = quote.paragraphs().stream()
                .flatMap(spans -> Spans.paragraphs(spans).stream())
                .toList();
        String attribution = attribution(quote.attribution());
        if (paragraphs.isEmpty()) {
            return attribution == null ? null : new Block.Paragraph(List.of(Span.of(attribution)));
        }
        return new Block.Quote(paragraphs, attribution);
    }

    private static @Nullable Block pullQuote(Block.PullQuote quote) {
        List<Span> spans = Spans.lines(quote.spans());
        return spans.isEmpty() ? null : new Block.PullQuote(spans, attribution(quote.attribution()));
    }

    /** The dash before a name is typography, which is the client's. */
    private static @Nullable String attribution(@Nullable String text) {
        String line = CleanText.line(text);
        return line == null ? null : CleanText.line(LEADING_DASH.matcher(line).replaceFirst(""));
    }

    private static Block.@Nullable ListBlock list(Block.ListBlock list, int depth) {
        List<Item> items = new ArrayList<>();
        list.items().forEach(item -> addItem(item, depth, items));
        return items.isEmpty() ? null : new Block.ListBlock(list.ordered(), List.copyOf(items));
    }

    private static void addItem(Item item, int depth, List<Item> out) {
        List<Span> spans = Spans.lines(item.spans());
        Block.ListBlock below = item.list() == null || depth == LIST_DEPTH ? null : list(item.list(), depth + 1);
        if (!spans.isEmpty() || below != null) {
            out.add(new Item(spans, below));
        }
        if (item.list() != null && depth == LIST_DEPTH) {
            item.list().items().forEach(deeper -> addItem(deeper, depth, out));
        }
    }

    private static Block.@Nullable Image image(Block.Image i) {
        String url = Links.media(i.url());
        return url == null
                ? null
                : new Block.Image(
                        url,
                        CleanText.line(i.alt()),
                        CleanText.line(i.caption()),
                        CleanText.line(i.credit()),
                        number(i.width()),
                        number(i.height()));
    }

    private static @Nullable Block gallery(Block.Gallery g) {
        List<Block.Image> images = new ArrayList<>();
        for (Block.Image image : g.images()) {
            Block.Image normal = image(image);
            if (normal != null) {
                images.add(normal);
            }
        }
        return images.isEmpty() ? null : new Block.Gallery(CleanText.line(g.caption()), List.copyOf(images));
    }

    private static @Nullable Block video(Block.Video v) {
        String url = Links.media(v.url());
        String poster = v.posterUrl() == null ? null : Links.media(v.posterUrl());
        return url == null
                ? null
                : new Block.Video(
                        url,
                        poster,
                        CleanText.line(v.caption()),
                        CleanText.line(v.credit()),
                        number(v.durationSeconds()));
    }

    private static @Nullable Block audio(Block.Audio a) {
        String url = Links.media(a.url());
        return url == null
                ? null
                : new Block.Audio(
                        url, CleanText.line(a.caption()), CleanText.line(a.credit()), number(a.durationSeconds()));
    }

    private static @Nullable Block embed(Block.Embed e) {
        String url = Links.media(e.url());
        return url == null ? null : new Block.Embed(url, CleanText.line(e.provider()), CleanText.line(e.caption()));
    }

    private static @Nullable Block table(Block.Table t) {
        List<List<Span>> header = cells(t.header());
        List<List<List<Span>>> rows = t.rows().stream()
                .map(NormalForm::cells)
                .filter(row -> !isEmpty(row))
                .toList();
        int width = Math.max(
                isEmpty(header) ? 0 : header.size(),
                rows.stream().mapToInt(List::size).max().orElse(0));
        if (width == 0) {
            return null;
        }
        return new Block.Table(
                CleanText.line(t.caption()),
                isEmpty(header) ? List.of() : padded(header, width),
                rows.stream()
                        .limit(TABLE_CELLS / width)
                        .map(row -> padded(row, width))
                        .toList());
    }

    private static List<List<Span>> cells(List<List<Span>> cells) {
        return cells.stream().limit(TABLE_COLUMNS).map(Spans::lines).toList();
    }

    private static boolean isEmpty(List<List<Span>> row) {
        return row.stream().allMatch(List::isEmpty);
    }

    private static List<List<Span>> padded(List<List<Span>> row, int width) {
        List<List<Span>> out = new ArrayList<>(row);
        while (out.size() < width) {
            out.add(List.of());
        }
        return List.copyOf(out);
    }

    private static @Nullable Block code(Block.Code c) {
        String text = OUTER_NEWLINES.matcher(CleanText.clean(c.text())).replaceAll("");
        String language = c.language() != null && LANGUAGE.matcher(c.language()).matches() ? c.language() : null;
        return CleanText.isBlank(text) ? null : new Block.Code(language, text);
    }

    private static @Nullable Block html(Block.Html h) {
        String html = SafeHtml.clean(h.html(), new Dropped());
        return html.isEmpty() ? null : new Block.Html(html);
    }

    private static @Nullable Integer number(@Nullable Integer n) {
        return n == null || n < 1 || n > LARGEST_NUMBER ? null : n;
    }
}
