package org.broadsheet.publishing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.broadsheet.fixture.Desk;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where pieces stand, and that every address they ever had goes on leading to them. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MovesTest {

    @Inject
    Desk desk;

    private static void assertLeadsTo(String former, String present) {
        given().redirects()
                .follow(false)
                .queryParam("path", former)
                .get("/v1/articles/by-path")
                .then()
                .statusCode(308)
                .header("Location", containsString(present));
    }

    private static void assertStandsAt(Desk.Piece piece, String path) {
        given().queryParam("path", path)
                .get("/v1/articles/by-path")
                .then()
                .statusCode(200)
                .body("id", equalTo(piece.id()));
    }

    @Test
    void pathFollowsTheTemplateAndChangesWithSlugAndSection() {
        desk.section("elsewhere/deeper");
        Desk.Piece piece = desk.draft(unique("Template")).publish();
        String first = piece.last().getString("live.path");
        String slug = unique("new-slug");

        piece.edit(Map.of("slug", slug)).publish();
        String second = piece.last().getString("live.path");
        piece.edit(Map.of("section", "elsewhere/deeper")).publish();
        String third = piece.last().getString("live.path");

        assertThat(first).startsWith("/news/");
        assertThat(second).startsWith("/news/").endsWith("/" + slug);
        assertThat(third).startsWith("/elsewhere/deeper/").endsWith("/" + slug);
        assertLeadsTo(first, third);
        assertLeadsTo(second, third);
        assertStandsAt(piece, third);
    }

    @Test
    void pieceThatMovesThereAndBackStandsWhereItStood() {
        Desk.Piece piece = desk.draft(unique("There and back")).publish();
        String a = piece.last().getString("live.path");
        String b = "/" + unique("b");

        piece.does("move", Map.of("path", b));
        assertLeadsTo(a, b);
        piece.does("move", Map.of("path", a));

        assertLeadsTo(b, a);
        assertStandsAt(piece, a);
    }

    @Test
    void chainOfMovesLeadsStraightToTheEnd() {
        Desk.Piece piece = desk.draft(unique("Chain")).publish();
        String a = piece.last().getString("live.path");
        String b = "/" + unique("b");
        String c = "/" + unique("c");

        piece.does("move", Map.of("path", b)).does("move", Map.of("path", c));

        assertLeadsTo(a, c);
        assertLeadsTo(b, c);
    }

    @Test
    void pathOfAnotherPieceCanNotBeHadNeitherPresentNorFormer() {
        Desk.Piece owner = desk.draft(unique("Owner")).publish();
        String former = owner.last().getString("live.path");
        String present = "/" + unique("owned");
        owner.does("move", Map.of("path", present));
        Desk.Piece other = desk.draft(unique("Other")).publish();

        other.order("move", Map.of("path", former)).then().statusCode(409);
        other.order("move", Map.of("path", present)).then().statusCode(409).body("detail", containsString(owner.id()));
        assertStandsAt(owner, present);
    }

    @Test
    void pieceWithATakenSlugGetsAPathOfItsOwn() {
        String headline = unique("Same");
        Desk.Piece first = desk.draft(headline).publish();
        Desk.Piece second = desk.draft(headline).publish();

        String path = second.last().getString("live.path");
        assertThat(path).startsWith(first.last().getString("live.path") + "-");
        assertStandsAt(second, path);
    }

    @Test
    void movedPieceKeepsItsChosenPathWhenItIsPublishedAgain() {
        Desk.Piece piece = desk.draft(unique("Chosen")).publish();
        String chosen = "/" + unique("chosen");

        piece.does("move", Map.of("path", chosen))
                .edit(Map.of("headline", "Another"))
                .publish();

        assertStandsAt(piece, chosen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/../b", "/./a", "/%2e%2e/x", "/a?b=c", "/a#b", "/a//b"})
    void whatNoBrowserAsksForIsNoPathAndNoAlias(String path) {
        Desk.Piece piece = desk.draft(unique("Unasked")).publish();

        piece.order("move", Map.of("path", path)).then().statusCode(400).body("errors[0].pointer", equalTo("/path"));
        piece.patch(Map.of("aliases", List.of(path)))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/aliases/0"));
    }

    @Test
    void aliasOfAnotherPieceIsRefusedWithItsName() {
        Desk.Piece owner = desk.draft(unique("Owner")).publish();
        String path = owner.last().getString("live.path");
        Desk.Piece other = desk.draft(unique("Other"));

        other.patch(Map.of("aliases", List.of(path)))
                .then()
                .statusCode(409)
                .body("errors[0].pointer", equalTo("/aliases"))
                .body("errors[0].detail", containsString(owner.id()));
    }

    @Test
    void whoIsLedToAnotherArticleAsksTheSameOfIt() {
        Desk.Piece target = desk.draft(unique("Target")).publish();
        Desk.Piece piece = desk.draft(unique("Replaced")).publish();
        String path = piece.last().getString("live.path");
        piece.does("unpublish", Map.of("type", "redirect", "to", target.id()));

        given().redirects()
                .follow(false)
                .queryParam("path", path)
                .queryParam("fields", "id,headline")
                .get("/v1/articles/by-path")
                .then()
                .statusCode(308)
                .header("Location", equalTo("/v1/articles/" + target.id() + "?fields=id%2Cheadline"));
        given().redirects()
                .follow(false)
                .get("/v1/articles/{id}?body=html", piece.id())
                .then()
                .header("Location", equalTo("/v1/articles/" + target.id() + "?body=html"));
        given().redirects()
                .follow(false)
                .get("/v1/articles/{id}/history?limit=5", piece.id())
                .then()
                .header("Location", equalTo("/v1/articles/" + target.id() + "/history?limit=5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "no-slash", "https://elsewhere.example/x", "//host/x", "/a\u0000b"})
    void whatIsNoPathIsRefused(String path) {
        Desk.Piece piece = desk.draft(unique("Unmoved")).publish();

        piece.order("move", Map.of("path", path)).then().statusCode(400).body("errors[0].pointer", equalTo("/path"));
    }
}
