package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How articles are found, whichever engine the index is in. */
@Tag("packaged")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearchBehaviour {

    private static final AtomicInteger COUNT = new AtomicInteger();

    Cluster cluster;

    abstract Cluster launch() throws Exception;

    /** A piece that readers see since the change {@code seq}. */
    record Piece(String id, int version, long seq) {}

    @BeforeAll
    void start() throws Exception {
        cluster = launch();
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    /** A word that is in no other test's pieces, and is its own stem. */
    static String coined() {
        return "qx" + Integer.toString(1000 + COUNT.incrementAndGet(), 36) + "zv";
    }

    private static Map<String, Object> form(String headline, String body) {
        return new HashMap<>(Map.of("headline", headline, "body", body, "section", "world", "language", "en"));
    }

    Piece publish(String headline, String body) throws Exception {
        return publish(form(headline, body));
    }

    private Piece publish(Map<String, ?> form) throws Exception {
        Caller.Answer draft = cluster.at(0).draft(form).expect(201);
        return piece(cluster.at(0).order("publish", draft.id(), draft.version(), Map.of()));
    }

    private static Piece piece(Caller.Answer answer) {
        return new Piece(answer.expect(200).id(), answer.version(), answer.seq());
    }

    /** The reader asks another replica than the newsroom, if there is one. */
    Caller reader() {
        return cluster.at(cluster.size() - 1);
    }

    JsonNode ask(String path, Piece after) throws Exception {
        return reader().read("GET", path, "Broadsheet-Min-Seq", Long.toString(after.seq()))
                .expect(200)
                .json();
    }

    /** The ids of what {@code words} find, as of a piece's publication. */
    private List<String> found(String words, Piece after) throws Exception {
        return ids(ask("/v1/articles?limit=50&q=" + encoded(words), after));
    }

    /** How many articles a search finds now: no answer that was kept, as nobody has asked in these words. */
    long total(int replica) throws Exception {
        return cluster.at(replica)
                .read("/v1/articles?count=exact&limit=1&q=" + encoded("strait -" + coined()))
                .expect(200)
                .json()
                .path("page")
                .path("total")
                .asLong();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> ids(JsonNode list) {
        return texts(list.path("items"), "id");
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }

    /** Tries until it is so. */
    static void eventually(Duration most, Check check) throws Exception {
        Instant until = Instant.now().plus(most);
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError | IOException e) {
                if (Instant.now().isAfter(until)) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    /** What may throw. */
    interface Check {
        void run() throws Exception;
    }

    @ParameterizedTest
    @CsvSource({
        "en, The ferries were cancelled, ferry, cancelling",
        "de, Die Häuser haben große Fenster, Haus, großes",
        "fr, Les élections municipales sont annulées, élection, municipal",
        "es, Los pescadores protestaron ayer, pescador, protestar",
    })
    void aWordIsFoundInAllItsForms(String language, String text, String noun, String other) throws Exception {
        String mark = coined();
        Map<String, Object> form = form("About " + mark, text + ".");
        form.put("language", language);
        Piece piece = publish(form);

        assertThat(found(mark + " " + noun, piece)).containsExactly(piece.id());
        assertThat(found(mark + " " + other, piece)).containsExactly(piece.id());
        assertThat(found(mark + " " + coined(), piece)).isEmpty();
    }

    @Test
    void accentsAndCaseMakeNoDifference() throws Exception {
        String mark = coined();
        Map<String, Object> form = form("L’Été à l’hôpital " + mark, "Rien.");
        form.put("language", "fr");
        Piece piece = publish(form);

        assertThat(found(mark.toUpperCase(Locale.ROOT) + " HOPITAL", piece)).containsExactly(piece.id());
        assertThat(found(mark + " ete", piece)).containsExactly(piece.id());
    }

    @Test
    void aPhraseIsFoundAsItIsWritten() throws Exception {
        String mark = coined();
        Piece written = publish(mark, "It was a red herring.");
        Piece other = publish(mark, "The herring was red, and red were the herrings.");

        assertThat(found(mark + " \"red herring\"", other)).containsExactly(written.id());
        assertThat(found(mark + " \"red herrings\"", other)).isEmpty();
    }

    @Test
    void wordsAreJoinedAndStruckOut() throws Exception {
        String mark = coined();
        Piece quay = publish(mark, "A quay.");
        Piece pier = publish(mark, "A pier.");
        Piece both = publish(mark, "A quay and a pier.");

        assertThat(found(mark + " AND quay AND pier", both)).containsExactly(both.id());
        assertThat(found(mark + " AND (quay OR pier)", both))
                .containsExactlyInAnyOrder(quay.id(), pier.id(), both.id());
        assertThat(found(mark + " quay NOT pier", both)).containsExactly(quay.id());
        assertThat(found(mark + " -quay", both)).containsExactly(pier.id());
    }

    @Test
    void aWordIsLookedForInOneField() throws Exception {
        String mark = coined();
        Map<String, Object> form = form(mark + " in the headline", "Nothing.");
        form.put("authors", List.of("samira-el-baroudi"));
        form.put("tags", List.of("story/lantern-strait"));
        Piece headline = publish(form);
        Piece body = publish("Something else", mark + " in the body, and Baroudi.");

        assertThat(found("headline:" + mark, body)).containsExactly(headline.id());
        assertThat(found(mark + " byline:baroudi", body)).containsExactly(headline.id());
        assertThat(found(mark + " tag:\"lantern strait\"", body)).containsExactly(headline.id());
        assertThat(found(mark, body)).containsExactlyInAnyOrder(headline.id(), body.id());
    }

    @Test
    void aWordsBeginningIsEnoughWithAnAsterisk() throws Exception {
        String mark = coined();
        Piece piece = publish(mark + "ferous", "Nothing.");

        assertThat(found(mark + "fe*", piece)).containsExactly(piece.id());
        assertThat(found(mark + "fe", piece)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"%s unbalanced", "(%s", "%s)", "%s AND", "NOT", "%s - *", "headline:%s:", "\"\" %s", "%s \\"})
    void nothingThatIsTypedIsAnError(String typed) throws Exception {
        reader().read("/v1/articles?q=" + encoded(typed.formatted("harbour"))).expect(200);
    }

    @Test
    void filtersGoWithWords() throws Exception {
        String mark = coined();
        Piece world = publish(mark, "World.");
        Map<String, Object> form = form(mark, "Business.");
        form.putAll(Map.of("section", "conflict", "type", "opinion", "language", "en-GB"));
        Piece conflict = publish(form);

        assertThat(ids(ask("/v1/articles?section=world&q=" + mark, conflict))).containsExactly(world.id());
        assertThat(ids(ask("/v1/articles?type=opinion&q=" + mark, conflict))).containsExactly(conflict.id());
        assertThat(ids(ask("/v1/articles?type=-opinion&q=" + mark, conflict))).containsExactly(world.id());
        assertThat(ids(ask("/v1/articles?language=en-gb&q=" + mark, conflict))).containsExactly(conflict.id());
        assertThat(ids(ask("/v1/articles?publishedAfter=2199-01-01T00:00:00Z&q=" + mark, conflict)))
                .isEmpty();
    }

    @Test
    void aFacetCountsWhatItsOwnFilterWouldLetThrough() throws Exception {
        String mark = coined();
        publish(mark, "One.");
        publish(mark, "Two.");
        Map<String, Object> form = form(mark, "Three.");
        form.putAll(Map.of("section", "conflict", "type", "opinion"));
        Piece last = publish(form);

        JsonNode list = ask("/v1/articles?section=world&facets=section,type,month&count=exact&q=" + mark, last);

        assertThat(list.path("page").path("total").asLong()).isEqualTo(2);
        assertThat(counts(list, "section")).containsEntry("world", 2L).containsEntry("conflict", 1L);
        assertThat(counts(list, "type")).containsOnly(Map.entry("article", 2L));
        assertThat(counts(list, "month")).hasSize(1).containsValue(2L);
    }

    private static Map<String, Long> counts(JsonNode list, String facet) {
        Map<String, Long> counts = new HashMap<>();
        list.path("facets")
                .path(facet)
                .forEach(value -> counts.put(
                        value.path("value").asText(), value.path("count").asLong()));
        return counts;
    }

    @Test
    void whatIsFoundIsMarkedAndTheRestEscaped() throws Exception {
        String mark = coined();
        Piece piece = publish("Fish & <b>chips</b> " + mark, "Ferries & trains.");

        JsonNode highlights = ask("/v1/articles?highlight=true&q=" + encoded(mark + " ferry"), piece)
                .path("items")
                .path(0)
                .path("highlights");

        assertThat(highlights.path("headline").asText())
                .isEqualTo("Fish &amp; &lt;b&gt;chips&lt;/b&gt; <mark>" + mark + "</mark>");
        assertThat(highlights.toString()).contains("<mark>Ferries</mark> &amp; trains");
    }

    @Test
    void aMisspeltWordIsAnsweredWithOneThatIsKnown() throws Exception {
        String word = "kingfisher" + coined();
        Piece piece = publish("The " + word, "Nothing.");

        JsonNode list = ask("/v1/articles?q=" + word.replace("fisher", "fihser"), piece);

        assertThat(ids(list)).isEmpty();
        assertThat(list.path("didYouMean").asText()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"newest", "oldest", "updated", "relevance"})
    void pagesHaveEachArticleOnce(String sort) throws Exception {
        String mark = coined();
        List<String> published = new ArrayList<>();
        Piece last = null;
        for (int i = 0; i < 11; i++) {
            last = publish(mark + " number " + i, (mark + " ").repeat(i % 3));
            published.add(last.id());
        }
        String list = "/v1/articles?limit=4&sort=" + sort + "&q=" + mark;

        JsonNode first = ask(list, last);
        JsonNode second = ask(list + "&cursor=" + next(first), last);
        JsonNode third = ask(list + "&cursor=" + next(second), last);
        JsonNode back = ask(
                list + "&cursor=" + encoded(second.path("page").path("previous").asText()), last);

        List<String> all = new ArrayList<>(ids(first));
        all.addAll(ids(second));
        all.addAll(ids(third));
        assertThat(all).hasSize(11).containsExactlyInAnyOrderElementsOf(published);
        assertThat(third.path("page").path("next").asText("")).isEmpty();
        assertThat(ids(back)).isEqualTo(ids(first));
        switch (sort) {
            case "newest", "updated" -> assertThat(all).isEqualTo(published.reversed());
            case "oldest" -> assertThat(all).isEqualTo(published);
            default -> {}
        }
    }

    private static String next(JsonNode list) {
        return encoded(list.path("page").path("next").asText());
    }

    @Test
    void namesAndHeadlinesAreSuggestedByTheirBeginnings() throws Exception {
        String mark = coined();
        Map<String, Object> form = form("Harbour of " + mark, "Nothing.");
        form.put("tags", List.of("story/lantern-strait"));
        Piece piece = publish(form);

        JsonNode headlines = ask("/v1/suggest?q=" + encoded("harb " + mark.substring(0, 4)), piece);
        assertThat(texts(headlines.path("items"), "id")).contains(piece.id());
        JsonNode names = ask("/v1/suggest?q=lant", piece);
        assertThat(texts(names.path("items"), "filter")).contains("story/lantern-strait");
    }

    @Test
    void similarArticlesSayWhy() throws Exception {
        String mark = coined();
        Map<String, Object> form = form(
                "Ferry " + mark + " aground off Skarv Bank",
                "The ferry " + mark + " ran aground off Skarv Bank in fog; all passengers were taken ashore.");
        form.put("tags", List.of("story/lantern-strait"));
        Piece first = publish(form);
        form.put("headline", "Captain of ferry " + mark + " blames fog");
        form.put(
                "body",
                "Passengers of the ferry " + mark + ", aground off Skarv Bank, were taken ashore by lifeboats.");
        Piece second = publish(form);

        JsonNode similar = ask("/v1/articles/" + first.id() + "/similar", second);

        assertThat(ids(similar)).first().isEqualTo(second.id());
        assertThat(similar.path("items").path(0).path("reasons")).isNotEmpty();
        assertThat(similar.path("items").path(0).path("score").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void aKilledPieceIsFoundNoMore() throws Exception {
        String mark = coined();
        Piece piece = publish(mark, "To be killed.");
        assertThat(found(mark, piece)).containsExactly(piece.id());

        Caller.Answer kill = cluster.at(0)
                .order("kill", piece.id(), piece.version(), Map.of("reason", "legal", "note", "never to be seen"));

        Piece killed = new Piece(piece.id(), 0, kill.expect(200).seq());
        assertThat(found(mark, killed)).isEmpty();
        JsonNode counted = ask("/v1/articles?count=exact&q=" + mark, killed);
        assertThat(counted.path("page").path("total").asLong(-1)).isZero();
    }

    @Test
    void aChangedHeadlineIsFound() throws Exception {
        String before = coined();
        String after = coined();
        Piece piece = publish(before, "Text.");

        Caller.Answer edited = cluster.at(0).patch(piece.id(), piece.version(), Map.of("headline", after));
        Piece changed = piece(
                cluster.at(0).order("publish", piece.id(), edited.expect(200).version(), Map.of()));

        assertThat(found(after, changed)).containsExactly(piece.id());
        assertThat(found(before, changed)).isEmpty();
    }
}
