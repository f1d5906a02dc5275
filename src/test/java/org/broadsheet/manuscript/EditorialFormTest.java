package org.broadsheet.manuscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.broadsheet.manuscript.EditorialManuscript.Named;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditorialFormTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOUND = "'headline': 'Ferry returns', 'section': 'world'";

    private static ObjectNode json(String members) {
        try {
            return (ObjectNode) JSON.readTree(("{" + members + "}").replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EditorialManuscript read(String members) {
        return new EditorialForm("en").read(json(members));
    }

    private static List<Violation> faults(ObjectNode json) {
        Refusal.Invalid refusal = catchThrowableOfType(Refusal.Invalid.class, () -> new EditorialForm("en").read(json));
        return refusal == null ? List.of() : refusal.violations();
    }

    private static ObjectNode sound() {
        return json(SOUND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "'headline': 7 > /headline > has to be a string.",
                "'headline': null > /headline > is missing.",
                "'headline': ' ' > /headline > is missing.",
                "'section': null > /section > is missing.",
                "'section': {} > /section > has to be a string.",
                "'kicker': [] > /kicker > has to be a string.",
                "'standfirst': {} > /standfirst > has to be a string.",
                "'standfirst': ['a', 7] > /standfirst/1 > has to be a string.",
                "'body': [] > /body > has to be a string.",
                "'bodyHtml': 7 > /bodyHtml > has to be a string.",
                "'bodyMarkdown': true > /bodyMarkdown > has to be a string.",
                "'blocks': 'text' > /blocks > Expected an array, found a string.",
                "'blocks': [{'type': 'divider'}, {'type': 'paragraph'}] > /blocks/1 > Missing key \"spans\", an array.",
                "'blocks': [{'type': 'paragraph', 'spans': 7}] > /blocks/0/spans > Expected an array, found a number.",
                "'authors': 'Ann Lee' > /authors > has to be an array.",
                "'authors': ['Ann', 7] > /authors/1 > has to be an id, a slug or a name, or an object with one of them.",
                "'authors': [' '] > /authors/0 > has to be a name of at most 200 characters.",
                "'authors': [{'role': 'editor'}] > /authors/0 > has to have an id, a slug or a name.",
                "'authors': [{'id': 'ann'}] > /authors/0/id > has to be an id (a UUID).",
                "'authors': [{'name': 'Ann', 'role': 7}] > /authors/0/role > has to be a string.",
                "'authors': [{'slug': 'ann', 'nme': 'Ann'}] > /authors/0/nme > is not a key of the form. Did you mean 'name'?",
                "'tags': {} > /tags > has to be an array.",
                "'tags': [[]] > /tags/0 > has to be an id, type/slug, a slug or a name, or an object with one of them.",
                "'tags': [{'type': 7, 'name': 'Oslo'}] > /tags/0/type > has to be a string.",
                "'tags': [{'id': 7}] > /tags/0/id > has to be a string.",
                "'type': 7 > /type > has to be a string.",
                "'publishedAt': 1700000000 > /publishedAt > has to be a string.",
                "'updatedAt': 'yesterday' > /updatedAt > has to be a moment with its offset (RFC 3339) such as"
                        + " 2026-11-14T07:30:00Z.",
                "'embargoedUntil': false > /embargoedUntil > has to be a string.",
                "'expiresAt': {} > /expiresAt > has to be a string.",
                "'language': 'english' > /language > 'english' is not a language tag (BCP 47) such as en or pt-BR.",
                "'language': 7 > /language > has to be a string.",
                "'slug': '???' > /slug > has no letter or digit.",
                "'aliases': ['/a', 7] > /aliases/1 > has to be a path or address at which the piece stood before.",
                "'aliases': 7 > /aliases > has to be an array.",
                "'url': '/a' > /url > has to be an absolute http or https address.",
                "'lead': 7 > /lead > has to be an id, or an object with an id or a url.",
                "'lead': 'quay.jpg' > /lead > has to be an id, or an object with an id or a url.",
                "'lead': {} > /lead/url > is missing.",
                "'lead': {'url': 7} > /lead/url > has to be a string.",
                "'lead': {'url': 'https://x.example/a', 'width': '7'} > /lead/width > has to be a whole number of pixels.",
                "'lead': {'url': 'https://x.example/a', 'colour': '7'} > /lead/colour > is not a key of the form.",
                "'lead': {'url': 'https://x.example/a', 'focalPoint': 7} > /lead/focalPoint > has to be an object with x"
                        + " and y, each from 0 to 1.",
                "'lead': {'url': 'https://x.example/a', 'focalPoint': {'x': 2, 'y': 0}} > /lead/focalPoint/x > has to be a"
                        + " number from 0 to 1.",
                "'corrections': {} > /corrections > has to be an array.",
                "'corrections': [{'text': 'Wrong.'}] > /corrections/0/at > is missing.",
                "'translationOf': 'hl-0001' > /translationOf > has to be an id (a UUID).",
                "'translationOf': [] > /translationOf > has to be a string.",
                "'usageTerms': true > /usageTerms > has to be a string.",
                "'aiUse': [] > /aiUse > has to be a string.",
                "'sectoin': 'x' > /sectoin > is not a key of the form. Did you mean 'section'?",
                "'id': '1' > /id > is not a key of the form.",
                "'status': 'draft' > /status > is not a key of the form.",
                "'a/b~c': 1 > /a~1b~0c > is not a key of the form.",
                "'headline': 'a\\u0000b' > /headline > holds a NUL character.",
                "'authors': [{'name': 'Ann \\ud83d'}] > /authors/0/name > holds half of a character (a surrogate without"
                        + " its other half).",
            })
    void eachFaultIsPointedAt(String members, String pointer, String detail) {
        ObjectNode json = sound();
        json.setAll(json(members));
        assertThat(faults(json)).containsExactly(Violation.pointer(pointer, detail));
    }

    @Test
    void twoBodiesAreAFaultOfTheWhole() {
        assertThat(faults(json(SOUND + ", 'body': 'a', 'blocks': []")))
                .containsExactly(Violation.pointer("", "body and blocks can't both be given: a piece has one body."));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(faults(json("'language': '?', 'tags': [7], 'x': 1")))
                .extracting(Violation::name)
                .containsExactlyInAnyOrder("/headline", "/section", "/language", "/tags/0", "/x");
    }

    @Test
    void faultsAreNotWithoutEnd() {
        ObjectNode json = sound();
        for (int i = 0; i < 10_000; i++) {
            json.put("key" + i, i);
        }
        assertThat(faults(json)).hasSize(100);
    }

    @Test
    void whatIsQuotedCanBeWrittenAgain() {
        ObjectNode json = sound();
        json.put("x\ud83d\u0000", 1).put("type", "\ude00");
        assertThat(faults(json)).isNotEmpty().allSatisfy(fault -> {
            assertThat(new String(fault.name().getBytes("UTF-8"), "UTF-8")).isEqualTo(fault.name());
            assertThat(new String(fault.detail().getBytes("UTF-8"), "UTF-8")).isEqualTo(fault.detail());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"kicker", "authors", "blocks", "lead", "corrections", "unheardOf"})
    void jsonNestedTenThousandDeepIsRefused(String key) {
        ArrayNode deep = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 10_000; i++) {
            deep = JsonNodeFactory.instance.arrayNode().add(deep);
        }
        ObjectNode json = sound();
        json.set(key, deep);
        assertThat(faults(json)).containsExactly(Violation.pointer("", "is nested deeper than 100 levels."));
    }

    @Provide
    Arbitrary<Object> anything() {
        return Arbitraries.of(
                7,
                -1,
                0.5,
                true,
                "",
                " ",
                "x",
                "\u0000",
                "\ud83d",
                List.of(),
                List.of(7),
                List.of(List.of()),
                List.of("", "x", "\ude00"),
                Map.of(),
                Map.of("id", 7),
                Map.of("x", List.of()),
                Collections.singletonList(null),
                "x".repeat(100_000),
                Collections.nCopies(2000, "x"));
    }

    @Property
    void whateverStandsAtAKeyIsTakenOrPointedAtThere(@ForAll("keys") String key, @ForAll("anything") Object value) {
        ObjectNode json = sound();
        json.set(key, JSON.valueToTree(value));
        assertThat(faults(json)).allSatisfy(fault -> {
            assertThat(fault.name()).startsWith("/" + key);
            assertThat(fault.detail()).doesNotContain("can't be understood");
        });
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(EditorialForm.KEYS);
    }

    @Test
    void wordsMayBeIdsKeysSlugsOrNames() {
        UUID id = UUID.randomUUID();
        EditorialManuscript read = read(SOUND + ", 'tags': ['" + id + "', 'place/sandholm', 'AC/DC', {'type': 'event',"
                + " 'name': 'Regatta'}, {'id': '" + id + "', 'slug': 'other', 'name': 'Other'}]");
        assertThat(read.tags())
                .extracting(EditorialManuscript.Subject::named)
                .containsExactly(
                        new Named("/tags/0", id.toString(), id, null, null),
                        new Named("/tags/1", "place/sandholm", null, "sandholm", null),
                        new Named("/tags/2", "AC/DC", null, "AC/DC", "AC/DC"),
                        new Named("/tags/3", "Regatta", null, null, "Regatta"),
                        new Named("/tags/4", id.toString(), id, null, null));
        assertThat(read.tags())
                .extracting(EditorialManuscript.Subject::type)
                .containsExactly(null, TagType.PLACE, null, TagType.EVENT, null);
    }

    @Test
    void aLineOfSeveralPeopleIsNotTakenApart() {
        assertThat(read(SOUND + ", 'authors': ['Ann Lee and Bo Ray']").authors())
                .hasSize(1);
    }

    @Test
    void whatMarkupLostIsAWarning() {
        assertThat(read(SOUND + ", 'bodyHtml': '<p>Text</p><script>alert(1)</script>'")
                        .warnings())
                .singleElement()
                .asString()
                .startsWith("bodyHtml: left out ");
    }
}
