package org.broadsheet.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.body.Block;
import org.broadsheet.body.Block.ListBlock;
import org.broadsheet.body.Block.ListBlock.Item;
import org.broadsheet.body.Mark;
import org.broadsheet.body.ReadBody;
import org.broadsheet.body.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTML as newsrooms and their old systems write it. */
class HtmlReaderTest {

    @Test
    void textStandingInDivisionsBecomesParagraphs() {
        assertThat(read("<div>One <b>bold</b> word<div>Two</div> three <p>Four</p>five</div>six"))
                .containsExactly(
                        new Block.Paragraph(List.of(Span.of("One "), Span.of("bold", Mark.STRONG), Span.of(" word"))),
                        paragraph("Two"),
                        paragraph("three"),
                        paragraph("Four"),
                        paragraph("five"),
                        paragraph("six"));
    }

    @Test
    void blankLineOfBreaksDividesParagraphs() {
        assertThat(read("one<br>two<br><br> three<br>\n<br><br>four"))
                .containsExactly(paragraph("one\ntwo"), paragraph("three"), paragraph("four"));
    }

    @Test
    void emptyParagraphsOfEditorsAreNothing() {
        assertThat(read("<p></p><p>&nbsp;</p><p><br></p><h2> </h2><ul></ul><blockquote><p></p></blockquote>"))
                .isEmpty();
    }

    @Test
    void marksReachThroughBlocks() {
        assertThat(read("<strong><p>a</p><p>b</p></strong>"))
                .containsExactly(
                        new Block.Paragraph(List.of(Span.of("a", Mark.STRONG))),
                        new Block.Paragraph(List.of(Span.of("b", Mark.STRONG))));
    }

    @Test
    void spaceAtTheEdgeOfBoldTextIsNotBold() {
        assertThat(read("<p>a<b> bold </b>word</p>"))
                .containsExactly(
                        new Block.Paragraph(List.of(Span.of("a "), Span.of("bold", Mark.STRONG), Span.of(" word"))));
    }

    @Test
    void imageInAParagraphDividesItAndLosesTheLinkAroundIt() {
        assertThat(read("<p>before <a href='https://example.org'><img src='https://example.org/a.jpg' alt='A'"
                        + " width='600px' height='50%'></a> after</p>"))
                .containsExactly(
                        paragraph("before"),
                        new Block.Image("https://example.org/a.jpg", "A", null, null, 600, null),
                        paragraph("after"));
    }

    @Test
    void imageThatLoadsLateIsFoundByItsAddress() {
        assertThat(read("<img src='data:image/gif;base64,R0lGOD' data-src='//cdn.example.org/a b.jpg'>"))
                .containsExactly(image("https://cdn.example.org/a%20b.jpg"));
    }

    @Test
    void figureHasCaptionAndCredit() {
        assertThat(read("<figure><a href='/big'><img src='https://example.org/a.jpg'></a><figcaption>The <i>Mayor</i>,"
                        + " <span class='photo credit'>Jo Doe</span></figcaption></figure>"))
                .containsExactly(
                        new Block.Image("https://example.org/a.jpg", null, "The Mayor,", "Jo Doe", null, null));
    }

