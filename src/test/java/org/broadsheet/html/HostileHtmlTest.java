package org.broadsheet.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.broadsheet.body.Block;
import org.broadsheet.body.Body;
import org.broadsheet.body.BodyJson;
import org.broadsheet.body.Span;
import org.broadsheet.body.TextWriter;
import org.broadsheet.markdown.MarkdownReader;
import org.broadsheet.markdown.MarkdownWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTML written to harm: by what it would run, or by its size and shape. */
class HostileHtmlTest {
    /** Anything that would run in a browser, in markup (text is escaped, so it cannot match). */
    static final Pattern RUNS = Pattern.compile(
            "<(script|style|iframe|svg|math|object|embed|form|input|meta|link|base)|<[^>]*\\son\\w+\\s*=|"
                    + "<[^>]*=\"\\s*(javascript|data|vbscript|blob|file):",
            Pattern.CASE_INSENSITIVE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<ScRiPt src=//evil.example/x.js></sCrIpT>",
                "<scr<script>ipt>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<img src='https://a.example/x' onerror='alert(1)'>",
                "<img/src=`x`/onerror=alert(1)>",
                "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a></svg>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>",
                "<math><mi xlink:href='data:x,<script>alert(1)</script>'></math>",
                "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
                "<a href='javascript:alert(1)'>x</a>",
                "<a href='JaVaScRiPt:alert(1)'>x</a>",
                "<a href=' &#14;  javascript:alert(1)'>x</a>",
                "<a href='jav&#x09;ascript:alert(1)'>x</a>",
                "<a href='jav&#10;ascript&colon;alert(1)'>x</a>",
                "<a href='&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)'>x</a>",
                "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
                "<a href='vbscript:msgbox(1)'>x</a>",
                "<a href='blob:https://a.example/1'>x</a>",
                "<a href='\u0001javascript:alert(1)'>x</a>",
                "<a href='java\u0000script:alert(1)'>x</a>",
                "<iframe src='javascript:alert(1)'></iframe>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<video src='javascript:alert(1)' onplay=alert(1)><source onerror=alert(1)></video>",
                "<video poster='javascript:alert(1)' src='https://a.example/v'></video>",
                "<audio src=x onerror=alert(1)>",
                "<object data='javascript:alert(1)'><param name=x></object>",
                "<embed src='data:image/svg+xml;base64,PHN2Zz4='>",
                "<form action='javascript:alert(1)'><input type=submit onfocus=alert(1) autofocus></form>",
                "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
                "<base href='javascript:alert(1)//'><a href='/x'>x</a>",
                "<link rel=stylesheet href='javascript:alert(1)'>",
                "<style>@import 'javascript:alert(1)';</style>",
                "<p style='background:url(javascript:alert(1))'>x</p>",
                "<body onload=alert(1)><p onmouseover=alert(1)>x",
                "<table background='javascript:alert(1)'><tr><td colspan=2 onclick=alert(1)>x",
                "<details open ontoggle=alert(1)><summary>x</summary><script>1</script></details>",
                "<dl><dt><a href='javascript:alert(1)'>x</a><img src='javascript:alert(1)'></dl>",
                "<div class=html-block><script>alert(1)</script><p onclick=x>y</p><svg/onload=alert(1)></div>",
                "<figure class=embed><a href='javascript:alert(1)'>x</a></figure>",
                "<figure class=embed data-provider='\"><script>alert(1)</script>'><a href='https://a.example'>x</a></figure>",
                "<img src='https://a.example/x' alt='\"><script>alert(1)</script>'>",
                "<a href='https://a.example/\"onmouseover=\"alert(1)'>x</a>",
                "<pre><code class='language-\"><script>'>x</code></pre>",
                "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
                "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
                "<xmp><img src=x onerror=alert(1)></xmp>",
                "<isindex type=image src=1 onerror=alert(1)>",
                "<img src='https://a.example/x' srcset='javascript:alert(1) 2x'>",
                "<a href='https://a.example' target=_blank ping='javascript:alert(1)' onclick=x>x</a>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
            })
    void nothingThatRunsIsKept(String html) {
        Body body = HtmlReader.read(html).body();
        assertThat(HtmlWriter.write(body)).doesNotContainPattern(RUNS);
        String fromMarkdown = HtmlWriter.write(MarkdownReader.read(html).body());
        assertThat(fromMarkdown).doesNotContainPattern(RUNS);
        String again =
                HtmlWriter.write(MarkdownReader.read(MarkdownWriter.write(body)).body());
        assertThat(again).doesNotContainPattern(RUNS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>a</p><script>x</script><script>y</script> | script element (2 times)",
                "<a onclick=x>a</a> | onclick attribute on a",
                "<p OnMouseOver=x>a</p> | onmouseover attribute on p",
                "<a href='java\tscript:x'>a</a> | javascript: link",
                "<a href='vbscript:x'>a</a> | vbscript: link",
                "<a href='data:,x'>a</a> | data: link",
                "<a href='https://'>a</a> | broken https: link",
                "<img src='data:,x'> | image without a usable address",
                "<iframe srcdoc=x></iframe> | iframe without a usable address",
                "<dl><dt onclick=x>a</dl> | onclick attribute on dt"
            })
    void whatIsDroppedIsReported(String html, String report) {
        assertThat(HtmlReader.read(html).dropped()).containsExactly(report);
    }

    @Test
    void harmlessAttributesAreDroppedWithoutAWord() {
        assertThat(HtmlReader.read("<p class=a id=b style='color:red' data-x=1><!-- c -->text</p>")
                        .dropped())
                .isEmpty();
    }

    @Test
    void reportIsBounded() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            html.append("<p on")
                    .append("x".repeat(200))
                    .append(i)
                    .append("=1 on")
                    .append(i)
                    .append("=1>a</p>");
        }
        List<String> dropped = HtmlReader.read(html.toString()).dropped();
        assertThat(dropped).hasSizeLessThanOrEqualTo(20).allMatch(line -> line.length() < 100);
        assertThat(dropped.getLast()).endsWith(" more");
    }

    @Test
    void controlCharactersAndHalvesOfCharactersAreReplaced() {
        Body body = HtmlReader.read("<p>a\u0000b\u0007c\uD83Dd\uDE00\u0085e\uFFFF</p><pre>\u0000x\uD83D</pre>")
                .body();
        assertThat(body.blocks())
                .containsExactly(
                        new Block.Paragraph(List.of(Span.of("abc\uFFFDd\uFFFDe\uFFFD"))),
                        new Block.Code(null, "x\uFFFD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<span>",
                "<b>",
                "<blockquote>",
                "<ul>",
                "<ul><li>",
                "<ol><li><p>",
                "<table>",
                "<table><tr><td>",
                "<aside>",
                "<figure>",
                "<figure><p>a",
                "<dl><dd>",
                "<details>",
                "<a href=/x>",
                "<em>",
                "<pre>",
                "<section>",
                "<figcaption>",
                "<svg>",
                "<math>",
                "<select>",
                "<button>",
                "<form>",
                "<object>",
                "<video>",
                "<b><p>",
                "<font size=1><p>",
                "<h2><div>",
                "<div class=html-block>",
                "<div class=gallery>",
                "<aside class=fact-box><div>",
                "<blockquote><p>a</p><cite>b</cite>",
                "<q>",
                "<template>",
                "<nobr>"
            })
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void tenThousandElementsDeepIsReadAndWrittenInEveryForm(String tag) {
        everyForm(HtmlReader.read(tag.repeat(10_000) + "<img src=https://a.example/x>text")
                .body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | <p>a</p>",
                "'' | a<br>",
                "'' | <b>a</b>b",
                "'' | <script>a</script>",
                "'' | </p>",
                "'' | <",
                "'' | &#x",
                "'' | <!--",
                "'' | <p onclick=1>",
                "'' | <a href=/x>a</a>",
                "<ul> | <li>a",
                "<ul> | <a>",
                "<table> | <tr><td>a",
                "<table> | a<b>",
                "<table><tr> | <td>a",
                "<blockquote> | <cite>a</cite>",
                "<figure> | <img src=https://a.example/x>",
                "<dl> | <script>a</script><br>"
            })
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void hundredThousandSiblingsAreReadAndWrittenInEveryForm(String parent, String sibling) {
        everyForm(HtmlReader.read(parent + sibling.repeat(100_000)).body());
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void hugeAttributesAndTextsAreRead() {
        String million = "x".repeat(1_000_000);
        for (String html : List.of(
                "<p class='" + million + "'>a",
                "<p class='" + million,
                "<p " + "a b=c ".repeat(200_000) + ">a",
                "<a href='https://a.example/" + million + "'>a</a>",
                "<a href='java" + "\t".repeat(1_000_000) + "script:x'>a</a>",
                "<img src='data:image/png;base64," + million + "' alt='" + million + "'>",
                "<" + million,
                "<p>" + "\n".repeat(1_000_000),
                "<p>" + " a".repeat(500_000),
                "<pre>" + "\n".repeat(1_000_000) + "a",
                "<table><tr>" + "<td>a".repeat(5_000) + "<tr><td>x".repeat(50_000))) {
            everyForm(HtmlReader.read(html).body());
        }
    }

    private static void everyForm(Body body) {
        HtmlWriter.write(body);
        MarkdownWriter.write(body);
        TextWriter.write(body);
        BodyJson.write(body);
        body.wordCount();
        assertThat(Body.of(body.blocks())).isEqualTo(body);
    }
}
