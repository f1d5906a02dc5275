package org.broadsheet.newsdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.newsdesk.Keeper.Thing;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;

/** The number of SQL statements of each call, which does not depend on how many things or articles there are. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class NewsdeskStatementsTest {

    @Inject
    Keeper keeper;

    @Inject
    Newsroom newsroom;

    @Inject
    SessionFactory sessions;

    private long statements(Supplier<Response> request) {
        // the first one may have to note when its token was used
        Statistics statistics = sessions.getStatistics();
        keeper.bylines().list("?limit=1");
        statistics.clear();
        Response answer = request.get();
        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 204);
        return statistics.getPrepareStatementCount();
    }

    private Thing byline(String name) {
        return keeper.bylines()
                .thing(UUID.fromString(
                        keeper.bylines().list("?prefix=" + name).jsonPath().getString("items[0].id")));
    }

    @Test
    void listsAndSinglesDoNotDependOnTheirSize() {
        long one = statements(() -> keeper.bylines().list("?limit=1"));
        for (int i = 0; i < 5; i++) {
            newsroom.article().by(unique("Counted")).save();
        }

        assertThat(statements(() -> keeper.bylines().list("?limit=200"))).isEqualTo(one);
        assertThat(statements(() -> keeper.tags().list("?limit=200"))).isEqualTo(one);
        assertThat(statements(() -> keeper.media().list("?limit=200"))).isEqualTo(one - 1);
        assertThat(statements(() -> keeper.sections().list(""))).isEqualTo(one - 1);
        // one is that of the token
        assertThat(one).isEqualTo(3);
    }

    @Test
    void editsAndMergesDoNotDependOnHowManyArticlesShowTheThing() {
        String few = unique("Few");
        String many = unique("Many");
        newsroom.article().by(few).save();
        for (int i = 0; i < 6; i++) {
            newsroom.article().by(many).save();
        }
        Thing one = byline(few);
        Thing six = byline(many);
        Thing target = keeper.bylines().create(Map.of("name", unique("Target")));

        assertThat(statements(() -> six.patch(Map.of("role", "Editor"))))
                .isEqualTo(statements(() -> one.patch(Map.of("role", "Editor"))));
        assertThat(statements(() -> six.mergeInto(target.id())))
                .isEqualTo(statements(() -> one.mergeInto(target.id())));
    }
}
