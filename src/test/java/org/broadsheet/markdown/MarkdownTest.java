package org.broadsheet.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.broadsheet.body.Block;
import org.broadsheet.body.Block.ListBlock;
import org.broadsheet.body.Block.ListBlock.Item;
import org.broadsheet.body.Body;
import org.broadsheet.body.ReadBody;
import org.broadsheet.body.Span;
import org.broadsheet.html.HtmlReader;
import org.broadsheet.html.HtmlWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown as people write it, and Markdown written to harm. */
class MarkdownTest {

    /** Read and written again, it is the same Markdown: what is plain stays plain. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "A paragraph with **bold**, *italic*, ~~struck~~ and `code`.",
                "A [link](https://example.org/a_b?c=d&e=f) and [*another*](/about).",
                "***Both*** at once, **bold with *italic* inside**.",
                "One line\\\nand the next.",
                "# Heading",
                "###### The *smallest*",
                "- one\n- two\n  - below\n  - again\n- three",
                "1. one\n2. two\n   - below\n3. three",
                "- one list\n\n* another",
                "1. one\n\n1) another",
                "> Quoted.\n>\n> Twice.",
                "> Quoted.\n>\n> <footer>Somebody</footer>",
                "![The mayor](https://example.org/a.jpg)",
                "![](https://example.org/a.jpg \"The mayor, on Monday\")",
                "| Party | Seats |\n| --- | --- |\n| A | 1 |\n| B | **2** |",
                "|  |  |\n| --- | --- |\n| no | header |",
                "```java\nif (a < b) {\n\n    return;\n}\n```",
                "````\n```\n````",
                "---",
                "It costs $5 & more: 3 < 4, a_b, x-y, AT&T, (yes), 50% + 1!",
                "2024 was -5 degrees, #1 and a: b.",
                "Not \\*marked\\*, not \\[linked\\], not \\`code\\`, C:\\\\dir",
                "1\\. not a list",
                "\\- not a list",
                "\\# not a heading",
                "H<sub>2</sub>O, m<sup>2</sup>, <u>under</u>",
            })
    void plainTextIsPlainMarkdown(String markdown) {
        ReadBody read = MarkdownReader.read(markdown);
        assertThat(read.dropped()).isEmpty();
        assertThat(MarkdownWriter.write(read.body())).isEqualTo(markdown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "un<b>believ</b>able | un**believ**able",
                "a<b>\"b\"</b>c | a<strong>\"b\"</strong>c",
                "<b>a</b><i>b</i> | <strong>a</strong><em>b</em>",
                "<b>a&nbsp;</b>b | <strong>a\u00A0</strong>b",
                "<code>a`b</code> | ``a`b``",
                "<code>a<br>b</code> | <code>a\\\\nb</code>",
                "<a href='https://a.example/(x'>y</a> | [y](<https://a.example/(x>)",
                "wow!<a href='/x'>y</a> | wow\\![y](/x)",
                "&amp;amp; | \\&amp;",
                "&lt;b> | \\<b>",
            })
    void awkwardMarksAreWrittenSoThatTheyAreReadBack(String html, String markdown) {
        Body body = HtmlReader.read(html).body();
        String expected = markdown.replace("\\n", "\n");
        assertThat(MarkdownWriter.write(body)).isEqualTo(expected);
        assertThat(MarkdownReader.read(expected).body()).isEqualTo(body);
    }

    @Test
    void whatMarkdownCannotSayIsHtmlOnOneLine() {
        assertThat(MarkdownWriter.write(Body.of(
                        new Block.PullQuote(List.of(Span.of("Rain!")), "Jo"),
                        new Block.Image("https://example.org/a.jpg", "A", null, "Jo", 10, null),
                        new Block.FactBox("Facts", List.of(new Block.Code(null, "a\n\nb"), new Block.Divider())))))
                .isEqualTo("""
                        <aside class="pull-quote"><p>Rain!</p><footer>Jo</footer></aside>

                        <figure><img src="https://example.org/a.jpg" alt="A" width="10"><figcaption>\
                        <span class="credit">Jo</span></figcaption></figure>

                        <aside class="fact-box"><h3 class="fact-box-title">Facts</h3><pre><code>a&#10;&#10;b</code></pre>\
                        &#10;<hr></aside>""");
    }

    @Test
    void looseListsSetextHeadingsAndReferencesAreRead() {
        assertThat(MarkdownReader.read(
                                "Title\n=====\n\n* one\n\n* two\n\nSee [here][1].\n\n[1]: https://example.org 'x'")
                        .body())
                .isEqualTo(Body.of(
                        new Block.Heading(1, List.of(Span.of("Title"))),
                        new ListBlock(
                                false,
                                List.of(
                                        new Item(List.of(Span.of("one")), null),
                                        new Item(List.of(Span.of("two")), null))),
                        new Block.Paragraph(List.of(
                                Span.of("See "), new Span("here", List.of(), "https://example.org"), Span.of(".")))));
    }

    @Test
    void unsafeLinksAndMarkupAreDroppedAndReported() {
        ReadBody read = MarkdownReader.read("[a](javascript:alert(1)) <b onclick=x>b</b> <script>alert(1)</script>");
        assertThat(read.dropped())
                .containsExactlyInAnyOrder("javascript: link", "onclick attribute on b", "script element");
        assertThat(HtmlWriter.write(read.body())).isEqualTo("<p>a <strong>b</strong></p>");
    }

    @Test
    void paragraphThatIsNearlyAllMarkupIsKeptAsText() {
        String stars = "*a ".repeat(3_000);
        assertThat(MarkdownReader.read(stars).body()).isEqualTo(Body.of(new Block.Paragraph(List.of(Span.of(stars)))));
    }

    @Test
    void blocksTooLargeForMarkdownAreWrittenAsHtmlAndReadBack() {
        StringBuilder html = new StringBuilder("<p>");
        for (int i = 0; i < 3_000; i++) {
            html.append("<b>a</b>").append(i).append("<br>");
        }
        Body body = Body.of(
                HtmlReader.read(html.toString()).body().blocks().getFirst(),
                new Block.Code(null, "x\n".repeat(5_000) + "y"));
        assertThat(MarkdownReader.read(MarkdownWriter.write(body)).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">",
                "> ",
                "- ",
                "1. ",
                "* - ",
                "[",
                "![",
                "](",
                "[a](",
                "![a](",
                "**a ",
                "*a ",
                "**a",
                "*a_ ",
                "~~a ",
                "`",
                "<",
                "<a ",
                "<!--",
                "<?",
                "<![CDATA[",
                "</",
                "<a href=\"",
                "<a b='",
                "[](<",
                "a*b**c***",
                "[a]: /b\n",
                "a\n",
                "- a\n",
                "<div>\n",
                "| a ",
                "&",
                "\\",
                "a  \n",
                "- - - "
            })
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void hundredThousandOfAnythingAreReadAndWritten(String piece) {
        MarkdownWriter.write(MarkdownReader.read(piece.repeat(100_000)).body());
        MarkdownWriter.write(
                MarkdownReader.read("p " + piece.repeat(100_000) + " >").body());
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void deepAndWideMarkdownIsReadAndWritten() {
        int n = 10_000;
        StringBuilder indented = new StringBuilder();
        StringBuilder ticks = new StringBuilder();
        for (int i = 0; i < 700; i++) {
            indented.append(" ".repeat(2 * i)).append("- a\n");
            ticks.append("`".repeat(i)).append(" a ");
        }
        for (String markdown : List.of(
                "![".repeat(n) + "a" + "](b)".repeat(n),
                "[".repeat(n) + "a" + "](b)".repeat(n),
                "![".repeat(900) + "a" + "](b)".repeat(900),
                "**a ".repeat(n) + " b**".repeat(n),
                "*_a".repeat(n) + " b_*".repeat(n),
                ticks.toString(),
                indented + "\n".repeat(100_000),
                "- ".repeat(n) + "a\n" + "\n".repeat(100_000),
                ">".repeat(n) + "a\n" + "a\n".repeat(100_000),
                "p " + "[a]: /b\n".repeat(100_000),
                "|" + " a |".repeat(n) + "\n|" + " - |".repeat(n) + "\n" + "| a |\n".repeat(n),
                "<div>\n\n".repeat(n) + "x")) {
            MarkdownWriter.write(MarkdownReader.read(markdown).body());
        }
    }

    @Test
    void longDividersAreNoLists() {
        assertThat(MarkdownReader.read("a\n\n" + "- ".repeat(60) + "\n\nb")
                        .body()
                        .blocks())
                .contains(new Block.Divider())
                .hasSize(3);
    }
}
