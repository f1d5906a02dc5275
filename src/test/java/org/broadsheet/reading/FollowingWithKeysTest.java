package org.broadsheet.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.ArticleBuilder;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.Syndicate;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;

/** The change log, for those who may not know of all changes. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FollowingWithKeysTest {

    @Inject
    Newsroom newsroom;

    @Inject
    ChangeLog log;

    @Inject
    Syndicate syndicate;

    @Inject
    Credentials credentials;

    @Test
    void whatLeavesTheViewIsToldByItsIdAlone() {
        String top = unique("leaving");
        newsroom.article().in(top + "/elsewhere").save();
        ArticleBuilder piece = newsroom.article().in(top + "/here").slug("leaves");
        UUID id = piece.save();
        Syndicate.Partner partner = syndicate.withRights(Map.of("sections", List.of(top + "/here")));
        long since = log.head();

        piece.in(top + "/elsewhere").headline("Not for them").save();

        var changes = partner.reads().get("/v1/changes?since={since}", since).jsonPath();
        assertThat(changes.<String>getList("items.id")).containsOnly(id.toString());
        assertThat(changes.<String>getList("items.type")).containsOnly("left");
        assertThat(changes.<String>getList("items.path")).containsOnlyNulls();
        assertThat(changes.<List<String>>getList("items.surrogateKeys")).containsOnly(List.of("article:" + id));
        newsroom.article().in(top + "/elsewhere").save();
        assertThat(partner.reads()
                        .get("/v1/changes?since={since}", changes.getLong("next"))
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void streamEndsWhenItsKeyIsRevoked() throws Exception {
        Syndicate.Partner partner = syndicate.partner(Map.of("tier", "full"));
        HttpResponse<Stream<String>> stream = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://localhost:" + RestAssured.port + "/v1/changes/stream"))
                                .header("Authorization", "Bearer " + partner.key())
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        assertThat(stream.statusCode()).isEqualTo(200);
        CompletableFuture<String> all =
                CompletableFuture.supplyAsync(() -> stream.body().collect(Collectors.joining("\n")));
        String before = newsroom.article().save().toString();
        Thread.sleep(Duration.ofMillis(500));

        credentials
                .admin()
                .delete("/v1/partners/{p}/keys/{k}", partner.id(), partner.keyId())
                .then()
                .statusCode(204);
        Thread.sleep(Duration.ofMillis(1100));
        String after = newsroom.article().save().toString();

        assertThat(all.get(20, TimeUnit.SECONDS)).contains(before).doesNotContain(after);
    }
}
