package org.broadsheet.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As of which change an answer is, and asking for no earlier one. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MinSeqTest {

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeProgress progress;

    private static long seq(Response answer) {
        return Long.parseLong(answer.header("Broadsheet-Seq"));
    }

    @Test
    void answersSayAsOfWhichChangeTheyAre() {
        UUID id = newsroom.article().save();
        Response article = given().get("/v1/articles/{id}", id);
        newsroom.article().save();
        Response list = given().header("Broadsheet-Min-Seq", seq(article) + 1).get("/v1/articles");

        assertThat(seq(list)).isGreaterThan(seq(article));
        given().header("If-None-Match", article.header("ETag"))
                .get("/v1/articles/{id}", id)
                .then()
                .statusCode(304)
                .header("Broadsheet-Seq", notNullValue());
        given().head("/v1/articles/{id}", id).then().header("Broadsheet-Seq", notNullValue());
    }

    @Test
    void requestWaitsForTheChangeThatItNames() {
        answeredOnceAnotherChangeIsThere(
                next -> given().header("Broadsheet-Min-Seq", next).get("/v1/articles?limit=1"));
    }

    @Test
    void soDoesOneWithABody() {
        answeredOnceAnotherChangeIsThere(next -> {
            Response answer = given().header("Broadsheet-Min-Seq", next)
                    .contentType("application/json")
                    .body(Map.of("urls", List.of("/nowhere/at/all", "/nor/here")))
                    .post("/v1/resolve");
            answer.then().body("items", hasSize(2));
            return answer;
        });
    }

    private void answeredOnceAnotherChangeIsThere(java.util.function.LongFunction<Response> request) {
        long next = progress.applied() + 1;
        Supplier<Response> sent = () -> request.apply(next);
        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(sent);
        newsroom.article().save();

        assertThat(answer.join().statusCode()).as(answer.join().asString()).isEqualTo(200);
        assertThat(seq(answer.join())).isGreaterThanOrEqualTo(next);
    }

    @Test
    void changeThatDoesNotComeIsNotWaitedForForEver() {
        given().header("Broadsheet-Min-Seq", 999_999_999_999L)
                .get("/v1/articles")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .header("Cache-Control", equalTo("no-store"))
                .body("type", equalTo("/problems#unavailable"))
                .body("detail", containsString("999999999999"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "soon", "", "1,2", "99999999999999999999"})
    void whatIsNoNumberOfAChangeIsRefused(String number) {
        given().header("Broadsheet-Min-Seq", number)
                .get("/v1/sections")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems#invalid-request"))
                .body("instance", equalTo("/v1/sections"))
                .body("errors[0].parameter", equalTo("Broadsheet-Min-Seq"));
    }

    @Test
    void pagesOfOtherOriginsMayUseBothHeaders() {
        given().header("Origin", "https://app.example")
                .get("/v1/articles?limit=1")
                .then()
                .header("Access-Control-Expose-Headers", containsString("Broadsheet-Seq"));
        given().header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "broadsheet-min-seq")
                .options("/v1/articles")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Headers", containsString("broadsheet-min-seq"));
    }
}
