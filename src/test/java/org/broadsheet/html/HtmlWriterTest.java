package org.broadsheet.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.broadsheet.body.Block;
import org.broadsheet.body.Body;
import org.broadsheet.body.Mark;
import org.broadsheet.body.Span;
import org.junit.jupiter.api.Test;

class HtmlWriterTest {

    @Test
    void htmlIsCleanAndEscaped() {
        Body body = Body.of(
                new Block.Paragraph(List.of(
                        Span.of("a < b & "),
                        Span.of("c", Mark.STRONG),
                        new Span("d", List.of(Mark.STRONG, Mark.EMPHASIS), "https://a.example/?x=\"&y"),
                        Span.of("\ne"))),
                new Block.Embed("https://youtu.be/1", "youtube", null));
        assertThat(HtmlWriter.write(body)).isEqualTo("""
                        <p>a &lt; b &amp; <strong>c<a href="https://a.example/?x=&quot;&amp;y"><em>d</em></a></strong><br>e</p>
                        <figure class="embed" data-provider="youtube"><a href="https://youtu.be/1">https://youtu.be/1</a>\
                        </figure>""");
    }
}
