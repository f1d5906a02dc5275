package org.broadsheet.body;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.broadsheet.body.Block.ListBlock;
import org.broadsheet.body.Block.ListBlock.Item;
import org.jspecify.annotations.Nullable;

/** Any body at all: every block, every mark, and text made of what HTML and Markdown trip over. */
public final class Bodies {
    private Bodies() {}

    public static Arbitrary<Body> any() {
        return block().list().ofMaxSize(5).map(Body::of);
    }

    /** Bodies of running text only, where the marks of one span meet those of the next. */
    static Arbitrary<Body> ofText() {
        return paragraph().list().ofMinSize(1).ofMaxSize(3).map(Body::of);
    }

    private static Arbitrary<Block> block() {
        Arbitrary<Block> box = Combinators.combine(
                        line().injectNull(0.3), simple().list().ofMaxSize(3))
                .as(Block.FactBox::new);
        return Arbitraries.frequencyOf(Tuple.of(12, simple()), Tuple.of(1, box));
    }

    private static Arbitrary<Block> simple() {
        return Arbitraries.oneOf(
                paragraph(),
                Combinators.combine(Arbitraries.integers().between(1, 6), spans())
                        .as(Block.Heading::new),
                list(3).map(list -> list),
                Combinators.combine(spans().list().ofMinSize(1).ofMaxSize(3), line().injectNull(0.5))
                        .as(Block.Quote::new),
                Combinators.combine(spans(), line().injectNull(0.5)).as(Block.PullQuote::new),
                image().map(image -> image),
                Combinators.combine(
                                line().injectNull(0.5),
                                image().list().ofMinSize(1).ofMaxSize(3))
                        .as(Block.Gallery::new),
                media(),
                table(),
                code(),
                Arbitraries.just(new Block.Divider()),
                html());
    }

    private static Arbitrary<Block> paragraph() {
        return spans().map(Block.Paragraph::new);
    }

    private static Arbitrary<ListBlock> list(int deeper) {
        Arbitrary<ListBlock> below = deeper == 0
                ? Arbitraries.just(new ListBlock(false, List.of()))
                : list(deeper - 1); // not lazyOf, which takes the depths for one another and never ends
        Arbitrary<Item> item = Combinators.combine(spans().injectNull(0.1), below.injectNull(0.7))
                .as((spans, list) -> new Item(spans == null ? List.of() : spans, list));
        return Combinators.combine(
                        Arbitraries.of(true, false), item.list().ofMinSize(1).ofMaxSize(3))
                .as(ListBlock::new);
    }

    private static Arbitrary<Block.Image> image() {
        Arbitrary<@Nullable Integer> size =
                Arbitraries.integers().between(1, 4_000).injectNull(0.6);
        return Combinators.combine(
                        mediaUrl(), line().injectNull(0.4), line().injectNull(0.4), line().injectNull(0.7), size, size)
                .as(Block.Image::new);
    }

    private static Arbitrary<Block> media() {
        Arbitrary<@Nullable Integer> seconds =
                Arbitraries.integers().between(1, 10_000).injectNull(0.5);
        return Arbitraries.oneOf(
                Combinators.combine(
                                mediaUrl(),
                                mediaUrl().injectNull(0.5),
                                line().injectNull(0.5),
                                line().injectNull(0.5),
                                seconds)
                        .as(Block.Video::new),
                Combinators.combine(mediaUrl(), line().injectNull(0.5), line().injectNull(0.5), seconds)
                        .as(Block.Audio::new),
                Combinators.combine(mediaUrl(), line().injectNull(0.5), line().injectNull(0.5))
                        .as(Block.Embed::new));
    }

    private static Arbitrary<Block> table() {
        Arbitrary<List<List<Span>>> row = Arbitraries.frequencyOf(
                        Tuple.of(4, spans()), Tuple.of(1, Arbitraries.just(List.<Span>of())))
                .list()
                .ofMaxSize(3);
        return Combinators.combine(line().injectNull(0.7), row, row.list().ofMaxSize(3))
                .as(Block.Table::new);
    }