    @Test
    void galleriesOfWordPressAreGalleries() {
        Block gallery = new Block.Gallery(
                null,
                List.of(
                        new Block.Image("https://example.org/1.jpg", null, "One", null, null, null),
                        image("https://example.org/2.jpg")));
        assertThat(read("<figure class='wp-block-gallery'><ul><li><figure><img src='https://example.org/1.jpg'>"
                        + "<figcaption>One</figcaption></figure></li><li><figure><img src='https://example.org/2.jpg'>"
                        + "</figure></li></ul></figure>"))
                .containsExactly(gallery);
        assertThat(read("<div class='gallery'><dl class='gallery-item'><dt><a href='/1'><img"
                        + " src='https://example.org/1.jpg'></a></dt><dd class='gallery-caption'>One</dd></dl><dl><dt>"
                        + "<img src='https://example.org/2.jpg'></dt></dl></div>"))
                .containsExactly(gallery);
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.youtube.com/embed/abc?rel=0, youtube",
        "//player.vimeo.com/video/1, vimeo",
        "https://open.spotify.com/embed/x, spotify",
        "https://notyoutube.com/x, ",
        "https://maps.example.org/, "
    })
    void framesOfOtherSitesAreEmbeds(String address, String provider) {
        String url = address.startsWith("//") ? "https:" + address : address;
        assertThat(read("<p><iframe src='" + address + "' width=1>fallback</iframe></p>"))
                .containsExactly(new Block.Embed(url, provider, null));
    }

    @Test
    void postOfASocialNetworkIsAnEmbed() {
        ReadBody read = HtmlReader.read("<blockquote class='twitter-tweet'><p lang=en>Breaking: rain</p>— Desk (@desk)"
                + " <a href='https://twitter.com/desk/status/1'>May 1</a></blockquote><script async></script>");
        assertThat(read.body().blocks())
                .containsExactly(new Block.Embed("https://twitter.com/desk/status/1", "twitter", "Breaking: rain"));
        assertThat(read.dropped()).containsExactly("script element");
    }

    @Test
    void videoTakesItsFirstSource() {
        assertThat(read("<video poster='https://example.org/p.jpg'><source src='https://example.org/v.mp4'><source"
                        + " src='https://example.org/v.webm'>No video</video>"))
                .containsExactly(
                        new Block.Video("https://example.org/v.mp4", "https://example.org/p.jpg", null, null, null));
    }

    @Test
    void nestedListsAreReadWhereverTheyStand() {
        Block expected = new ListBlock(
                false,
                List.of(
                        new Item(
                                List.of(Span.of("a")),
                                new ListBlock(true, List.of(new Item(List.of(Span.of("b")), null)))),
                        new Item(List.of(Span.of("c")), null)));
        assertThat(read("<ul><li><p>a</p><ol><li>b</ol><li>c</ul>")).containsExactly(expected);
        assertThat(read("<ul><li>a</li><ol><li>b</li></ol><li>c</li></ul>")).containsExactly(expected);
    }

    @Test
    void listsDeeperThanFiveAreFlattened() {
        ListBlock list = (ListBlock) read("<ul><li>a".repeat(8)).getFirst();
        int depth = 1;
        for (ListBlock below = list.items().getFirst().list(); below != null; depth++) {
            list = below;
            below = below.items().getFirst().list();
        }
        assertThat(depth).isEqualTo(5);
        assertThat(list.items()).hasSize(4);
    }

    @Test
    void imageInAListFollowsTheList() {
        assertThat(read("<ol><li>Mix<img src='https://example.org/a.jpg'></li><li>Bake</li></ol>"))
                .containsExactly(
                        new ListBlock(
                                true,
                                List.of(
                                        new Item(List.of(Span.of("Mix")), null),
                                        new Item(List.of(Span.of("Bake")), null))),
                        image("https://example.org/a.jpg"));
    }

    @Test
    void quoteHasAnAttribution() {
        Block quote = new Block.Quote(List.of(List.of(Span.of("To be")), List.of(Span.of("or not"))), "Hamlet");
        assertThat(read("<blockquote><p>To be</p><p>or not</p><cite>— Hamlet</cite></blockquote>"))
                .containsExactly(quote);
        assertThat(read("<blockquote>To be<br><br>or not <footer>Hamlet</footer></blockquote>"))
                .containsExactly(quote);
    }

    @Test
    void workCitedInASentenceIsNoAttribution() {
        assertThat(read("<blockquote><p>In <cite>Hamlet</cite> he says</p></blockquote>"))
                .containsExactly(new Block.Quote(
                        List.of(List.of(Span.of("In "), Span.of("Hamlet", Mark.EMPHASIS), Span.of(" he says"))), null));
    }

    @Test
    void headingKeepsItsLinkAndHasOneLine() {
        assertThat(read("<h2>Why<br><a href='/x'>it rains</a></h2>"))
                .containsExactly(new Block.Heading(2, List.of(Span.of("Why "), new Span("it rains", List.of(), "/x"))));
    }

    @Test
    void tableWithOrWithoutHead() {
        Block table = new Block.Table(
                "Votes",
                List.of(List.of(Span.of("Party")), List.of(Span.of("Seats"))),
                List.of(
                        List.of(List.of(Span.of("A")), List.of(Span.of("1"))),
                        List.of(List.of(Span.of("B")), List.of())));
        assertThat(read("<table><caption>Votes</caption><thead><tr><th>Party<th>Seats<tbody><tr><td>A<td>1<tr><td>B"
                        + "</table>"))
                .containsExactly(table);
        assertThat(read("<figure><table><caption>Votes</caption><tr><th>Party<th>Seats<tr><td><p>A</p><td>1<tr><td>B"
                        + "</table></figure>"))
                .containsExactly(table);
    }

    @Test
    void tableOfMergedCellsIsKeptAsCleanMarkup() {
        assertThat(
                        read(
                                "<table class=x onclick=y><tr><td colspan=2 style='a'>A<tr><td>B<td><script>1</script>C</table>"))
                .containsExactly(new Block.Html("<table><tbody><tr><td colspan=\"2\">A</td></tr><tr><td>B</td>"
                        + "<td>C</td></tr></tbody></table>"));
    }

    @Test
    void tableThatOnlyLaysOutIsNotThere() {
        assertThat(read("<table><tr><td><p>a</p><p>b</p></td></tr></table>"))
                .containsExactly(paragraph("a"), paragraph("b"));
    }

    @Test
    void preformattedTextKeepsItsSpaces() {
        assertThat(read("<pre><code class='hljs language-java'>\nif (a &lt; b)\n\n  return;\n</code></pre>"))
                .containsExactly(new Block.Code("java", "if (a < b)\n\n  return;"));
    }

    @Test
    void boxBesideTheStoryIsAFactBox() {
        assertThat(read("<aside><h4>Key facts</h4><p>One</p><aside><p>Two</p></aside></aside>"))
                .containsExactly(new Block.FactBox("Key facts", List.of(paragraph("One"), paragraph("Two"))));
    }

    @Test
    void pullQuoteOfWordPressIsAPullQuote() {
        assertThat(read("<figure class='wp-block-pullquote'><blockquote><p>Rain!</p><cite>Jo</cite></blockquote>"
                        + "</figure>"))
                .containsExactly(new Block.PullQuote(List.of(Span.of("Rain!")), "Jo"));
    }

    @Test
    void linkThatCannotBeKeptLeavesItsText() {
        ReadBody read = HtmlReader.read("<p><a href='page.html'>a</a> <a href='/b'>b</a> <a href='#c'>c</a>"
                + " <a href='//example.org/d'>d</a> <a href=''>e</a></p>");
        assertThat(read.body().blocks())
                .containsExactly(new Block.Paragraph(List.of(
                        Span.of("a "),
                        new Span("b", List.of(), "/b"),
                        Span.of(" "),
                        new Span("c", List.of(), "#c"),
                        Span.of(" "),
                        new Span("d", List.of(), "https://example.org/d"),
                        Span.of(" e"))));
        assertThat(read.dropped()).containsExactly("relative link");
    }

    @Test
    void scriptsWrittenFromRightToLeftAndEmojiAreUntouched() {
        String text = "שלום \u2067مرحبا\u2069 👩‍👩‍👧 e\u0301 日本語 a\u00A0b";
        assertThat(read("<p>" + text + "</p>")).containsExactly(paragraph(text));
    }

    @Test
    void wholePageIsReadWithoutItsHead() {
        ReadBody read = HtmlReader.read("<!doctype html><html><head><title>T</title><style>p{}</style></head><body"
                + " class=x><!-- c --><main><p>Text</p></main></body></html>");
        assertThat(read.body().blocks()).containsExactly(paragraph("Text"));
        assertThat(read.dropped()).containsExactly("style element");
    }

    private static List<Block> read(String html) {
        return HtmlReader.read(html).body().blocks();
    }

    private static Block paragraph(String text) {
        return new Block.Paragraph(List.of(Span.of(text)));
    }

    private static Block.Image image(String url) {
        return new Block.Image(url, null, null, null, null, null);
    }
}
