package org.broadsheet.reading;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.Syndicate;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;

/** A publication that shows cards to everybody, and more to those with a key. */
@QuarkusTest
@TestProfile(LimitedPublicTest.Limited.class)
@QuarkusTestResource(TestDatabase.class)
class LimitedPublicTest {

    public static class Limited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("broadsheet.reading.everybody", "limited");
        }
    }

    @Inject
    Newsroom newsroom;

    @Inject
    Syndicate syndicate;

    @Test
    void everybodySeesCardsWithoutPictures() {
        UUID id = newsroom.article().ledBy("https://images.example/quay.jpg").save();
        Response answer = given().get("/v1/articles/{id}", id);
        assertThat(answer.header("Cache-Control")).startsWith("public, ");
        assertThat(answer.jsonPath().getMap("")).containsKey("headline").doesNotContainKeys("body", "lead");
        assertThat(answer.jsonPath().getList("withheld.field")).containsExactly("body", "lead");
        given().get("/v1/snapshots/latest").then().statusCode(403).body("detail", containsString("Withheld"));
        given().get("/v1/changes").then().statusCode(200);
    }

    @Test
    void partnersSeeMore() {
        UUID id = newsroom.article().save();
        assertThat(syndicate
                        .partner(Map.of("tier", "full"))
                        .reads()
                        .get("/v1/articles/{id}", id)
                        .jsonPath()
                        .getMap(""))
                .containsKey("body");
    }
}
