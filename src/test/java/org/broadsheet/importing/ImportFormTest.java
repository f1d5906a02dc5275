package org.broadsheet.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.broadsheet.article.ArticleType;
import org.broadsheet.manuscript.Copy;
import org.broadsheet.manuscript.Manuscript;
import org.broadsheet.manuscript.Manuscript.Author;
import org.broadsheet.manuscript.Manuscript.NamedTag;
import org.broadsheet.tag.TagKey;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportFormTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOUND = "'id': '1', 'headline': 'Ferry returns'";

    private static Item read(String line) {
        return new ItemReader("wire", "en").read(new LineReader.Line(1, line, line.length(), null));
    }

    /** A line that is sound but for these members, written with single quotes. */
    private static Item readWith(String members) {
        return read(("{" + SOUND + ", " + members + "}").replace('\'', '"'));
    }

    private static Item.Piece line(String members) {
        return (Item.Piece) readWith(members);
    }

    private static Manuscript piece(String members) {
        return line(members).manuscript();
    }

    private static Copy copy(String members) {
        return piece(members).copy();
    }

    private static String reason(Item item) {
        return ((Item.Rejected) item).reason();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "[1] > is not a JSON object",
                "7 > is not a JSON object",
                "{\"id\": > is not JSON that can be read",
                "{} {} > is not JSON that can be read",
                "{\"id\":\"1\",\"id\":\"2\"} > is not JSON that can be read: the key 'id' is there twice",
                "{\"headline\":\"x\"} > id is missing",
                "{\"id\":\" \",\"headline\":\"x\"} > id is missing",
                "{\"id\":7,\"headline\":\"x\"} > id has to be a string",
                "{\"id\":\"1\"} > headline is missing",
                "{\"id\":\"1\",\"headline\":null} > headline is missing",
                "{\"id\":\"1\",\"headline\":[\"x\"]} > headline has to be a string",
                "{\"id\":\"1\",\"headline\":\"a\\u0000b\"} > headline holds a NUL character",
                "{\"id\":\"1\",\"headline\":\"a\\ud83d\"} > headline holds half of a character",
                "{\"id\":\"1\",\"headline\":\"x\",\"tags\":[{\"name\":\"\\u0000\"}]} > tags holds a NUL character",
            })
    void linesThatAreNoArticleAreRejected(String line, String reason) {
        assertThat(reason(read(line))).startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "'standfirst': 7 > standfirst has to be a string",
                "'standfirst': ['a', 7] > standfirst[1] has to be a string",
                "'kicker': {} > kicker has to be a string",
                "'body': 'a', 'bodyHtml': 'b' > body and bodyHtml can't both be given",
                "'bodyMarkdown': 'a', 'blocks': [] > bodyMarkdown and blocks can't both be given",
                "'body': [] > body has to be a string",
                "'blocks': 'text' > blocks: Expected an array",
                "'blocks': [{'type': 'paragraf', 'spans': []}] > blocks/0/type",
                "'section': 7 > section has to be a string",
                "'section': 'a/b/c/d/e/f/g/h/i' > section has to be a name, a slug or a path",
                "'section': 'world//europe' > section has to be a name, a slug or a path",
                "'section': '!!!' > section has to be a name, a slug or a path",
                "'section': 'world/front' > section can't be called 'front'",
                "'authors': 'Ann Lee' > authors has to be an array",
                "'authors': [7] > authors[0] has to be a name or an object with a name",
                "'authors': ['!!!'] > authors[0] has to be a name",
                "'authors': [{'slug': 'ann'}] > authors[0].name is missing",
                "'authors': [{'name': '!!!'}] > authors[0].name has no letter or digit",
                "'authors': [{'name': 'Ann', 'slug': '--'}] > authors[0].slug has no letter or digit",
                "'tags': [[]] > tags[0] has to be a name or an object with a name",
                "'tags': [{'type': 'plce', 'name': 'Oslo'}] > tags[0].type 'plce' is not one of topic, person,"
                        + " organisation, place, event, story. Did you mean 'place'?",
                "'type': 'opinoin' > type 'opinoin' is not one of article, liveblog, brief, opinion, video, gallery,"
                        + " audio. Did you mean 'opinion'?",
                "'status': 'publish' > status 'publish' is not one of published, draft. Did you mean 'published'?",
                "'publishedAt': 1700000000 > publishedAt has to be a string",
                "'publishedAt': '2026-11-14' > publishedAt has to be a moment with its offset (RFC 3339)",
                "'publishedAt': '2026-11-14T07:30:00' > publishedAt has to be a moment with its offset (RFC 3339)",
                "'publishedAt': '2026-13-14T07:30:00Z' > publishedAt '2026-13-14T07:30:00Z' is not in the calendar",
                "'publishedAt': '2026-02-30T07:30:00Z' > publishedAt '2026-02-30T07:30:00Z' is not in the calendar",
                "'publishedAt': '0000-01-01T00:00:00Z' > publishedAt has to be in the years 1 to 9999",
                "'publishedAt': '0001-01-01T00:00:00+01:00' > publishedAt has to be in the years 1 to 9999",
                "'publishedAt': '9999-12-31T23:59:59-01:00' > publishedAt has to be in the years 1 to 9999",
                "'publishedAt': '10000-01-01T00:00:00Z' > publishedAt has to be a moment",
                "'publishedAt': '+10000-01-01T00:00:00Z' > publishedAt has to be a moment",
                "'updatedAt': 'yesterday' > updatedAt has to be a moment",
                "'embargoedUntil': false > embargoedUntil has to be a string",
                "'expiresAt': '' > expiresAt has to be a moment",
                "'language': 'english' > language 'english' is not a language tag (BCP 47)",
                "'language': 'en_GB' > language 'en_GB' is not a language tag (BCP 47)",
                "'slug': '???' > slug has no letter or digit",
                "'aliases': '/a' > aliases has to be an array",
                "'aliases': ['/a', 'mailto:x'] > aliases[1] has to be a path",
                "'aliases': ['/'] > aliases[0] has to be a path",
                "'aliases': ['/%zz'] > aliases[0] has to be a path",
                "'url': '/a' > url has to be an absolute http or https address",
                "'url': 'javascript:alert(1)' > url has to be an absolute http or https address",
                "'url': 'https://' > url has to be an absolute http or https address",
                "'lead': 'https://x.example/a.jpg' > lead has to be an object with a url",
                "'lead': {} > lead.url is missing",
                "'lead': {'url': 'a.jpg'} > lead.url has to be an absolute http or https address",
                "'lead': {'url': 'https://x.example/a.jpg', 'width': 0} > lead.width has to be a whole number of pixels",
                "'lead': {'url': 'https://x.example/a.jpg', 'height': '7'} > lead.height has to be a whole number",
                "'corrections': [{'text': 'Wrong.'}] > corrections[0].at is missing",
                "'corrections': [{'at': '2026-11-14T07:30:00Z'}] > corrections[0].text is missing",
                "'corrections': ['Wrong.'] > corrections[0] has to be an object",
                "'translationOf': '1' > translationOf is the piece itself",
                "'usageTerms': true > usageTerms has to be a string",
            })
    void eachFaultIsNamedByItsKey(String members, String reason) {
        assertThat(reason(readWith(members))).startsWith(reason);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(reason(read("{\"status\": 1, \"language\": \"?\"}")))
                .contains("id is missing", "headline is missing", "status has to", "language '?'");
    }

    @Test
    void whatIsTooLongOrTooManyIsRejected() {
        assertThat(reason(readWith("'kicker': '" + "x".repeat(201) + "'"))).startsWith("kicker is longer than 200");
        assertThat(reason(readWith("'url': 'https://x.example/" + "x".repeat(2048) + "'")))
                .startsWith("url is longer than 2048");
        assertThat(reason(readWith(
                        "'tags': " + List.of(Collections.nCopies(51, "'a'")).getFirst())))
                .startsWith("tags has more than 50");
        assertThat(reason(read("{\"id\":\"" + "x".repeat(301) + "\",\"headline\":\"" + "x".repeat(501) + "\"}")))
                .isEqualTo("id is longer than 300 characters; headline is longer than 500 characters");
    }

    @Test
    void jsonNestedTenThousandDeepIsRejected() {
        assertThat(reason(readWith("'x': " + "[".repeat(10_000) + "]".repeat(10_000))))
                .startsWith("is not JSON that can be read");
    }

    @Test
    void whatMakesALineABadOneDoesNotGoIntoTheReport() {
        Item.Rejected bad = (Item.Rejected) read("{\"id\":\"a\\ud83d\",\"headline\":\"x\",\"type\":\"\\ud83d\"}");
        assertThat(bad.id()).isEqualTo("a\ufffd");
        assertThat(bad.reason()).startsWith("id holds half of a character").contains("type '\ufffd' is not one of");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "🔥🚢 Ferry 👩‍👩‍👧 on fire 🔥",
                "עברית: הספינה חזרה לנמל",
                "العبّارة تعود إلى الميناء",
                "渡轮返回港口",
                "<b>Bold</b> &amp; \\\"plain\\\""
            })
    void headlinesOfAnyScriptStayAsTheyAre(String headline) {
        Item.Piece read = (Item.Piece) read("{\"id\":\"1\",\"headline\":\"" + headline + "\"}");
        assertThat(read.manuscript().copy().headline()).isEqualTo(headline.replace("\\\"", "\""));
    }

    @Test
    void lineWithoutMoreThanItsIdAndHeadlineIsAPublishedArticleOfNews() {
        Manuscript read = ((Item.Piece) read("{\"id\":\"1\",\"headline\":\"Ferry returns\"}")).manuscript();
        assertThat(read.source()).isEqualTo("wire");
        assertThat(read.section()).isEqualTo("news");
        assertThat(read.copy().language()).isEqualTo("en");
        assertThat(read.copy().type()).isEqualTo(ArticleType.ARTICLE);
        assertThat(read.publish()).isTrue();
        assertThat(read.copy().dates().published()).isNull();
    }

    @Test
    void momentsAreKeptInMicrosecondsOfTheYears1To9999() {
        assertThat(copy("'publishedAt': '2026-11-14T08:30:00.123456789+01:00'")
                        .dates()
                        .published())
                .isEqualTo("2026-11-14T07:30:00.123456Z");
        assertThat(copy("'publishedAt': '9999-12-31T23:59:59Z'").dates().published())
                .isEqualTo("9999-12-31T23:59:59Z");
        assertThat(copy("'publishedAt': '0001-01-01T00:00:00Z'").dates().published())
                .isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
    }

    @Test
    void standfirstIsParagraphsInEitherForm() {
        List<String> paragraphs = List.of("One two.", "Three.");
        assertThat(copy("'standfirst': 'One\\n two.\\n \\nThree.\\n\\n'").standfirst())
                .isEqualTo(paragraphs);
        assertThat(copy("'standfirst': ['One two.', ' ', 'Three.']").standfirst())
                .isEqualTo(paragraphs);
    }

    @Test
    void authorsComeInBothFormsAndNobodyTwice() {
        assertThat(piece("'authors': ['By Ann Lee and Bo Ray', {'name': 'ANN LEE', 'role': 'editor'}, '',"
                                + " {'name': 'Cy Roe', 'slug': 'cy', 'role': 'photographer'}]")
                        .authors())
                .containsExactly(
                        new Author("ann-lee", "Ann Lee", null),
                        new Author("bo-ray", "Bo Ray", null),
                        new Author("cy", "Cy Roe", "photographer"));
    }

    @Test
    void tagsComeInBothFormsAndNoneTwice() {
        assertThat(piece("'tags': ['Old Docks', {'type': 'place', 'name': 'Old Docks'}, {'name': 'old docks'}]")
                        .tags())
                .containsExactly(
                        new NamedTag(new TagKey(TagType.TOPIC, "old-docks"), "Old Docks"),
                        new NamedTag(new TagKey(TagType.PLACE, "old-docks"), "Old Docks"));
    }

    @Test
    void languageIsWrittenAsIsUsual() {
        assertThat(copy("'language': 'PT-br'").language()).isEqualTo("pt-BR");
    }

    @Test
    void formerAddressesBecomePaths() {
        assertThat(copy("'aliases': ['https://old.example/a%20b/?x=1', '/a b', 'c/']")
                        .aliases())
                .containsExactly("/a b", "/c");
    }

    @Test
    void addressThatNoBrowserAsksForIsTakenAsTheOneThatIsMeantWithAWarning() {
        assertThat(copy("'aliases': ['/a/../b', '/%2e%2e/c?d=e']").aliases()).containsExactly("/b", "/c");
        assertThat(piece("'aliases': ['/fine', '/a/../b']").warnings())
                .containsExactly(
                        "aliases/1 has '.' or '..' for one of its parts, which no browser asks for: taken as /b");
    }

    @Test
    void droppedMarkupIsAWarning() {
        assertThat(piece("'bodyHtml': '<p>Text</p><script>alert(1)</script>'").warnings())
                .singleElement()
                .asString()
                .startsWith("bodyHtml: left out ")
                .contains("script");
    }

    @Test
    void pieceThatExpiresBeforeItAppearsIsTakenWithAWarning() {
        assertThat(piece("'publishedAt': '2026-11-14T07:30:00Z', 'expiresAt': '2026-11-14T00:00:00Z'")
                        .warnings())
                .containsExactly("expiresAt is not after publishedAt: readers will never see the piece");
    }

    @Test
    void unknownKeysAreToldApart() {
        assertThat(piece("'clusterId': '7', 'leaning': null").unknownKeys())
                .containsExactlyInAnyOrder("clusterId", "leaning");
    }

    @Test
    void digestTellsChangedContentAndNothingElse() {
        byte[] digest = line("'kicker': 'Sea', 'lead': {'url': 'https://x.example/a.jpg', 'alt': 'A'}")
                .digest();
        assertThat(line(" 'label': 9, 'lead':  {'alt': 'A', 'url': 'https://x.example/a.jpg'}, 'kicker': 'Sea',"
                                + " 'slug': null")
                        .digest())
                .isEqualTo(digest);
        assertThat(line("'kicker': 'Sky', 'lead': {'url': 'https://x.example/a.jpg', 'alt': 'A'}")
                        .digest())
                .isNotEqualTo(digest);
    }

    @Property(tries = 50)
    void digestDoesNotDependOnTheOrderOfKeys(@ForAll long seed) throws IOException {
        ObjectNode object = (ObjectNode) JSON.readTree("""
                {"id": "1", "headline": "Ferry", "kicker": "Sea", "tags": ["a", "b"], "authors": ["Ann Lee"],
                 "lead": {"url": "https://x.example/a.jpg"}, "language": "en", "slug": "ferry"}""");
        List<Map.Entry<String, Object>> members = new ArrayList<>();
        object.properties().forEach(member -> members.add(Map.entry(member.getKey(), member.getValue())));
        Collections.shuffle(members, new Random(seed));
        Map<String, Object> shuffled = new LinkedHashMap<>();
        members.forEach(member -> shuffled.put(member.getKey(), member.getValue()));
        Item.Piece other = (Item.Piece) read(JSON.writeValueAsString(shuffled));
        assertThat(other.digest()).isEqualTo(((Item.Piece) read(object.toString())).digest());
    }
}
