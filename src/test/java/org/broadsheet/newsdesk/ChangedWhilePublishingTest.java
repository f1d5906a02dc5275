package org.broadsheet.newsdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.broadsheet.fixture.Desk;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.newsdesk.Keeper.Line;
import org.broadsheet.newsdesk.Keeper.Thing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Things that are changed while an article which shows them is being published: whoever follows the log has read the
 * article with what was said of them before, and has to be told again.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ChangedWhilePublishingTest {

    @Inject
    Keeper keeper;

    @Inject
    Desk desk;

    @Inject
    DataSource database;

    @ParameterizedTest
    @CsvSource({"bylines,bylines", "tags,tags", "sections,section", "media,lead"})
    void changeIsToldForAnArticleThatIsBeingPublished(String shelf, String field) throws Exception {
        Thing thing = thing(shelf);
        // the first article writes down in the thing itself that readers know of it, and holds it by that
        desk.draft(showing(shelf, thing)).publish();
        Desk.Piece piece = desk.draft(showing(shelf, thing));
        long before = keeper.head();
        Future<Response> publishing;
        Future<Response> changing;
        try (ExecutorService threads = Executors.newFixedThreadPool(2);
                Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // whoever has something to tell has done all else by then
            statement.execute("select seq from change_counter for update");
            publishing = threads.submit(() -> piece.order("publish", Map.of()));
            untilThereWait(1);
            changing = threads.submit(() -> thing.patch(
                    shelf.equals("media") ? Map.of("caption", "Another.") : Map.of("name", unique("Another"))));
            untilThereWait(2);
            connection.rollback();
        }

        assertThat(publishing.get().statusCode()).isEqualTo(200);
        assertThat(changing.get().statusCode()).isEqualTo(200);
        assertThat(keeper.told(before).stream()
                        .filter(line -> line.id().equals(UUID.fromString(piece.id())))
                        .map(Line::fields))
                .containsExactly(List.of(), List.of(field));
    }

    private Thing thing(String shelf) {
        return keeper.shelf(shelf)
                .create(
                        shelf.equals("media")
                                ? Map.of("url", "https://images.example/" + unique("quay") + ".jpg")
                                : Map.of("name", unique("Changed")));
    }

    private Map<String, Object> showing(String shelf, Thing thing) {
        Map<String, Object> form =
                new HashMap<>(Map.of("headline", unique("Shows it"), "section", desk.section("news"), "body", "Text."));
        switch (shelf) {
            case "bylines" -> form.put("authors", List.of(thing.id()));
            case "tags" -> form.put("tags", List.of(thing.id()));
            case "sections" -> form.put("section", thing.id());
            default -> form.put("lead", Map.of("id", thing.id()));
        }
        return form;
    }

    private void untilThereWait(int many) throws SQLException, InterruptedException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            long waiting = 0;
            while (waiting < many) {
                Thread.sleep(20);
                try (ResultSet row = statement.executeQuery(
                        "select count(distinct pid) from pg_locks where not granted and locktype <> 'advisory'")) {
                    row.next();
                    waiting = row.getLong(1);
                }
            }
        }
    }
}
