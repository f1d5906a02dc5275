package org.broadsheet.similar;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.article.Article;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.ArticleBuilder;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.meaning.ProfilesProgress;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(WithModel.class)
class SimilarTest {

    private static final String BARRIER =
            "The harbour board approved a tidal barrier at Sandholm. Engineers say the barrier would keep storm surges out of the lagoon, "
                    + "and ecologists that dredging for it would bury eelgrass. The board votes on the dredging contract in March.";

    private static final String WIRE =
            "Dredging at Sandholm may begin in March. The harbour board has asked three firms for their price of the tidal barrier, "
                    + "its engineer said, and expects an answer within weeks.";

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    @Inject
    Credentials credentials;

    @Inject
    ProfilesProgress profiles;

    private String section;

    @BeforeEach
    void aSectionOfItsOwn() {
        section = unique("alike");
    }

    private ArticleBuilder piece(String headline, String body) {
        return newsroom.article()
                .called(section + headline)
                .in(section)
                .headline(headline)
                .body(body);
    }

    private Response similar(UUID id, Map<String, ?> parameters) {
        profiles.await(log.head());
        return given().header("Broadsheet-Min-Seq", log.head())
                .queryParam("section", section)
                .queryParams(parameters)
                .get("/v1/articles/{id}/similar", id);
    }

    private UUID barrier() {
        return piece("Board approves tidal barrier", BARRIER).save();
    }

    private UUID eelgrass() {
        return piece(
                        "Dredging for the barrier would bury eelgrass",
                        "Nine hectares of eelgrass off Sandholm lie where the tidal barrier's foundations are to be dredged, a study for the harbour board says.")
                .save();
    }

    private UUID football() {
        return piece(
                        "Kestrels win away",
                        "Two late goals gave the Kestrels their first away win of the season at the Grauvik ground.")
                .save();
    }

