package org.broadsheet.reading;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.access.Role;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.ResourceMethods;
import org.broadsheet.fixture.Syndicate;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;

/** A publication that is read with a key only. */
@QuarkusTest
@TestProfile(ClosedPublicTest.Closed.class)
@QuarkusTestResource(TestDatabase.class)
class ClosedPublicTest {

    public static class Closed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("broadsheet.reading.everybody", "closed");
        }
    }

    @Inject
    Syndicate syndicate;

    @Inject
    Credentials credentials;

    @Test
    void whoPresentsNoKeyReadsNothing() {
        assertThat(ResourceMethods.all())
                .filteredOn(call -> !call.path().matches("/v1/(editorial|partners|previews).*"))
                .hasSizeGreaterThan(15)
                .allSatisfy(call -> given().contentType("application/json")
                        .request(
                                call.method(),
                                call.path()
                                        .replaceAll(
                                                "\\{\\w+}", UUID.randomUUID().toString()))
                        .then()
                        .statusCode(401)
                        .header("WWW-Authenticate", "Bearer")
                        .header("Cache-Control", "no-store"));
    }

    @Test
    void partnersAndTheNewsroomRead() {
        syndicate
                .partner(Map.of("tier", "teaser"))
                .reads()
                .get("/v1/articles")
                .then()
                .statusCode(200);
        credentials.with(Role.WRITER).get("/v1/articles").then().statusCode(200);
        given().header("Authorization", "Basic YTpi").get("/v1/articles").then().statusCode(401);
    }
}
