package org.broadsheet.publishing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.broadsheet.fixture.Desk;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that can't do what is asked for at the moment, for a reason that has nothing to do with the request. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class TroubledDatabaseTest {

    /** More than what a piece that can't be published is given. */
    private static final int FAILURES = 7;

    @Inject
    Desk desk;

    @Inject
    EntityManager database;

    private void sql(String sql) {
        QuarkusTransaction.requiringNew()
                .run(() -> database.createNativeQuery(sql).executeUpdate());
    }

    /** From now on what has this headline can't be put out, each time with this SQLSTATE. */
    private void failWith(String state, String headline) {
        sql("create sequence failures");
        sql("create function fail() returns trigger language plpgsql as $$ begin if new.headline = '" + headline
                + "' then perform nextval('failures'); raise exception 'trouble' using errcode = '" + state
                + "'; end if; return new; end $$");
        sql("create trigger trouble before insert on published_article for each row execute function fail()");
    }

    private long failures() {
        return ((Number) database.createNativeQuery(
                                "select case when is_called then last_value else 0 end from failures")
                        .getSingleResult())
                .longValue();
    }

    @AfterEach
    void mend() {
        sql("drop trigger if exists trouble on published_article");
        sql("drop function if exists fail");
        sql("drop sequence if exists failures");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "25006", "53100", "57014"})
    void writeThatCanBeMadeAMomentLaterIsNoErrorOfOurs(String state) {
        String headline = unique("Troubled");
        Desk.Piece piece = desk.draft(headline);
        failWith(state, headline);

        piece.order("publish", Map.of()).then().statusCode(503).header("Retry-After", notNullValue());

        mend();
        piece.publish();
        given().get("/v1/articles/{id}", piece.id()).then().statusCode(200);
    }

    @Test
    void scheduledPublicationOutlastsTroubleOfTheDatabase() throws InterruptedException {
        String headline = unique("Outlasting");
        Desk.Piece piece = desk.draft(headline);
        failWith("53100", headline);
        piece.does("publish", Map.of("at", Instant.now().plusMillis(500).toString()));

        await(() -> failures() >= FAILURES);
        mend();

        await(() -> given().get("/v1/articles/{id}", piece.id()).statusCode() == 200);
    }

    private static void await(BooleanSupplier state) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        while (!state.getAsBoolean()) {
            assertThat(Instant.now()).as("comes to it in time").isBefore(until);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
