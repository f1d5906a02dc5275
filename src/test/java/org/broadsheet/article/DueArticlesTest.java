package org.broadsheet.article;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.Test;

/** What is due when the look for it begins, and is not any more when it is its turn. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class DueArticlesTest {

    @Inject
    Newsroom newsroom;

    @Inject
    DueArticles due;

    @Inject
    ChangeLog log;

    @Inject
    EntityManager database;

    @Inject
    DataSource source;

    @Test
    void pieceWhoseExpiryIsPutOffInTheLastMomentStaysWithReaders() throws Exception {
        UUID first = newsroom.article().save();
        UUID second = newsroom.article().save();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch expired = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            try {
                // the look stops at the first piece, until it is let on
                statement.execute("select pg_advisory_lock(4711)");
                statement.execute("create function stop() returns trigger language plpgsql as $$ begin"
                        + " perform pg_advisory_xact_lock(4711); return new; end $$");
                statement.execute("create trigger stop before update of live on published_article for each row"
                        + " when (new.id = '" + first + "') execute function stop()");
                Future<Integer> expiring = threads.submit(() -> expire(first, second, held, expired));
                held.await();
                expiresAt(statement, first, "now() - interval '2 seconds'");
                expiresAt(statement, second, "now() - interval '1 second'");
                expired.countDown();
                untilItWaits(statement);

                expiresAt(statement, second, "now() + interval '1 hour'");
                statement.execute("select pg_advisory_unlock(4711)");

                assertThat(expiring.get()).isEqualTo(1);
            } finally {
                statement.execute("select pg_advisory_unlock_all()");
                statement.execute("drop trigger if exists stop on published_article");
                statement.execute("drop function if exists stop");
            }
        }
        given().get("/v1/articles/{id}", first).then().statusCode(410);
        given().get("/v1/articles/{id}", second).then().statusCode(200);
    }

    /** Holds both articles, so that the timekeeper passes them over, and goes through them one by one. */
    private int expire(UUID first, UUID second, CountDownLatch held, CountDownLatch expired) {
        return log.write(telling -> {
                    database.createNativeQuery(
                                    "select id from article where id in (:first, :second) for update", UUID.class)
                            .setParameter("first", first)
                            .setParameter("second", second)
                            .getResultList();
                    database.createNativeQuery("set local enable_hashjoin = off")
                            .executeUpdate();
                    database.createNativeQuery("set local enable_mergejoin = off")
                            .executeUpdate();
                    held.countDown();
                    try {
                        expired.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return due.expire(telling);
                })
                .value();
    }

    private static void expiresAt(Statement statement, UUID piece, String when) throws SQLException {
        statement.executeUpdate("update published_article set expires_at = " + when + " where id = '" + piece + "'");
    }

    private static void untilItWaits(Statement statement) throws SQLException, InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(until)) {
            try (ResultSet row = statement.executeQuery(
                    "select count(*) from pg_locks where not granted and locktype = 'advisory'")) {
                row.next();
                if (row.getLong(1) == 1) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("nobody expires anything");
    }
}
