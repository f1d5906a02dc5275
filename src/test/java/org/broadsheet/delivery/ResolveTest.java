package org.broadsheet.delivery;

import static io.restassured.RestAssured.given;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.article.Article;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ResolveTest {

    private static final Instant DAY = Instant.parse("2026-10-02T08:30:00Z");

    @Inject
    Newsroom newsroom;

    @Test
    void everyAddressIsToldApart() {
        String section = unique("resolve");
        UUID id = newsroom.article()
                .in(section)
                .slug("here")
                .publishedAt(DAY)
                .formerlyAt("/old/" + section)
                .save();
        UUID down = newsroom.article().in(section).slug("down").publishedAt(DAY).save();
        newsroom.takeDown(down, Article.Takedown.KILLED, "It was wrong.");
        newsroom.article()
                .in(section)
                .slug("expired")
                .publishedAt(DAY)
                .expiringAt(DAY.plusSeconds(60))
                .save();
        UUID elsewhere = newsroom.article()
                .standingAt("https://elsewhere.example/" + section)
                .save();
        String day = "/" + section + "/2026/10/02/";
        List<String> urls = List.of(
                "https://ledger.example" + day + "here",
                "/old/" + section,
                day + "down",
                day + "expired",
                "https://elsewhere.example/" + section,
                "https://other.example" + day + "here",
                "/nothing/here",
                "::not an address::");

        given().contentType("application/json")
                .body(Map.of("urls", urls))
                .post("/v1/resolve")
                .then()
                .statusCode(200)
                .body("items.url", equalTo(urls))
                .body(
                        "items.status",
                        equalTo(List.of(
                                "current", "moved", "gone", "gone", "current", "unknown", "unknown", "unknown")))
                .body("items[0].id", equalTo(id.toString()))
                .body("items[1].path", equalTo(day + "here"))
                .body("items[1].canonicalUrl", equalTo("https://ledger.example" + day + "here"))
                .body("items[2].takedown", equalTo("killed"))
                .body("items[2].reason", equalTo("It was wrong."))
                .body("items[3].takedown", equalTo("expired"))
                .body("items[4].id", equalTo(elsewhere.toString()));
        given().queryParam("url", "/old/" + section)
                .get("/v1/resolve")
                .then()
                .statusCode(200)
                .body("status", equalTo("moved"));
    }

    @Test
    void upToTwoHundredAddressesAreTaken() {
        given().contentType("application/json")
                .body(Map.of("urls", Collections.nCopies(200, "/x")))
                .post("/v1/resolve")
                .then()
                .statusCode(200)
                .body("items", hasSize(200));
        given().contentType("application/json")
                .body(Map.of("urls", Collections.nCopies(201, "/x")))
                .post("/v1/resolve")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/urls"));
    }
}
