package org.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.List;
import org.broadsheet.body.Block.ListBlock;
import org.broadsheet.body.Block.ListBlock.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void eachBlockHasItsType() {
        Block.Image image = new Block.Image("https://a.example/1.jpg", "Alt", null, "Jo", 600, null);
        List<Span> spans = List.of(new Span("Hi", List.of(Mark.CODE, Mark.STRONG), "/x"));
        Body body = Body.of(
                new Block.Paragraph(spans),
                new Block.Heading(2, List.of(Span.of("H"))),
                new ListBlock(
                        false,
                        List.of(new Item(
                                List.of(Span.of("a")),
                                new ListBlock(true, List.of(new Item(List.of(Span.of("b")), null)))))),
                new Block.Quote(List.of(List.of(Span.of("Q"))), "Jo"),
                new Block.PullQuote(List.of(Span.of("P")), null),
                image,
                new Block.Gallery(null, List.of(image)),
                new Block.Video("https://a.example/v", null, null, null, 12),
                new Block.Audio("https://a.example/a", "C", null, null),
                new Block.Embed("https://a.example/e", "youtube", null),
                new Block.Table(null, List.of(), List.of(List.of(List.of(Span.of("c")), List.of()))),
                new Block.Code("java", "x\n"),
                new Block.Divider(),
                new Block.FactBox("F", List.of(new Block.Divider())),
                new Block.Html("<dl><dt>a</dt></dl>"));
        assertThat(BodyJson.write(body)).isEqualToIgnoringNewLines("""
                        [{"type":"paragraph","spans":[{"text":"Hi","marks":["strong","code"],"href":"/x"}]},
                        {"type":"heading","level":2,"spans":[{"text":"H"}]},
                        {"type":"list","ordered":false,"items":[{"spans":[{"text":"a"}],"list":{"ordered":true,"items":[{"spans":[{"text":"b"}]}]}}]},
                        {"type":"quote","paragraphs":[[{"text":"Q"}]],"attribution":"Jo"},
                        {"type":"pullQuote","spans":[{"text":"P"}]},
                        {"type":"image","url":"https://a.example/1.jpg","alt":"Alt","credit":"Jo","width":600},
                        {"type":"gallery","images":[{"url":"https://a.example/1.jpg","alt":"Alt","credit":"Jo","width":600}]},
                        {"type":"video","url":"https://a.example/v","durationSeconds":12},
                        {"type":"audio","url":"https://a.example/a","caption":"C"},
                        {"type":"embed","url":"https://a.example/e","provider":"youtube"},
                        {"type":"table","rows":[[[{"text":"c"}],[]]]},
                        {"type":"code","language":"java","text":"x"},
                        {"type":"divider"},
                        {"type":"factBox","title":"F","blocks":[{"type":"divider"}]},
                        {"type":"html","html":"<dl><dt>a</dt></dl>"}]""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | `` | Expected an array, found an object.",
                "[3] | /0 | Expected an object, found a number.",
                "[{}] | /0 | Missing key \"type\", a string.",
                "[{\"type\":7}] | /0/type | Expected a string, found a number.",
                "[{\"type\":\"paragaph\",\"spans\":[]}] | /0/type | Unknown block type. Did you mean \"paragraph\"?",
                "[{\"type\":\"divider\",\"colour\":1}] | /0/colour | Unknown key. Known are: type.",
                "[{\"type\":\"divider\"},{\"type\":\"paragraph\",\"spans\":[],\"span\":[]}] | /1/span | Unknown key. Did you mean \"spans\"?",
                "[{\"type\":\"paragraph\",\"spans\":\"x\"}] | /0/spans | Expected an array, found a string.",
                "[{\"type\":\"paragraph\",\"spans\":[{}]}] | /0/spans/0 | Missing key \"text\", a string.",
                "[{\"type\":\"paragraph\",\"spans\":[{\"text\":\"x\",\"marks\":[\"strnog\"]}]}] | /0/spans/0/marks/0 | Unknown mark. Did you mean \"strong\"?",
                "[{\"type\":\"heading\",\"spans\":[]}] | /0 | Missing key \"level\", a whole number from 1 to 6.",
                "[{\"type\":\"heading\",\"level\":7,\"spans\":[]}] | /0/level | Expected a whole number from 1 to 6.",
                "[{\"type\":\"heading\",\"level\":1.5,\"spans\":[]}] | /0/level | Expected a whole number from 1 to 6.",
                "[{\"type\":\"list\",\"items\":[]}] | /0 | Missing key \"ordered\", true or false.",
                "[{\"type\":\"image\"}] | /0 | Missing key \"url\", a string.",
                "[{\"type\":\"image\",\"url\":\"/a.jpg\"}] | /0/url | Expected an http or https address of at most 2,048 characters.",
                "[{\"type\":\"image\",\"url\":\"https://a.example\",\"alt\":null}] | /0/alt | Expected a string, found null.",
                "[{\"type\":\"gallery\",\"images\":[{\"type\":\"image\",\"url\":\"https://a.example\"}]}] | /0/images/0/type | Unknown key. Known are: url, alt, caption, credit, width, height.",
                "[{\"type\":\"factBox\",\"blocks\":[{\"type\":\"factBox\"}]}] | /0/blocks/0/type | A fact box cannot hold another.",
                "[{\"type\":\"html\",\"html\":\"<p>a<script>1</script>\"}] | /0/html | Not allowed: script element.",
                "[{\"type\":\"divider\",\"a/b~c\":1}] | /0/a~1b~0c | Unknown key. Known are: type.",
            })
    void mistakeOfAClientIsShownWhereItIs(String json, String pointer, String detail) throws JsonProcessingException {
        assertThat(BodyJson.parse(MAPPER.readTree(json)).problems())
                .containsExactly(new BodyProblem(pointer == null ? "" : pointer, detail));
    }

    @ParameterizedTest
    @CsvSource({
        "javascript:alert(1)",
        "java\tscript:x",
        "data:x",
        "page.html",
        "''",
        "#",
        "//",
        "/\\evil.example",
        "http:x"
    })
    void unsafeLinkOfAClientIsAProblem(String href) {
        ArrayNode blocks = MAPPER.createArrayNode();
        blocks.addObject()
                .put("type", "paragraph")
                .putArray("spans")
                .addObject()
                .put("text", "x")
                .put("href", href);
        ReadBlocks read = BodyJson.parse(blocks);
        assertThat(read.problems()).extracting(BodyProblem::pointer).containsExactly("/0/spans/0/href");
        assertThat(read.body()).isEqualTo(Body.of(new Block.Paragraph(List.of(Span.of("x")))));
    }

    @Test
    void listsOfAClientAreAtMostFiveDeep() {
        ArrayNode blocks = MAPPER.createArrayNode();
        ObjectNode list = blocks.addObject().put("type", "list");
        for (int i = 0; i < 900; i++) {
            list = list.put("ordered", true).putArray("items").addObject().putObject("list");
        }
        assertThat(BodyJson.parse(blocks).problems())
                .containsExactly(new BodyProblem(
                        "/0/items/0/list/items/0/list/items/0/list/items/0/list/items/0/list",
                        "Lists can be at most 5 deep."));
    }

    @Test
    void blocksTextAndProblemsOfAClientAreBounded() {
        ArrayNode blocks = MAPPER.createArrayNode();
        for (int i = 0; i < 6_000; i++) {
            blocks.addObject().put("type", "divider");
        }
        assertThat(BodyJson.parse(blocks).problems())
                .containsExactly(new BodyProblem("/5000", "Too many blocks: at most 5,000."));

        blocks = MAPPER.createArrayNode();
        for (int i = 0; i < 3; i++) {
            blocks.addObject().put("type", "code").put("text", "x".repeat(900_000));
        }
        assertThat(BodyJson.parse(blocks).problems())
                .extracting(BodyProblem::pointer)
                .containsExactly("/2/text");

        blocks = MAPPER.createArrayNode();
        for (int i = 0; i < 4_000; i++) {
            blocks.add(i);
        }
        assertThat(BodyJson.parse(blocks).problems()).hasSize(100);
    }

    @Test
    void tableOfAClientCannotBeBlownUp() {
        ArrayNode blocks = MAPPER.createArrayNode();
        ArrayNode rows = blocks.addObject().put("type", "table").putArray("rows");
        ArrayNode wide = rows.addArray();
        for (int i = 0; i < 10_000; i++) {
            wide.addArray().addObject().put("text", "x");
        }
        for (int i = 0; i < 20_000; i++) {
            rows.addArray().addArray().addObject().put("text", "x");
        }
        assertThat(BodyJson.parse(blocks).problems())
                .extracting(BodyProblem::pointer)
                .containsExactly("/0/rows/0", "/0/rows");
    }

    @Test
    void textOfAClientIsBroughtIntoNormalForm() throws JsonProcessingException {
        JsonNode blocks = MAPPER.readTree(
                "[{\"type\":\"paragraph\",\"spans\":[{\"text\":\" a \\u0000 \"},{\"text\":\" b\\r\\n\\r\\nc\"}]},"
                        + "{\"type\":\"paragraph\",\"spans\":[{\"text\":\" \"}]}]");
        ReadBlocks read = BodyJson.parse(blocks);
        assertThat(read.problems()).isEmpty();
        assertThat(read.body())
                .isEqualTo(Body.of(
                        new Block.Paragraph(List.of(Span.of("a b"))), new Block.Paragraph(List.of(Span.of("c")))));
    }

    @Test
    void whatIsNoBodyCannotBeReadFromTheDatabase() {
        assertThatThrownBy(() -> BodyJson.read("[{\"type\":\"poem\"}]")).isInstanceOf(UncheckedIOException.class);
    }
}
