package org.broadsheet.html;

import java.util.List;
import org.broadsheet.body.Block;
import org.broadsheet.body.Body;
import org.broadsheet.body.Span;
import org.jspecify.annotations.Nullable;

/** Writes a body as clean semantic HTML, a block a line, which {@link HtmlReader} reads back as the same body. */
public final class HtmlWriter {
    private final StringBuilder out = new StringBuilder(4_096);

    private HtmlWriter() {}

    public static String write(Body body) {
        return write(body.blocks());
    }

    public static String write(List<Block> blocks) {
        HtmlWriter writer = new HtmlWriter();
        writer.blocks(blocks);
        return writer.out.toString();
    }

    /** Text as it may stand between tags and in an attribute. */
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private void blocks(List<Block> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            out.append(i == 0 ? "" : "\n");
            block(blocks.get(i));
        }
    }

    private void block(Block block) {
        switch (block) {
            case Block.Paragraph p -> inTag("p", p.spans());
            case Block.Heading h -> inTag("h" + h.level(), h.spans());
            case Block.ListBlock l -> list(l);
            case Block.Quote q -> quote(q);
            case Block.PullQuote q -> pullQuote(q);
            case Block.Image i -> image(i);
            case Block.Gallery g -> gallery(g);
            case Block.Video v -> video(v);
            case Block.Audio a -> audio(a);
            case Block.Embed e -> embed(e);
            case Block.Table t -> table(t);
            case Block.Code c -> code(c);
            case Block.Divider _ -> out.append("<hr>");
            case Block.FactBox f -> factBox(f);
            case Block.Html h ->
                out.append("<div class=\"html-block\">").append(h.html()).append("</div>");
        }
    }

    private void list(Block.ListBlock list) {
        out.append(list.ordered() ? "<ol>" : "<ul>");
        for (Block.ListBlock.Item item : list.items()) {
            out.append("<li>");
            spans(item.spans());
            if (item.list() != null) {
                list(item.list());
            }
            out.append("</li>");
        }
        out.append(list.ordered() ? "</ol>" : "</ul>");
    }

    private void quote(Block.Quote quote) {
        out.append("<blockquote>");
        quote.paragraphs().forEach(spans -> inTag("p", spans));
        footer(quote.attribution());
        out.append("</blockquote>");
    }

    private void pullQuote(Block.PullQuote quote) {
        out.append("<aside class=\"pull-quote\">");
        inTag("p", quote.spans());
        footer(quote.attribution());
        out.append("</aside>");
    }

    private void footer(@Nullable String attribution) {
        if (attribution != null) {
            out.append("<footer>").append(escaped(attribution)).append("</footer>");
        }
    }

    private void image(Block.Image image) {
        out.append("<figure><img");
        attribute("src", image.url());
        // An image without a description is decoration to a screen reader, which needs alt="" to know.
        out.append(" alt=\"")
                .append(image.alt() == null ? "" : escaped(image.alt()))
                .append('"');
        attribute("width", image.width());
        attribute("height", image.height());
        out.append('>');
        caption(image.caption(), image.credit());
        out.append("</figure>");
    }

    private void gallery(Block.Gallery gallery) {
        out.append("<figure class=\"gallery\">");
        gallery.images().forEach(this::image);
        caption(gallery.caption(), null);
        out.append("</figure>");
    }

    private void video(Block.Video video) {
        out.append("<figure class=\"video\"><video controls");
        attribute("src", video.url());
        attribute("poster", video.posterUrl());
        attribute("data-duration", video.durationSeconds());
        out.append("></video>");
        caption(video.caption(), video.credit());
        out.append("</figure>");
    }

    private void audio(Block.Audio audio) {
        out.append("<figure class=\"audio\"><audio controls");
        attribute("src", audio.url());
        attribute("data-duration", audio.durationSeconds());
        out.append("></audio>");
        caption(audio.caption(), audio.credit());
        out.append("</figure>");
    }

    private void embed(Block.Embed embed) {
        out.append("<figure class=\"embed\"");
        attribute("data-provider", embed.provider());
        out.append("><a");
        attribute("href", embed.url());
        out.append('>').append(escaped(embed.url())).append("</a>");
        caption(embed.caption(), null);
        out.append("</figure>");
    }

    private void caption(@Nullable String caption, @Nullable String credit) {
        if (caption == null && credit == null) {
            return;
        }
        out.append("<figcaption>").append(caption == null ? "" : escaped(caption));
        if (credit != null) {
            out.append(caption == null ? "" : " ")
                    .append("<span class=\"credit\">")
                    .append(escaped(credit))
                    .append("</span>");
        }
        out.append("</figcaption>");
    }

    private void table(Block.Table table) {
        out.append("<table>");
        if (table.caption() != null) {
            out.append("<caption>").append(escaped(table.caption())).append("</caption>");
        }
        if (!table.header().isEmpty()) {
            out.append("<thead>");
            row("th", table.header());
            out.append("</thead>");
        }
        out.append("<tbody>");
        table.rows().forEach(row -> row("td", row));
        out.append("</tbody></table>");
    }

    private void row(String tag, List<List<Span>> cells) {
        out.append("<tr>");
        cells.forEach(cell -> inTag(tag, cell));
        out.append("</tr>");
    }

    private void code(Block.Code code) {
        out.append("<pre><code");
        if (code.language() != null) {
            attribute("class", "language-" + code.language());
        }
        out.append('>').append(escaped(code.text())).append("</code></pre>");
    }

    private void factBox(Block.FactBox box) {
        out.append("<aside class=\"fact-box\">");
        if (box.title() != null) {
            out.append("<h3 class=\"fact-box-title\">")
                    .append(escaped(box.title()))
                    .append("</h3>");
        }
        blocks(box.blocks());
        out.append("</aside>");
    }

    private void inTag(String tag, List<Span> spans) {
        out.append('<').append(tag).append('>');
        spans(spans);
        out.append("</").append(tag).append('>');
    }

    private void spans(List<Span> spans) {
        Runs.of(spans).forEach(this::run);
    }

    private void run(Runs run) {
        switch (run) {
            case Runs.Text text -> out.append(escaped(text.text()).replace("\n", "<br>"));
            case Runs.Marked marked -> {
                out.append('<').append(marked.mark().tag()).append('>');
                marked.inner().forEach(this::run);
                out.append("</").append(marked.mark().tag()).append('>');
            }
            case Runs.Linked linked -> {
                out.append("<a");
                attribute("href", linked.href());
                out.append('>');
                linked.inner().forEach(this::run);
                out.append("</a>");
            }
        }
    }

    private void attribute(String name, @Nullable Object value) {
        if (value != null) {
            out.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(escaped(value.toString()))
                    .append('"');
        }
    }
}
