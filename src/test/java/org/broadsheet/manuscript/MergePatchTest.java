package org.broadsheet.manuscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import org.broadsheet.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergePatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode apply(String target, String patch) {
        return MergePatch.apply((ObjectNode) json(target), json(patch));
    }

    /** RFC 7396, appendix A. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':'b'}          | {'a':'c'}            | {'a':'c'}",
                "{'a':'b'}          | {'b':'c'}            | {'a':'b','b':'c'}",
                "{'a':'b'}          | {'a':null}           | {}",
                "{'a':'b','b':'c'}  | {'a':null}           | {'b':'c'}",
                "{'a':['b']}        | {'a':'c'}            | {'a':'c'}",
                "{'a':'c'}          | {'a':['b']}          | {'a':['b']}",
                "{'a':{'b':'c'}}    | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]}  | {'a':[1]}            | {'a':[1]}",
                "['a','b']          | ['c','d']            | ['c','d']",
                "{'a':'b'}          | ['c']                | ['c']",
                "{'a':'foo'}        | null                 | null",
                "{'a':'foo'}        | 'bar'                | 'bar'",
                "{'e':null}         | {'a':1}              | {'e':null,'a':1}",
                "[1,2]              | {'a':'b','c':null}   | {'a':'b'}",
                "{}                 | {'a':{'bb':{'ccc':null}}} | {'a':{'bb':{}}}",
            })
    void examplesOfTheStandard(String target, String patch, String result) {
        assertThat(MergePatch.merge(json(target), json(patch))).isEqualTo(json(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'blocks':[]}          | {'bodyHtml':'x'}                 | {'bodyHtml':'x'}",
                "{'bodyHtml':'x'}       | {'blocks':[1]}                   | {'blocks':[1]}",
                "{'blocks':[],'x':1}    | {'blocks':null}                  | {'x':1}",
                "{'blocks':[1]}         | {'body':null}                    | {'blocks':[1]}",
                "{'blocks':[1]}         | {'body':'a','blocks':null}       | {'body':'a'}",
                "{'blocks':[1]}         | {'headline':'a'}                 | {'blocks':[1],'headline':'a'}",
                "{}                     | {'body':'a','bodyHtml':'b'}      | {'body':'a','bodyHtml':'b'}",
                "{'lead':{'id':'1','url':'u'}} | {'lead':{'id':'2'}}       | {'lead':{'id':'2'}}",
                "{'lead':{'id':'1','url':'u'}} | {'lead':'2'}              | {'lead':'2'}",
                "{'lead':{'id':'1','url':'u'}} | {'lead':{'alt':'a'}}      | {'lead':{'id':'1','url':'u','alt':'a'}}",
            })
    void keysThatExcludeEachOtherReplaceEachOther(String target, String patch, String result) {
        assertThat(apply(target, patch)).isEqualTo(json(result));
    }

    @Test
    void neitherTargetNorPatchIsChangedOrSharedWithTheResult() {
        ObjectNode target = (ObjectNode) json("{'a':{'b':[1]},'blocks':[{}]}");
        JsonNode patch = json("{'c':{'d':[1]},'body':'x'}");
        ObjectNode result = MergePatch.apply(target, patch);
        ((ArrayNode) result.at("/a/b")).add(2);
        ((ArrayNode) result.at("/c/d")).add(2);
        assertThat(target).isEqualTo(json("{'a':{'b':[1]},'blocks':[{}]}"));
        assertThat(patch).isEqualTo(json("{'c':{'d':[1]},'body':'x'}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "'x'", "7"})
    void patchThatIsNoObjectIsRefused(String patch) {
        assertThatThrownBy(() -> apply("{}", patch)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void patchWithoutEndIsRefused() {
        ObjectNode deep = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 100_000; i++) {
            ObjectNode outer = JsonNodeFactory.instance.objectNode();
            outer.set("a", deep);
            deep = outer;
        }
        ObjectNode deepest = deep;
        assertThatThrownBy(() -> MergePatch.apply(JsonNodeFactory.instance.objectNode(), deepest))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("deeper");
        ObjectNode wide = JsonNodeFactory.instance.objectNode();
        ArrayNode values = wide.putArray("tags");
        for (int i = 0; i < MergePatch.MOST_VALUES; i++) {
            values.add(i);
        }
        assertThatThrownBy(() -> MergePatch.apply(JsonNodeFactory.instance.objectNode(), wide))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("values");
    }
}
