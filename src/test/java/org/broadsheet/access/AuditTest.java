package org.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Credentials.bearer;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who did what. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class AuditTest {

    private static final String AUDIT = "/v1/editorial/audit";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Inject
    Credentials credentials;

    @Inject
    AuditTrail audit;

    private JsonPath entries(String parameter, Object value) {
        return credentials
                .admin()
                .queryParam(parameter, value)
                .get(AUDIT)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Entries of an actor whom no other test knows. */
    private Actor acted(String... actions) {
        Actor actor = new Actor(unique("person"), "Ines Marlow", Actor.Kind.PERSON, Set.of());
        for (String action : actions) {
            QuarkusTransaction.requiringNew()
                    .run(() -> audit.record(
                            actor, action, "article", UUID.randomUUID(), 3, 4, "draft", "published", "as agreed"));
        }
        return actor;
    }

    @Test
    void creationAndRevocationOfATokenAreTold() {
        ApiTokens.Issued chief = credentials.issue(Role.ADMIN);
        String id = bearer(chief.text())
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .contentType("application/json")
                .body(Map.of("name", "Wire desk", "role", "writer"))
                .post("/v1/editorial/tokens")
                .jsonPath()
                .getString("id");
        bearer(chief.text()).delete("/v1/editorial/tokens/" + id);
        bearer(chief.text()).delete("/v1/editorial/tokens/" + id);

        JsonPath told = entries("thing", id);

        assertThat(told.<String>getList("items.action")).containsExactly("token.revoke", "token.create");
        assertThat(told.<String>getList("items.toState")).containsExactly("revoked", "active");
        assertThat(told.getString("items[0].fromState")).isEqualTo("active");
        assertThat(told.getString("items[0].actor.kind")).isEqualTo("token");
        assertThat(told.getString("items[0].actor.subject"))
                .isEqualTo(chief.token().id().toString());
        assertThat(told.getString("items[1].traceId")).isEqualTo(TRACE);
        assertThat(told.getString("items[0].traceId")).isNull();
    }

    @Test
    void entryTellsAllThatWasRecorded() {
        Actor actor = acted("article.publish");

        JsonPath told = entries("actor", actor.subject());

        assertThat(told.<Object>getList("items")).hasSize(1);
        assertThat(told.getInt("items[0].fromRevision")).isEqualTo(3);
        assertThat(told.getInt("items[0].toRevision")).isEqualTo(4);
        assertThat(told.getString("items[0].fromState")).isEqualTo("draft");
        assertThat(told.getString("items[0].toState")).isEqualTo("published");
        assertThat(told.getString("items[0].note")).isEqualTo("as agreed");
        assertThat(told.getString("items[0].kind")).isEqualTo("article");
        assertThat(told.getString("items[0].actor.name")).isEqualTo("Ines Marlow");
        assertThat(Instant.parse(told.getString("items[0].at")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void entryNeedsNothingButWhoAndWhat() {
        Actor actor = Actor.system(unique("scheduler"));
        QuarkusTransaction.requiringNew()
                .run(() -> audit.record(actor, "front.update", "front", null, null, null, null, null, null));

        credentials
                .admin()
                .queryParam("actor", actor.subject())
                .get(AUDIT)
                .then()
                .body("items", hasSize(1))
                .body("items[0].actor.kind", equalTo("system"))
                .body("items[0].thing", nullValue());
    }

    @Test
    void whatWasNotDoneLeavesNoEntry() {
        Actor actor = Actor.system(unique("failing"));
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                audit.record(actor, "article.kill", "article", null, null, null, null, null, null);
                throw new IllegalStateException("so that nothing is done");
            });
        } catch (IllegalStateException expected) {
            // as meant
        }

        assertThat(entries("actor", actor.subject()).<Object>getList("items")).isEmpty();
    }

    @Test
    void filtersAllHaveToMatch() {
        Actor actor = acted("article.publish", "article.correct", "article.publish");

        credentials
                .admin()
                .queryParam("actor", actor.subject())
                .queryParam("action", "article.publish")
                .queryParam("since", Instant.now().minusSeconds(60).toString())
                .queryParam("until", Instant.now().plusSeconds(60).toString())
                .get(AUDIT)
                .then()
                .body("items", hasSize(2));
        for (String parameter : List.of("since", "until")) {
            credentials
                    .admin()
                    .queryParam("actor", actor.subject())
                    .queryParam(
                            parameter,
                            Instant.now()
                                    .plusSeconds(parameter.equals("since") ? 60 : -60)
                                    .toString())
                    .get(AUDIT)
                    .then()
                    .body("items", hasSize(0));
        }
    }

    @Test
    void trailIsPagedTheNewestFirst() {
        Actor actor = acted("tag.create", "tag.update", "tag.merge", "byline.merge", "tag.delete");
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            var request =
                    credentials.admin().queryParam("actor", actor.subject()).queryParam("limit", 2);
            JsonPath page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get(AUDIT)
                    .jsonPath();
            seen.addAll(page.getList("items.action"));
            cursor = page.getString("page.next");
        } while (cursor != null);

        assertThat(seen).containsExactly("tag.delete", "byline.merge", "tag.merge", "tag.update", "tag.create");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    thing  | 1         | an id
                    since  | yesterday | RFC 3339
                    actr   | x         | Did you mean 'actor'?
                    limit  | 0         | from 1 to 200
                    cursor | abc       | is not one that this server made
                    """)
    void parameterThatCantBeAcceptedIsNamed(String parameter, String value, String reason) {
        JsonPath answer = credentials
                .admin()
                .queryParam(parameter, value)
                .get(AUDIT)
                .then()
                .statusCode(400)
                .extract()
                .jsonPath();
        assertThat(answer.getString("errors[0].parameter")).isEqualTo(parameter);
        assertThat(answer.getString("errors[0].detail")).contains(reason);
    }

    @Test
    void actionThatThereIsNotIsRefusedWithThoseThatThereAre() {
        credentials
                .admin()
                .queryParam("action", "article.publsh")
                .get(AUDIT)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("action"))
                .body("errors[0].detail", containsString("Did you mean 'article.publish'?"));
    }
}
