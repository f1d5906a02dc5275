package org.broadsheet.manuscript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.broadsheet.body.Bodies;
import org.broadsheet.body.Body;
import org.broadsheet.manuscript.RevisionDiff.BlockChange;
import org.broadsheet.manuscript.RevisionDiff.Fate;
import org.broadsheet.manuscript.RevisionDiff.FieldChange;
import org.broadsheet.manuscript.RevisionDiff.Op;
import org.broadsheet.manuscript.RevisionDiff.Words;
import org.junit.jupiter.api.Test;

class RevisionDiffTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode paragraphs(String... texts) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode blocks = json.putArray("blocks");
        for (String text : texts) {
            blocks.addObject()
                    .put("type", "paragraph")
                    .putArray("spans")
                    .addObject()
                    .put("text", text);
        }
        return json;
    }

    private static List<BlockChange> blocks(ObjectNode from, ObjectNode to) {
        RevisionDiff diff = RevisionDiff.of(from, to);
        assertThat(diff.complete()).isTrue();
        return diff.blocks();
    }

    @Test
    void fieldsThatDifferAreThereWithWhatTheyWereAndAre() {
        RevisionDiff diff = RevisionDiff.of(
                json("{'headline':'A','kicker':'K','section':'world','tags':[{'id':'1'}]}"),
                json("{'headline':'B','section':'world','tags':[],'slug':'s'}"));
        ArrayNode none = JsonNodeFactory.instance.arrayNode();
        assertThat(diff.fields())
                .containsExactly(
                        new FieldChange("headline", text("A"), text("B")),
                        new FieldChange("tags", none.deepCopy().add(json("{'id':'1'}")), none),
                        new FieldChange("slug", null, text("s")),
                        new FieldChange("kicker", text("K"), null));
        assertThat(diff.blocks()).isEmpty();
        assertThat(diff.complete()).isTrue();
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    @Test
    void blocksThatCameWentAndChangedAreToldApart() {
        ObjectNode from = paragraphs("The ferry is late.", "Nobody knows why.", "Read on.", "The end.");
        ObjectNode to = paragraphs("A new opening, quite unlike.", "The ferry was late.", "Read on.", "The end.");
        JsonNode before = from.get("blocks");
        JsonNode after = to.get("blocks");

        assertThat(blocks(from, to))
                .containsExactly(
                        new BlockChange(Op.INSERT, null, 0, null, after.get(0), null),
                        new BlockChange(
                                Op.REPLACE,
                                0,
                                1,
                                before.get(0),
                                after.get(1),
                                List.of(
                                        new Words(Fate.SAME, "The ferry "),
                                        new Words(Fate.DELETED, "is"),
                                        new Words(Fate.INSERTED, "was"),
                                        new Words(Fate.SAME, " late."))),
                        new BlockChange(Op.DELETE, 1, null, before.get(1), null, null));
    }

    @Test
    void formattingAloneChangesNoWords() {
        ObjectNode from = json("{'blocks':[{'type':'paragraph','spans':[{'text':'a b c'}]}]}");
        ObjectNode to = json("{'blocks':[{'type':'paragraph','spans':[{'text':'a '},{'text':'b','marks':['strong']},"
                + "{'text':' c'}]}]}");
        assertThat(blocks(from, to)).singleElement().satisfies(change -> {
            assertThat(change.op()).isEqualTo(Op.REPLACE);
            assertThat(change.words()).isNull();
        });
    }

    @Test
    void wordsOfScriptsWithoutBlanksAreCutToo() {
        assertThat(blocks(paragraphs("渡轮返回港口，乘客安全"), paragraphs("渡轮离开港口，乘客安全")))
                .singleElement()
                .satisfies(change -> assertThat(change.words()).hasSizeGreaterThan(2));
    }

    @Test
    void wireFormLeavesOutWhatIsNotThere() throws JsonProcessingException {
        RevisionDiff diff = RevisionDiff.of(paragraphs("a b c"), paragraphs("a b d"));
        assertThat(JSON.readTree(JSON.writeValueAsString(diff)))
                .isEqualTo(json("{'fields':[],'blocks':[{'op':'replace','fromPosition':0,'toPosition':0,"
                        + "'from':{'type':'paragraph','spans':[{'text':'a b c'}]},"
                        + "'to':{'type':'paragraph','spans':[{'text':'a b d'}]},"
                        + "'words':[{'fate':'same','text':'a b '},{'fate':'deleted','text':'c'},"
                        + "{'fate':'inserted','text':'d'}]}],'complete':true}"));
    }

    @Provide
    Arbitrary<Body> bodies() {
        return Bodies.any();
    }

    private static ObjectNode written(Body body) {
        WrittenCopy copy = new WrittenCopy(JsonNodeFactory.instance.objectNode());
        copy.body(body);
        return copy.json();
    }

    @Property(tries = 300)
    void diffLeadsFromOneBodyToTheOther(
            @ForAll("bodies") Body one, @ForAll("bodies") Body other, @ForAll("bodies") Body end) {
        List<org.broadsheet.body.Block> first = new ArrayList<>(one.blocks());
        first.addAll(end.blocks());
        List<org.broadsheet.body.Block> second = new ArrayList<>(other.blocks());
        second.addAll(end.blocks());
        ObjectNode from = written(Body.of(first));
        ObjectNode to = written(Body.of(second));

        assertThat(applied(from.get("blocks"), blocks(from, to))).isEqualTo(to.get("blocks"));
    }

    private static JsonNode applied(JsonNode blocks, List<BlockChange> changes) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        int at = 0;
        for (BlockChange change : changes) {
            if (change.fromPosition() != null) {
                while (at < change.fromPosition()) {
                    result.add(blocks.get(at++));
                }
                assertThat(blocks.get(at++)).isEqualTo(change.from());
            }
            if (change.toPosition() != null) {
                while (result.size() < change.toPosition()) {
                    result.add(blocks.get(at++));
                }
                result.add(change.to());
            }
            if (change.words() != null) {
                assertThat(said(change, Fate.INSERTED))
                        .isEqualTo(String.join("", BlockText.of(change.from()).pieces()));
                assertThat(said(change, Fate.DELETED))
                        .isEqualTo(String.join("", BlockText.of(change.to()).pieces()));
            }
        }
        while (at < blocks.size()) {
            result.add(blocks.get(at++));
        }
        return result;
    }

    private static String said(BlockChange change, Fate without) {
        return change.words().stream()
                .filter(words -> words.fate() != without)
                .map(Words::text)
                .collect(Collectors.joining());
    }

    @Test
    void textsWithNothingInCommonTakeAMomentAndAreCutShort() {
        ObjectNode from = paragraphs(noise(1, 5000, 60));
        ObjectNode to = paragraphs(noise(2, 5000, 60));
        Instant start = Instant.now();
        RevisionDiff diff = RevisionDiff.of(from, to);
        assertThat(diff.complete()).isFalse();
        assertThat(diff.blocks()).hasSizeLessThanOrEqualTo(1000);
        RevisionDiff long_ = RevisionDiff.of(paragraphs(noise(1, 1, 200_000)), paragraphs(noise(2, 1, 200_000)));
        assertThat(long_.blocks()).isNotEmpty();
        RevisionDiff.of(paragraphs(noise(1, 100, 5_000)), paragraphs(noise(2, 100, 5_000)));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    private static String[] noise(long seed, int paragraphs, int words) {
        Random random = new Random(seed);
        return IntStream.range(0, paragraphs)
                .mapToObj(i -> IntStream.range(0, words)
                        .mapToObj(j -> "w" + random.nextInt(500))
                        .collect(Collectors.joining(" ")))
                .toArray(String[]::new);
    }
}
