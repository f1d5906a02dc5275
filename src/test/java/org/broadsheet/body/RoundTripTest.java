package org.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.broadsheet.html.HtmlReader;
import org.broadsheet.html.HtmlWriter;
import org.broadsheet.markdown.MarkdownReader;
import org.broadsheet.markdown.MarkdownWriter;

/** Every form leads back to the same body. */
class RoundTripTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Property(tries = 500)
    void htmlLeadsBackToTheSameBody(@ForAll("bodies") Body body) {
        ReadBody read = HtmlReader.read(HtmlWriter.write(body));
        assertThat(read.body()).isEqualTo(body);
        assertThat(read.dropped()).isEmpty();
    }

    @Property(tries = 500)
    void markdownLeadsBackToTheSameBody(@ForAll("bodies") Body body) {
        String markdown = MarkdownWriter.write(body);
        ReadBody read = MarkdownReader.read(markdown);
        assertThat(read.body()).as(markdown).isEqualTo(body);
        assertThat(read.dropped()).isEmpty();
    }

    @Property(tries = 1_000)
    void markedTextInMarkdownLeadsBackToTheSameText(@ForAll("texts") Body body) {
        String markdown = MarkdownWriter.write(body);
        assertThat(MarkdownReader.read(markdown).body()).as(markdown).isEqualTo(body);
    }

    @Property(tries = 300)
    void jsonLeadsBackToTheSameBody(@ForAll("bodies") Body body) {
        assertThat(BodyJson.read(BodyJson.write(body))).isEqualTo(body);
    }

    @Property(tries = 300)
    void blocksThatAreServedAreAcceptedWhenTheyComeBack(@ForAll("bodies") Body body) throws JsonProcessingException {
        ReadBlocks read = BodyJson.parse(MAPPER.readTree(BodyJson.write(body)));
        assertThat(read.problems()).isEmpty();
        assertThat(read.body()).isEqualTo(body);
    }

    @Property(tries = 300)
    void anyMapperWritesTheSameJson(@ForAll("bodies") Body body) throws JsonProcessingException {
        assertThat(MAPPER.writeValueAsString(body)).isEqualTo(BodyJson.write(body));
    }

    @Property(tries = 300)
    void normalFormIsNormal(@ForAll("bodies") Body body) {
        assertThat(Body.of(body.blocks())).isEqualTo(body);
    }

    @Property(tries = 300)
    void plainTextIsReadAsItWasWritten(@ForAll("lines") String line) {
        Body body = TextReader.read(line);
        assertThat(TextReader.read(TextWriter.write(body))).isEqualTo(body);
    }

    @Provide
    Arbitrary<Body> bodies() {
        return Bodies.any();
    }

    @Provide
    Arbitrary<Body> texts() {
        return Bodies.ofText();
    }

    @Provide
    Arbitrary<String> lines() {
        return Bodies.line();
    }
}
