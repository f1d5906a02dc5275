package org.broadsheet.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a body as plain text, blocks divided by blank lines; what has no words (an image without caption) is left out. */
public final class TextWriter {
    private TextWriter() {}

    public static String write(Body body) {
        return write(body.blocks());
    }

    private static String write(List<Block> blocks) {
        return blocks.stream()
                .map(TextWriter::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static String text(Block block) {
        return switch (block) {
            case Block.Paragraph p -> Spans.text(p.spans());
            case Block.Heading h -> Spans.text(h.spans());
            case Block.ListBlock l -> String.join("\n", list(l, ""));
            case Block.Quote q ->
                joined(
                        "\n\n",
                        q.paragraphs().stream().map(Spans::text).collect(Collectors.joining("\n\n")),
                        q.attribution() == null ? null : "— " + q.attribution());
            case Block.PullQuote q ->
                joined("\n\n", Spans.text(q.spans()), q.attribution() == null ? null : "— " + q.attribution());
            case Block.Image i -> joined(" ", i.caption(), credit(i.credit()));
            case Block.Gallery g ->
                joined(
                        "\n",
                        Stream.concat(
                                        Stream.ofNullable(g.caption()),
                                        g.images().stream().map(TextWriter::text))
                                .filter(line -> !line.isEmpty())
                                .toArray(String[]::new));
            case Block.Video v -> joined(" ", v.caption(), credit(v.credit()));
            case Block.Audio a -> joined(" ", a.caption(), credit(a.credit()));
            case Block.Embed e -> joined(" ", e.caption(), e.url());
            case Block.Table t -> table(t);
            case Block.Code c -> c.text();
            case Block.Divider _ -> "* * *";
            case Block.FactBox f -> joined("\n\n", f.title(), write(f.blocks()));
            case Block.Html h -> Objects.requireNonNullElse(CleanText.line(SafeHtml.text(h.html())), "");
        };
    }

    private static @Nullable String credit(@Nullable String credit) {
        return credit == null ? null : "(" + credit + ")";
    }

    private static String joined(String separator, @Nullable String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining(separator));
    }

    private static List<String> list(Block.ListBlock list, String indent) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            Block.ListBlock.Item item = list.items().get(i);
            String marker = list.ordered() ? (i + 1) + ". " : "- ";
            String below = indent + " ".repeat(marker.length());
            lines.add(indent + marker + Spans.text(item.spans()).replace("\n", "\n" + below));
            if (item.list() != null) {
                lines.addAll(list(item.list(), below));
            }
        }
        return lines;
    }

    private static String table(Block.Table table) {
        Stream<List<List<Span>>> rows =
                Stream.concat(Stream.of(table.header()).filter(header -> !header.isEmpty()), table.rows().stream());
        String lines = rows.map(TextWriter::row).collect(Collectors.joining("\n"));
        return joined("\n", table.caption(), lines);
    }

    private static String row(List<List<Span>> cells) {
        return cells.stream().map(cell -> Spans.text(cell).replace('\n', ' ')).collect(Collectors.joining("\t"));
    }
}
