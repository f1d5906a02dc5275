package org.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.ResourceMethods;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who may make which call of the newsroom's. The table says it a second time, so that neither a call that is open by
 * mistake nor a scope that was changed by mistake goes unnoticed: <strong>a new call needs its row</strong>.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class EditorialMatrixTest {

    private static final String TABLE = """
            GET    /v1/editorial/articles        editorial:read
            POST   /v1/editorial/articles        articles:write
            GET    /v1/editorial/articles/{id}   editorial:read
            PUT    /v1/editorial/articles/{id}   articles:write
            PATCH  /v1/editorial/articles/{id}   articles:write
            DELETE /v1/editorial/articles/{id}   articles:write
            POST   /v1/editorial/articles/{id}/submit articles:write
            POST   /v1/editorial/articles/{id}/reject articles:publish
            POST   /v1/editorial/articles/{id}/assign articles:write
            POST   /v1/editorial/articles/{id}/revert articles:write
            POST   /v1/editorial/articles/{id}/publish articles:publish
            POST   /v1/editorial/articles/{id}/unschedule articles:publish
            POST   /v1/editorial/articles/{id}/correct articles:publish
            POST   /v1/editorial/articles/{id}/move articles:publish
            POST   /v1/editorial/articles/{id}/unpublish articles:publish
            POST   /v1/editorial/articles/{id}/kill articles:kill
            GET    /v1/editorial/articles/{id}/revisions editorial:read
            GET    /v1/editorial/articles/{id}/revisions/{number} editorial:read
            GET    /v1/editorial/articles/{id}/revisions/diff editorial:read
            GET    /v1/editorial/articles/{id}/previews editorial:read
            POST   /v1/editorial/articles/{id}/previews articles:write
            DELETE /v1/editorial/articles/{id}/previews/{preview} articles:write
            GET    /v1/editorial/articles/{id}/similar editorial:read
            PUT    /v1/editorial/articles/{id}/similar articles:publish
            POST   /v1/editorial/bulk            articles:write
            GET /v1/editorial/sections editorial:read
            POST /v1/editorial/sections sections:write
            GET /v1/editorial/sections/{id} editorial:read
            PUT /v1/editorial/sections/{id} sections:write
            PATCH /v1/editorial/sections/{id} sections:write
            DELETE /v1/editorial/sections/{id} sections:write
            GET /v1/editorial/tags editorial:read
            POST /v1/editorial/tags tags:write
            GET /v1/editorial/tags/{id} editorial:read
            PUT /v1/editorial/tags/{id} tags:write
            PATCH /v1/editorial/tags/{id} tags:write
            DELETE /v1/editorial/tags/{id} tags:write
            POST /v1/editorial/tags/{id}/merge tags:write
            GET /v1/editorial/media editorial:read
            POST /v1/editorial/media media:write
            GET /v1/editorial/media/{id} editorial:read
            PUT /v1/editorial/media/{id} media:write
            PATCH /v1/editorial/media/{id} media:write
            DELETE /v1/editorial/media/{id} media:write
            GET /v1/editorial/fronts/{section} editorial:read
            PUT /v1/editorial/fronts/{section} fronts:write
            GET    /v1/editorial/bylines editorial:read
            POST   /v1/editorial/bylines bylines:write
            GET    /v1/editorial/bylines/{id} editorial:read
            PUT    /v1/editorial/bylines/{id} bylines:write
            PATCH  /v1/editorial/bylines/{id} bylines:write
            DELETE /v1/editorial/bylines/{id} bylines:write
            POST   /v1/editorial/bylines/{id}/merge bylines:write
            GET    /v1/editorial/kills           articles:kill
            GET    /v1/editorial/kills/{id}      articles:kill
            GET    /v1/editorial/kills/{id}/export articles:kill
            GET    /v1/editorial/audit           audit:read
            GET    /v1/editorial/tokens          tokens:write
            POST   /v1/editorial/tokens          tokens:write
            GET    /v1/editorial/tokens/{id}     tokens:write
            DELETE /v1/editorial/tokens/{id}     tokens:write
            GET    /v1/partners                  partners:write
            POST   /v1/partners                  partners:write
            GET    /v1/partners/{id}             partners:write
            PUT    /v1/partners/{id}             partners:write
            PATCH  /v1/partners/{id}             partners:write
            GET    /v1/partners/{id}/keys        partners:write
            POST   /v1/partners/{id}/keys        partners:write
            GET    /v1/partners/{id}/keys/{key}  partners:write
            DELETE /v1/partners/{id}/keys/{key}  partners:write
            GET    /v1/partners/{id}/usage       partners:write
            GET    /v1/webhooks                  webhooks:manage
            POST   /v1/webhooks                  webhooks:manage
            GET    /v1/webhooks/{id}             webhooks:manage
            PATCH  /v1/webhooks/{id}             webhooks:manage
            DELETE /v1/webhooks/{id}             webhooks:manage
            POST   /v1/webhooks/{id}/rotate-secret webhooks:manage
            POST   /v1/webhooks/{id}/resume      webhooks:manage
            POST   /v1/webhooks/{id}/replay      webhooks:manage
            POST   /v1/webhooks/{id}/test        webhooks:manage
            GET    /v1/webhooks/{id}/attempts    webhooks:manage
            """;

    private static final List<String> NEWSROOM = List.of("/v1/editorial", "/v1/partners", "/v1/webhooks");

    /** A line of the table, and the call that it is about. */
    record Row(ResourceMethods.Call call, Scope scope) {
        @Override
        public String toString() {
            return call + " " + scope.wire();
        }
    }

    @Inject
    Credentials credentials;

    private static List<ResourceMethods.Call> calls() {
        return ResourceMethods.all().stream()
                .filter(call -> NEWSROOM.stream().anyMatch(call.path()::startsWith))
                .toList();
    }

    static List<Row> rows() {
        return lines().map(line -> new Row(
                        calls().stream()
                                .filter(call -> call.toString().equals(line[0] + " " + line[1]))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError("no such call: " + line[0] + " " + line[1])),
                        Scope.parse(line[2]).orElseThrow(() -> new AssertionError("no such scope: " + line[2]))))
                .toList();
    }

    private static Stream<String[]> lines() {
        return TABLE.lines().map(line -> line.split(" +"));
    }

    @Test
    void everyCallHasARow() {
        assertThat(calls()).isNotEmpty();
        assertThat(lines().map(line -> line[0] + " " + line[1]))
                .as("the rows of the table, beside the calls under %s that there are", NEWSROOM)
                .containsExactlyInAnyOrderElementsOf(
                        calls().stream().map(ResourceMethods.Call::toString).toList());
    }

    @Test
    void everyCallSaysWhatItNeedsAndMayBlockWhileThatIsFoundOut() {
        assertThat(calls()).allSatisfy(call -> {
            assertThat(call.java().isAnnotationPresent(Needs.class))
                    .as("%s has a @Needs", call)
                    .isTrue();
            assertThat(call.java().isAnnotationPresent(RunOnVirtualThread.class)
                            || call.java().getDeclaringClass().isAnnotationPresent(RunOnVirtualThread.class))
                    .as("%s runs on a virtual thread", call)
                    .isTrue();
        });
    }

    /** {@link UnsettledResource} is such a call. */
    @Test
    void callThatDoesNotSayWhatItNeedsRefusesEverybody() {
        credentials.nobody().get("/v1/editorial/unsettled").then().statusCode(403);
        credentials
                .admin()
                .get("/v1/editorial/unsettled")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void nobodyPassesWithoutAGoodCredential(Row row) {
        assertRefused(row, credentials.nobody(), 401);
        assertRefused(row, credentials.garbage(), 401);
        assertRefused(row, credentials.expired(), 401);
        assertRefused(row, credentials.revoked(), 401);
        assertRefused(row, Credentials.bearer("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."), 401);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void allScopesButTheOneThatIsNeededAreNotEnough(Row row) {
        Response answer = assertRefused(row, credentials.withAllBut(row.scope()), 403);
        assertThat(answer.jsonPath().getString("detail"))
                .contains("'" + row.scope().wire() + "'");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theScopeAloneIsEnough(Row row) {
        assertLetIn(row, credentials.withScopes(row.scope()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rolesPassWhereTheyHaveTheScope(Row row) {
        for (Role role : Role.values()) {
            if (role.scopes().contains(row.scope())) {
                assertLetIn(row, credentials.with(role));
            } else {
                assertRefused(row, credentials.with(role), 403);
            }
        }
    }

    /** What each role may, written out: the rows above can't tell when a role itself has grown. */
    @ParameterizedTest
    @EnumSource(Role.class)
    void rolesAreTheSetsThatTheDocumentsTell(Role role) {
        List<String> writer = List.of("editorial:read", "articles:write", "media:write");
        List<String> editor = List.of(
                "articles:publish", "articles:kill", "fronts:write", "sections:write", "bylines:write", "tags:write");
        List<String> admin = List.of(
                "tokens:write", "audit:read", "webhooks:manage", "partners:write", "content:read", "changes:read");
        Function<List<List<String>>, List<String>> all =
                lists -> lists.stream().flatMap(List::stream).toList();
        assertThat(role.scopes().stream().map(Scope::wire))
                .containsExactlyInAnyOrderElementsOf(
                        switch (role) {
                            case WRITER -> writer;
                            case EDITOR -> all.apply(List.of(writer, editor));
                            case ADMIN -> all.apply(List.of(writer, editor, admin));
                        });
        assertThat(Role.ADMIN.scopes()).containsExactlyInAnyOrder(Scope.values());
    }

    private static Response assertRefused(Row row, RequestSpecification as, int status) {
        Response answer = call(row, as);
        assertThat(answer.statusCode()).as("%s: %s", row, answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(status == 401 ? "Bearer" : null);
        return answer;
    }

    /** What becomes of a body without sense is not of interest here, as long as it isn't an error of ours. */
    private static void assertLetIn(Row row, RequestSpecification as) {
        Response answer = call(row, as);
        assertThat(answer.statusCode())
                .as("%s: %s", row, answer.asString())
                .isNotIn(401, 403)
                .isLessThan(500);
    }

    private static Response call(Row row, RequestSpecification as) {
        String path = row.call().path().replaceAll("\\{\\w+}", UUID.randomUUID().toString());
        if (Arrays.asList("POST", "PUT", "PATCH").contains(row.call().method())) {
            as.header("Content-Type", row.call().consumes()).body("{\"nonsense\":true}");
        }
        return as.request(row.call().method(), path);
    }
}
