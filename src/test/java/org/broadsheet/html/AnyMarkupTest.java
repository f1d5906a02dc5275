package org.broadsheet.html;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.broadsheet.body.Body;
import org.broadsheet.body.BodyJson;
import org.broadsheet.markdown.MarkdownReader;
import org.broadsheet.markdown.MarkdownWriter;

/** Tags in any order, opened and not closed. */
class AnyMarkupTest {

    /** Whatever is read is in normal form, and so is what is read from what was written. */
    @Property
    void anyMarkupIsReadIntoABodyThatStandsStill(@ForAll("markup") String html) {
        Body body = HtmlReader.read(html).body();
        String written = HtmlWriter.write(body);
        assertThat(written).doesNotContainPattern(HostileHtmlTest.RUNS);
        assertThat(HtmlReader.read(written).body()).isEqualTo(body);
        assertThat(MarkdownReader.read(MarkdownWriter.write(body)).body()).isEqualTo(body);
        assertThat(BodyJson.read(BodyJson.write(body))).isEqualTo(body);
    }

    @Provide
    Arbitrary<String> markup() {
        return Arbitraries.of(
                        "<p>",
                        "</p>",
                        "<div>",
                        "</div>",
                        "<b>",
                        "</b>",
                        "<i>",
                        "<a href='/x'>",
                        "</a>",
                        "<ul>",
                        "</ul>",
                        "<ol>",
                        "<li>",
                        "<table>",
                        "</table>",
                        "<tr>",
                        "<td>",
                        "<th>",
                        "<td colspan=2>",
                        "<thead>",
                        "<caption>",
                        "<blockquote>",
                        "</blockquote>",
                        "<cite>",
                        "</cite>",
                        "<footer>",
                        "<figure>",
                        "</figure>",
                        "<figcaption>",
                        "<img src='https://a.example/x'>",
                        "<img>",
                        "<aside>",
                        "<aside class='pull-quote'>",
                        "</aside>",
                        "<h2>",
                        "</h2>",
                        "<h3 class='fact-box-title'>",
                        "<aside class='fact-box'>",
                        "<dl>",
                        "<dt>",
                        "<details>",
                        "<summary>",
                        "<pre>",
                        "</pre>",
                        "<code>",
                        "</code>",
                        "<br>",
                        "<hr>",
                        "<svg>",
                        "<math>",
                        "<style>",
                        "</style>",
                        "<script>",
                        "</script>",
                        "<!--",
                        "-->",
                        "<select>",
                        "<option>",
                        "<textarea>",
                        "<form>",
                        "<iframe src='https://vimeo.com/1'>",
                        "</iframe>",
                        "<video src='https://a.example/v'>",
                        "</video>",
                        "<div class='html-block'>",
                        "<div class='gallery'>",
                        "<figure class='embed'>",
                        "<span class='credit'>",
                        "</span>",
                        "<noscript>",
                        "<template>",
                        "text",
                        " ",
                        "\n",
                        "*",
                        "_",
                        "&lt;",
                        "&",
                        "<p onclick='x'>",
                        "<a href='javascript:x'>",
                        "<sup>",
                        "<u>")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }
}
