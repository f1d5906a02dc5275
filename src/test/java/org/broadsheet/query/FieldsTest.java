package org.broadsheet.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.filter.FilteringGeneratorDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.broadsheet.problem.Refusal;
import org.junit.jupiter.api.Test;

class FieldsTest {

    record Leaf(String x, int y) {}

    record Node(String a, Leaf leaf, List<Leaf> leaves, List<String> words) {}

    private static final Shape SHAPE = Shape.of(Node.class);
    private static final Node NODE =
            new Node("a", new Leaf("x", 1), List.of(new Leaf("p", 2), new Leaf("q", 3)), List.of());
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String select(String fields, String include) throws IOException {
        StringWriter written = new StringWriter();
        try (var generator = new FilteringGeneratorDelegate(
                JSON.getFactory().createGenerator(written),
                Fields.select(SHAPE, Set.of("words"), fields, include).filter(),
                TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH,
                true)) {
            JSON.writeValue(generator, NODE);
        }
        return written.toString();
    }

    @Test
    void withoutWordsEverythingButTheExtrasComes() throws IOException {
        assertThat(select(null, null))
                .isEqualTo(
                        "{\"a\":\"a\",\"leaf\":{\"x\":\"x\",\"y\":1},\"leaves\":[{\"x\":\"p\",\"y\":2},{\"x\":\"q\",\"y\":3}]}");
        assertThat(select(null, "words")).contains("\"words\":[]");
    }

    @Test
    void selectedFieldsAloneCome() throws IOException {
        assertThat(select("a", null)).isEqualTo("{\"a\":\"a\"}");
        assertThat(select("leaves.y,leaf.x", null))
                .isEqualTo("{\"leaf\":{\"x\":\"x\"},\"leaves\":[{\"y\":2},{\"y\":3}]}");
        assertThat(select("leaf,leaf.x", null)).isEqualTo("{\"leaf\":{\"x\":\"x\",\"y\":1}}");
        assertThat(select("a", "words")).isEqualTo("{\"a\":\"a\",\"words\":[]}");
    }

    @Test
    void removedFieldsStayAway() throws IOException {
        assertThat(select("-leaves,-leaf.y", null)).isEqualTo("{\"a\":\"a\",\"leaf\":{\"x\":\"x\"}}");
        assertThat(select("a,leaf,-leaf.x", null)).isEqualTo("{\"a\":\"a\",\"leaf\":{\"y\":1}}");
    }

    @Test
    void wholeFieldAfterAPartOfItIsWhole() throws IOException {
        assertThat(select("leaf.x,leaf", null)).isEqualTo("{\"leaf\":{\"x\":\"x\",\"y\":1}}");
    }

    @Test
    void partAfterTheWholeDoesNotTakeFromIt() throws IOException {
        assertThat(select("leaf,leaf.y", null)).contains("\"x\"");
    }

    @Property
    void anySelectionOfKnownPathsIsReadAndAnswersValidJson(@ForAll("paths") List<String> paths) throws IOException {
        String written = select(paths.isEmpty() ? null : String.join(",", paths), null);

        assertThat(JSON.readTree(written).isObject()).isTrue();
        for (String path : paths) {
            if (!path.startsWith("-") && paths.stream().noneMatch(other -> other.startsWith("-"))) {
                assertThat(JSON.readTree(written).has(path.split("\\.")[0]))
                        .as(path)
                        .isTrue();
            }
        }
    }

    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.of(
                        "a",
                        "leaf",
                        "leaf.x",
                        "leaf.y",
                        "leaves",
                        "leaves.x",
                        "words",
                        "-a",
                        "-leaf",
                        "-leaf.x",
                        "-leaves.y")
                .list()
                .ofMaxSize(6);
    }

    @Property
    void anythingElseIsRefusedByName(@ForAll String text) {
        List<String> known = SHAPE.paths();
        boolean valid = List.of(text.split(",", -1)).stream()
                .allMatch(word -> known.contains(word.startsWith("-") ? word.substring(1) : word));
        if (!valid) {
            assertThatThrownBy(() -> select(text, null)).isInstanceOf(Refusal.Invalid.class);
        }
    }
}
