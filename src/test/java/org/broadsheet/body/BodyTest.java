package org.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.body.Block.ListBlock;
import org.broadsheet.body.Block.ListBlock.Item;
import org.broadsheet.html.HtmlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The quick brown fox | 4",
                "Don’t co-operate with O'Neill | 4",
                "In 2024, 3.5 percent — more or less. | 7",
                "e\u0301cole été | 2",
                "שלום עולם | 2",
                "日本語 | 3",
                "한국어 문장 | 2",
                "👩‍👩‍👧 🎉 … — | 0",
                "C:\\dir a/b | 4",
            })
    void wordsAreCountedInAnyScript(String text, int words) {
        assertThat(TextReader.read(text).wordCount()).isEqualTo(words);
    }

    @Test
    void wordsOfAllTextCountButNotCaptionsCodeAndRepetition() {
        List<Span> two = List.of(Span.of("two "), Span.of("words", Mark.STRONG));
        Body body = Body.of(
                new Block.Heading(2, two),
                new ListBlock(false, List.of(new Item(two, new ListBlock(true, List.of(new Item(two, null)))))),
                new Block.Quote(List.of(two), "A Name"),
                new Block.Table("no", List.of(two), List.of(List.of(two))),
                new Block.FactBox("Two words", List.of(new Block.Paragraph(two))),
                new Block.Html("<dl><dt>two</dt><dd>words</dd></dl>"),
                new Block.PullQuote(two, null),
                new Block.Code(null, "not counted"),
                new Block.Image("https://a.example/x", "no", "no", "no", null, null));
        assertThat(body.wordCount()).isEqualTo(20);
    }

    @Test
    void wordSetInTwoWaysIsOneWord() {
        assertThat(Body.of(new Block.Paragraph(List.of(Span.of("un", Mark.EMPHASIS), Span.of("done"))))
                        .wordCount())
                .isEqualTo(1);
    }

    @Test
    void spansThatAreSetAlikeAreOne() {
        Body body = Body.of(new Block.Paragraph(List.of(
                Span.of(" a", Mark.CODE, Mark.STRONG, Mark.CODE),
                Span.of("b ", Mark.STRONG, Mark.CODE),
                Span.of("c"))));
        assertThat(body.blocks())
                .containsExactly(new Block.Paragraph(List.of(Span.of("ab", Mark.STRONG, Mark.CODE), Span.of(" c"))));
    }

    @Test
    void emptyBlocksAreLeftOutAndNumbersKeptInRange() {
        assertThat(Body.of(
                        new Block.Paragraph(List.of(Span.of(" \u00A0\u200B"))),
                        new Block.Heading(9, List.of(Span.of("H"))),
                        new Block.Image("ftp://a.example/x", null, null, null, null, null),
                        new Block.Image("https://a.example/x", " ", "a\nb", null, 0, -1),
                        new Block.Code("not a language", "\n\n"),
                        new Block.FactBox(null, List.of(new Block.Paragraph(List.of())))))
                .isEqualTo(Body.of(
                        new Block.Heading(6, List.of(Span.of("H"))),
                        new Block.Image("https://a.example/x", null, "a b", null, null, null)));
    }

    @Test
    void textIsReadByParagraphs() {
        assertThat(TextReader.read("\uFEFFOne\ntwo\r\n \t\r\nthree  four\n\n\n").blocks())
                .extracting(block -> Spans.text(((Block.Paragraph) block).spans()))
                .containsExactly("\uFEFFOne two", "three four");
    }

    @Test
    void textIsWrittenWithItsStructure() {
        Body body = HtmlReader.read(
                        "<h2>Head</h2><p>a<br>b</p><ol><li>one<ul><li>deep</ul><li>two</ol><blockquote>Q<cite>"
                                + "Jo</cite></blockquote><figure><img src='https://a.example/x'><figcaption>Cap <span"
                                + " class=credit>Jo</span></figcaption></figure><img src='https://a.example/y'><table><tr><th>x<th>y"
                                + "<tr><td>1<td>2</table>")
                .body();
        assertThat(TextWriter.write(body))
                .isEqualTo("Head\n\na\nb\n\n1. one\n   - deep\n2. two\n\nQ\n\n— Jo\n\nCap (Jo)\n\nx\ty\n1\t2");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Example.org/A, https://Example.org/A",
        "//example.org/a, https://example.org/a",
        "' https://example.org/a b\tc ', https://example.org/a%20bc",
        "mailto:a@example.org, mailto:a@example.org",
        "tel:+1, tel:+1",
        "/a, /a",
        "#a, #a",
        "https://, ",
        "http:/a, ",
        "https://\\evil.example, ",
        "https://@evil, ",
        "///a, ",
        "//, ",
        "/\\a, ",
        "a/b, ",
        "?a, ",
        "javascript://example.org/%0aalert(1), ",
        "ftp://example.org, "
    })
    void addressIsKeptAsABrowserWouldReadItOrNotAtAll(String raw, String kept) {
        assertThat(Links.link(raw)).isEqualTo(kept);
    }

    @Test
    void addressHasAtMost2048Characters() {
        String longest = "https://a.example/" + "x".repeat(2_048 - 18);
        assertThat(Links.link(longest)).isEqualTo(longest);
        assertThat(Links.link(longest + "x")).isNull();
        assertThat(Links.media("/relative.jpg")).isNull();
        assertThat(Links.media("mailto:a@b")).isNull();
    }
}