    @Test
    void theSameEventComesFirstAndSaysWhy() {
        UUID barrier = barrier();
        UUID football = football();
        UUID eelgrass = eelgrass();

        similar(barrier, Map.of())
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(eelgrass.toString()))
                .body("items.id", not(hasItem(barrier.toString())))
                .body("items[0].reasons.type", hasItems("text", "recency"))
                .body("items[0].reasons.find { it.type == 'text' }.detail", containsString("barrier"))
                .body("items[0].body", org.hamcrest.Matchers.nullValue());
        assertThat(similar(barrier, Map.of()).jsonPath().getDouble("items[0].score"))
                .isBetween(0.01, 1.0);
        assertThat(football).isNotNull();
    }

    @Test
    void aSharedStoryIsAReasonAndBringsCandidatesThatShareNoWord() {
        String story = unique("long-run");
        UUID one = piece("Alpha beta", "Gamma delta epsilon.")
                .tagged(TagType.STORY, story)
                .save();
        UUID other = piece("Zeta eta", "Theta iota kappa.")
                .tagged(TagType.STORY, story)
                .save();

        similar(one, Map.of())
                .then()
                .body("items.id", contains(other.toString()))
                .body("items[0].reasons[0].type", equalTo("story"));
    }

    @Test
    void copiesOfOneTextComeOnce() {
        UUID barrier = barrier();
        UUID first = piece("Dredging may begin in March", WIRE).save();
        UUID copy = newsroom.article()
                .called(section + "copy")
                .in(section)
                .headline("Dredging may begin in March")
                .body(WIRE)
                .save();

        similar(barrier, Map.of()).then().body("items", hasSize(1)).body("items[0].alsoAt", hasSize(1));
        Response found = similar(barrier, Map.of());
        assertThat(List.of(
                        found.jsonPath().getString("items[0].id"),
                        found.jsonPath().getString("items[0].alsoAt[0].id")))
                .containsExactlyInAnyOrder(first.toString(), copy.toString());
    }

    @Test
    void excludeWithinSectionAndLimitNarrowDown() {
        UUID barrier = barrier();
        UUID eelgrass = eelgrass();
        UUID old = piece(
                        "Barrier first proposed",
                        "A tidal barrier at Sandholm was first proposed to the harbour board.")
                .publishedAt(newsroom.now().minus(Duration.ofDays(400)))
                .save();

        similar(barrier, Map.of()).then().body("items.id", containsInAnyOrder(eelgrass.toString(), old.toString()));
        similar(barrier, Map.of("exclude", eelgrass.toString())).then().body("items.id", contains(old.toString()));
        similar(barrier, Map.of("within", "P30D")).then().body("items.id", contains(eelgrass.toString()));
        similar(barrier, Map.of("limit", 1)).then().body("items", hasSize(1));
        similar(barrier, Map.of("fields", "headline"))
                .then()
                .body("items[0].section", org.hamcrest.Matchers.nullValue())
                .body("items[0].reasons.type", hasItem("text"));
    }

    @Test
    void editorsPinAndBan() {
        UUID barrier = barrier();
        UUID eelgrass = eelgrass();
        UUID football = football();
        choose(barrier, 0, Map.of("pins", List.of(football), "bans", List.of(eelgrass)))
                .then()
                .statusCode(200)
                .body("pins.id", contains(football.toString()));

        similar(barrier, Map.of())
                .then()
                .body("items.id", contains(football.toString()))
                .body("items[0].reasons[0].type", equalTo("pinned"));
        choose(barrier, 0, Map.of()).then().statusCode(412);
        choose(barrier, 1, Map.of("pins", List.of(barrier))).then().statusCode(422);
        choose(barrier, 1, Map.of("pins", List.of("no-such"))).then().statusCode(422);
        choose(barrier, 1, Map.of()).then().statusCode(200);
        similar(barrier, Map.of()).then().body("items.id", hasItem(eelgrass.toString()));
    }

    private Response choose(UUID article, int version, Map<String, ?> choice) {
        return credentials
                .editor()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"" + version + "\"")
                .body(choice)
                .put("/v1/editorial/articles/{id}/similar", article);
    }

    @Test
    void aPinIsToldToWhoFollowsTheLog() {
        UUID barrier = barrier();
        UUID football = football();
        long before = log.head();
        choose(barrier, 0, Map.of("pins", List.of(football))).then().statusCode(200);

        given().get("/v1/changes?since={seq}", before)
                .then()
                .body("items.id", contains(barrier.toString()))
                .body("items[0].changedFields", contains("similar"));
    }

    @Test
    void whatReadersMayNotSeeNeverComes() {
        UUID barrier = barrier();
        UUID eelgrass = eelgrass();
        similar(barrier, Map.of()).then().body("items.id", contains(eelgrass.toString()));

        newsroom.takeDown(eelgrass, Article.Takedown.KILLED, "Wrong.");
        given().get("/v1/articles/{id}/similar", barrier)
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(eelgrass.toString())));
        given().get("/v1/articles/{id}/similar", eelgrass).then().statusCode(410);
        given().get("/v1/articles/{id}/similar", UUID.randomUUID()).then().statusCode(404);
        UUID draft = piece("Barrier, a draft", BARRIER).draft().save();
        given().get("/v1/articles/{id}/similar", draft).then().statusCode(404);
    }

    @Test
    void profilesOfAnArchiveThatHasNoneAreMade() {
        UUID barrier = barrier();
        UUID eelgrass = eelgrass();
        profiles.await(log.head());
        profiles.startAnew();

        similar(barrier, Map.of()).then().body("items.id", contains(eelgrass.toString()));
    }

    @Test
    void copiesThatReadersMayNotSeeStandNowhere() {
        UUID barrier = barrier();
        UUID copy = piece("Board approves the barrier", BARRIER + " So it did.").save();
        String word = unique("Quillhaven").replace("-", "");
        String text = BARRIER + " So it did. " + word;
        List<UUID> hidden = List.of(
                piece("Draft " + word, text).called(section + "draft").draft().save(),
                piece("Embargoed " + word, text)
                        .called(section + "embargoed")
                        .embargoedUntil(newsroom.now().plus(Duration.ofDays(1)))
                        .save(),
                piece("Expired " + word, text)
                        .called(section + "expired")
                        .publishedAt(newsroom.now().minus(Duration.ofDays(3)))
                        .expiringAt(newsroom.now().minus(Duration.ofDays(1)))
                        .save());
        UUID killed = piece("Killed " + word, text).called(section + "killed").save();
        similar(barrier, Map.of());
        newsroom.takeDown(killed, Article.Takedown.KILLED, "Wrong.");

        String found = similar(barrier, Map.of()).asString();
        assertThat(found).contains(copy.toString()).doesNotContain(killed.toString());
        hidden.forEach(id -> assertThat(found).doesNotContain(id.toString()));
        List.of("q=" + word, "q=headline:" + word, "q=" + word.substring(0, 9) + "*", "q=" + word + "&sort=newest")
                .forEach(query -> given().header("Broadsheet-Min-Seq", log.head())
                        .get("/v1/articles?count=exact&facets=section,tag,byline,type,month&highlight=true&" + query)
                        .then()
                        .statusCode(200)
                        .body("items", hasSize(0))
                        .body("page.total", equalTo(0))
                        .body("facets.section", hasSize(0))
                        .body("didYouMean", org.hamcrest.Matchers.nullValue()));
        given().header("Broadsheet-Min-Seq", log.head())
                .get("/v1/suggest?q=" + word)
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void aCopyOfAPinnedTextStandsWithThePin() {
        UUID barrier = barrier();
        UUID pinned = piece("Dredging may begin in March", WIRE).save();
        UUID copy = piece("Dredging may begin in March", WIRE)
                .called(section + "copy")
                .save();
        choose(barrier, 0, Map.of("pins", List.of(pinned))).then().statusCode(200);

        similar(barrier, Map.of())
                .then()
                .body("items.id", contains(pinned.toString()))
                .body("items[0].alsoAt.id", contains(copy.toString()));
    }

    @Test
    void textsWithoutAHeadlineOrWithoutSpacesAndQuestionsWithoutAWordAreAnswered() {
        barrier();
        given().contentType(ContentType.JSON)
                .body(Map.of("body", "A tidal barrier with dredging at Sandholm."))
                .post("/v1/similar")
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .body(Map.of("headline", "港", "body", "港".repeat(150_000), "language", "zh"))
                .post("/v1/similar")
                .then()
                .statusCode(200);
        List.of("-ferries", "-a -b", "*", "\"\"", "港港港")
                .forEach(words -> given().queryParam("q", words)
                        .get("/v1/articles")
                        .then()
                        .statusCode(200));
    }

    @Test
    void anArticleBringsItsSimilarOnesAlong() {
        String place = unique("Nordhaven").replace("-", "");
        UUID lighthouse = piece(place + " lights its lighthouse", "The keeper of " + place + " lit the lamp.")
                .save();
        UUID keeper = piece("Keeper of " + place, "The lighthouse of " + place + " has a keeper again.")
                .save();
        similar(lighthouse, Map.of());

        given().header("Broadsheet-Min-Seq", log.head())
                .get("/v1/articles/{id}?include=similar&fields=headline", lighthouse)
                .then()
                .statusCode(200)
                .body("headline", equalTo(place + " lights its lighthouse"))
                .body("similar.id", hasItem(keeper.toString()));
        given().get("/v1/articles/{id}", lighthouse).then().body("similar", org.hamcrest.Matchers.nullValue());
    }

    @Test
    void aTextThatIsNotHereHasSimilarOnesToo() {
        UUID barrier = barrier();
        football();
        profiles.await(log.head());

        given().header("Broadsheet-Min-Seq", log.head())
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "headline",
                        "Harbour board plans barrier",
                        "body",
                        "A tidal barrier with dredging at Sandholm, the harbour board says."))
                .post("/v1/similar?section=" + section)
                .then()
                .statusCode(200)
                .body("items[0].id", equalTo(barrier.toString()));
    }

    @Test
    void whatCanNotBeMeantIsRefused() {
        UUID id = barrier();
        given().get("/v1/articles/{id}/similar?within=-P3D", id).then().statusCode(400);
        given().get("/v1/articles/{id}/similar?within=soon", id).then().statusCode(400);
        given().get("/v1/articles/{id}/similar?within=P9999999D", id).then().statusCode(200);
        given().get("/v1/articles/{id}/similar?limit=51", id).then().statusCode(400);
        given().get("/v1/articles/{id}/similar?exclude=" + "x".repeat(20), id)
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/v1/similar")
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body(Map.of("headline", "x".repeat(1001)))
                .post("/v1/similar")
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{\"headline\":\"a\",\"publishedAt\":\"+99999-01-01T00:00:00Z\"}")
                .post("/v1/similar")
                .then()
                .statusCode(400);
    }
}