    private static Arbitrary<Block> code() {
        Arbitrary<String> text = Arbitraries.oneOf(
                        text(), Arbitraries.of("\n", "\n\n", "\t", "    ", "```", "~~~", "</code></pre>"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> String.join("", parts));
        return Combinators.combine(
                        Arbitraries.of("java", "c++", "objective-c", "f#").injectNull(0.5), text)
                .as(Block.Code::new);
    }

    private static Arbitrary<Block> html() {
        Arbitrary<String> shape = Arbitraries.of(
                "<table><tr><td colspan=2>@</td></tr><tr><td>a</td><td>@</td></tr></table>",
                "<dl><dt>@</dt><dd>b</dd></dl>",
                "<details><summary>@</summary><p>a</p><pre>a\n\n  b</pre></details>",
                "<p>@<p>b",
                "<table>@<p>c",
                "<pre>\n\n@</pre>",
                "@");
        return Combinators.combine(shape, text()).as((html, text) -> new Block.Html(html.replace("@", text)));
    }

    private static Arbitrary<List<Span>> spans() {
        Arbitrary<List<Mark>> marks = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(List.of())),
                Tuple.of(
                        2,
                        Arbitraries.of(Mark.STRONG, Mark.EMPHASIS, Mark.STRIKE)
                                .list()
                                .ofMaxSize(2)),
                Tuple.of(1, Arbitraries.of(Mark.class).list().ofMaxSize(4)));
        return Combinators.combine(text(), marks, href().injectNull(0.8))
                .as(Span::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    static Arbitrary<String> line() {
        return text();
    }

    private static Arbitrary<String> text() {
        Arbitrary<String> words = Arbitraries.of("word", "Hello", "is", "x", "snake_case", "ÉCOLE", "don’t", "42");
        Arbitrary<String> awkward = Arbitraries.of(
                "*",
                "_",
                "`",
                "[",
                "]",
                "(",
                ")",
                "<",
                ">",
                "&",
                "#",
                "|",
                "\\",
                "~",
                "!",
                "-",
                "+",
                "=",
                ":",
                "\"",
                "'",
                "**",
                "__",
                "``",
                "~~",
                "***",
                "---",
                "===",
                "![",
                "](",
                "1.",
                "1)",
                "- ",
                "+ ",
                "1. ",
                "# ",
                "> ",
                "    ",
                "&amp;",
                "&copy",
                "&#60;",
                "<b>",
                "</p>",
                "<!--",
                "<div",
                "| --- |",
                ":--",
                "https://example.org/a_b_c",
                "[a]: /b",
                "[x](y)",
                "\\\n",
                "  \n",
                "[ ] ",
                "http://",
                "@");
        Arbitrary<String> exotic = Arbitraries.of(
                "\n",
                " ",
                "\u00A0",
                "\u2003",
                "\u2028",
                "😀",
                "👩‍👩‍👧",
                "e\u0301",
                "שלום",
                "مرحبا",
                "\u202Eabc\u202C",
                "日本語",
                "\u200B",
                "\uD83D",
                "\uDE00",
                "\0",
                "\u0007",
                "\u0085",
                "\r\n",
                "\r",
                "\f",
                "\uFEFF",
                "\u00AD",
                "«",
                "—",
                "€");
        return Arbitraries.frequencyOf(
                        Tuple.of(4, words),
                        Tuple.of(2, Arbitraries.of(" ", " ", " ", "")),
                        Tuple.of(3, awkward),
                        Tuple.of(1, exotic))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<String> mediaUrl() {
        return Arbitraries.of(
                "https://example.org/a.jpg",
                "http://example.org/a_(b)_c.jpg?x=1&amp=2&copy;=3",
                "https://example.org/\"q\"/'s'/*a*/_b_/[c]/<d>\\e|f",
                "https://example.org/((unbalanced",
                "https://éxample.org/日本/😀?a=b|c",
                "https://example.org/a%20b#c");
    }

    private static Arbitrary<String> href() {
        return Arbitraries.oneOf(
                mediaUrl(),
                Arbitraries.of(
                        "mailto:desk@example.org?subject=a&b=c", "tel:+44-20-7946-0000", "/2024/05/a_b(c)", "#note_1"));
    }
}
