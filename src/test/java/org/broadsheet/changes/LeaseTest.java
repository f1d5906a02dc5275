package org.broadsheet.changes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.Desk;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.web.ChangeProgress;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server trusts, and what it says of itself, when it can't follow the log for a while. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class LeaseTest {

    private static final String WAITS_FOR =
            "select count(*) from pg_locks where not granted and relation = '%s'::regclass";

    @Inject
    DataSource database;

    @Inject
    ChangeProgress progress;

    @Inject
    ChangeLog log;

    @Inject
    Desk desk;

    @Inject
    Credentials credentials;

    @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
    int connections;

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.holds()) {
            assertThat(Instant.now()).as("comes to it in time").isBefore(until);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static Response readiness() {
        return given().get("/health/ready");
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return number(connection, sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A lock, as long as this is open. */
    private final class Lock implements AutoCloseable {

        private final Connection connection = database.getConnection();

        Lock(String table, String mode) throws SQLException {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("lock table " + table + " in " + mode + " mode");
            }
        }

        @Override
        public void close() throws SQLException {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.close();
            }
        }
    }

    @AfterEach
    void followsAgain() throws Exception {
        await(() -> readiness().statusCode() == 200);
    }

    @Test
    void serverThatDoesNotFollowTheLogIsNotReady() throws Exception {
        await(() -> readiness().statusCode() == 200);

        try (Lock lock = new Lock("change_replica", "share")) {
            await(() -> readiness().statusCode() == 503);

            readiness().then().body("checks.find { it.name == 'Change log is followed' }.status", equalTo("DOWN"));
        }
    }

    @Test
    void connectionThatTheFollowerGivesBackIsAsItWas() throws Exception {
        List<Connection> all = new ArrayList<>();
        try (Lock lock = new Lock("change_replica", "share")) {
            // the follower's statement takes too long for it in the end
            await(() -> {
                try {
                    all.add(database.getConnection());
                } catch (SQLException e) {
                    // not yet
                }
                return all.size() == connections - 1;
            });
            for (Connection one : all) {
                assertThat(setting(one, "synchronous_commit")).isEqualTo("on");
                assertThat(setting(one, "statement_timeout")).isEqualTo("0");
                assertThat(number(one, "select count(*) from pg_listening_channels()"))
                        .isZero();
            }
        } finally {
            for (Connection one : all) {
                one.close();
            }
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void followerOutlivesALineThatItCanNotRead() throws Exception {
        // a server that has read nothing yet begins at the end
        progress.await(tell(), Duration.ofSeconds(30));
        execute(
                "with n as (update change_counter set seq = seq + 1 returning seq) insert into change (seq, at, type, kind,"
                        + " id, changed_fields, keys) select seq, now(), 'updated', 'section', gen_random_uuid(), '{}',"
                        + " array[null]::text[] from n");
        long seq = log.head();
        await(() -> readiness().statusCode() == 503);
        assertThat(progress.applied()).isLessThan(seq);

        execute("update change set keys = '{}' where seq = " + seq);

        assertThat(progress.await(seq, Duration.ofSeconds(30))).isTrue();
    }

    /** The number of the change. */
    private long tell() {
        return log.write(telling -> {
                    telling.tell(Change.of(Change.Kind.SECTION, UUID.randomUUID()));
                    return telling;
                })
                .seq();
    }

    @Test
    void serverThatWasCountedAsGoneTrustsNothingBeforeItHasReadTheLogOnceMore() throws Exception {
        long seq;
        try (Lock reports = new Lock("change_replica", "share")) {
            await(() -> !progress.vouched());
            // it has read the log a moment ago, and is about to say so
            await(() -> number("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like"
                            + " '%change_replica%' and query_start > now() - interval '200 milliseconds'")
                    == 1);
            seq = tell();
            try (Lock reads = new Lock("change", "access exclusive")) {
                reports.close();
                await(() -> number(reads.connection, WAITS_FOR.formatted("change")) == 1);
                assertThat(progress.applied()).isLessThan(seq);
                assertThat(progress.vouched()).isFalse();
            }
        }
        assertThat(progress.await(seq, Duration.ofSeconds(30))).isTrue();
    }

    /** The client would not wait for as long as all of them together. */
    @Test
    void bulkWaitsOnceForAServerThatLags() throws Exception {
        String section = desk.section("news");
        List<Map<String, ?>> publications = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Desk.Piece piece = desk.draft(Map.of("headline", unique("Lagging"), "section", section));
            publications.add(Map.of("op", "publish", "id", piece.id(), "version", piece.version()));
        }

        try (Lock lock = new Lock("change_replica", "share")) {
            await(() -> !progress.vouched());

            credentials
                    .editor()
                    .contentType("application/json")
                    .body(Map.of("operations", publications))
                    .post("/v1/editorial/bulk")
                    .then()
                    .statusCode(200)
                    .body("done", equalTo(40));
        }
    }

    @Test
    void killThatIsCommittedIsAnsweredAsSuchWhenTheServersCanNotBeAskedAnyMore() throws Exception {
        Desk.Piece piece = desk.draft(unique("Doomed")).publish();
        // one that is running for ever, and never comes so far
        execute("insert into change_replica (id, name, applied_seq, seen_at)"
                + " values ('00000000-0000-7000-8000-000000000001', 'mute', 0, now() + interval '1 hour')");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Response> killing = threads.submit(() -> piece.order("kill", Map.of("reason", "It was wrong.")));
            await(() -> number("select count(*) from change where type = 'killed' and id = '" + piece.id() + "'") == 1);
            execute("alter table change_replica rename to change_replica_away");
            try {
                killing.get()
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("killed"))
                        .body("propagation.waitedMs", greaterThanOrEqualTo(3000));
            } finally {
                execute("alter table change_replica_away rename to change_replica");
            }
        } finally {
            execute("delete from change_replica where name = 'mute'");
        }
    }
}
