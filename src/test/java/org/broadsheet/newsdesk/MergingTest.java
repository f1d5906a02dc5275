package org.broadsheet.newsdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Newsroom.unique;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.broadsheet.fixture.Desk;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Slugs;
import org.broadsheet.newsdesk.Keeper.Thing;
import org.broadsheet.tag.TagType;
import org.junit.jupiter.api.RepeatedTest;

/** Merges while others write: whoever comes first, in the end nothing that readers see carries what was merged. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class MergingTest {

    private static final int WRITERS = 8;
    private static final int PIECES = 6;

    @Inject
    Keeper keeper;

    @Inject
    Newsroom newsroom;

    @Inject
    Desk desk;

    @Inject
    EntityManager database;

    private long carrying(String column, Thing thing) {
        return ((Number) database.createNativeQuery(
                                "select count(*) from published_article where " + column + " @> array[:id]")
                        .setParameter("id", thing.uuid())
                        .getSingleResult())
                .longValue();
    }

    private static <T> void meanwhile(Callable<T> work, List<Callable<?>> others) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(others.size() + 1)) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> all = new ArrayList<>();
            List<Callable<?>> everything = new ArrayList<>(others);
            everything.add(work);
            everything.forEach(one -> all.add(threads.submit(() -> {
                start.await();
                return one.call();
            })));
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private Thing byline(String name) {
        return keeper.bylines().create(Map.of("name", name));
    }

    private static Void done(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return null;
    }

    @RepeatedTest(3)
    void importsWhileABylineIsMerged() throws Exception {
        String name = unique("Merged Under Way");
        Thing from = byline(name);
        Thing into = byline(unique("Standing"));
        long before = keeper.head();
        List<Callable<?>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(() -> {
                for (int piece = 0; piece < PIECES; piece++) {
                    newsroom.article().by(name).save();
                }
                return null;
            });
        }

        meanwhile(
                () -> {
                    Thread.sleep(60);
                    return done(from.mergeInto(into.id()));
                },
                writers);

        assertThat(carrying("byline_ids", from)).isZero();
        assertThat(carrying("byline_ids", into)).isEqualTo(WRITERS * PIECES);
        keeper.told(before);
    }

    @RepeatedTest(3)
    void publicationsOfDraftsWhileBylineAndTagAreMerged() throws Exception {
        Thing from = byline(unique("Draft Name"));
        Thing into = byline(unique("Present Name"));
        Thing tag = keeper.tags().create(Map.of("name", unique("draft tag")));
        Thing other = keeper.tags().create(Map.of("type", "story", "name", unique("present tag")));
        List<Desk.Piece> drafts = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            drafts.add(desk.draft(Map.of(
                    "headline", unique("Draft"),
                    "section", desk.section("news"),
                    "authors", List.of(Map.of("id", from.id(), "role", "reporter"), into.slug()),
                    "tags", List.of(Map.of("id", tag.id())),
                    "body", "Text.")));
        }
        long before = keeper.head();
        List<Callable<?>> writers = new ArrayList<>();
        drafts.forEach(draft -> writers.add(draft::publish));
        writers.add(() -> {
            Thread.sleep(40);
            return done(tag.mergeInto(other.id()));
        });

        meanwhile(
                () -> {
                    Thread.sleep(40);
                    return done(from.mergeInto(into.slug()));
                },
                writers);

        assertThat(carrying("byline_ids", from)).isZero();
        assertThat(carrying("tag_ids", tag)).isZero();
        assertThat(carrying("tag_ids", other)).isEqualTo(WRITERS);
        List<Object[]> credits = database.createNativeQuery(
                        "select byline_ids, byline_roles from published_article where byline_ids @> array[:id]",
                        Object[].class)
                .setParameter("id", into.uuid())
                .getResultList();
        assertThat(credits).hasSize(WRITERS).allSatisfy(credit -> {
            assertThat((UUID[]) credit[0]).containsExactly(into.uuid());
            assertThat((String[]) credit[1]).containsExactly("reporter");
        });
        keeper.told(before);
    }

    @RepeatedTest(3)
    void mergesInACircleEndWithOneThatStandsForAll() throws Exception {
        String tagName = unique("circle");
        List<Thing> tags = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            newsroom.article().tagged(TagType.TOPIC, tagName + "-" + i).save();
            tags.add(keeper.tags()
                    .thing(UUID.fromString(keeper.tags()
                            .list("?prefix=" + tagName + "-" + i)
                            .jsonPath()
                            .getString("items[0].id"))));
        }
        List<Callable<?>> merges = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thing from = tags.get(i);
            String into = "topic/" + Slugs.of(tagName + "-" + (i + 1) % 4);
            merges.add(() -> {
                // a merge into it makes a new version of it
                assertThat(from.mergeInto(into).statusCode()).isIn(200, 409, 412, 422);
                return null;
            });
        }

        meanwhile(() -> null, merges);

        List<UUID> chained = database.createNativeQuery(
                        "select a.id from tag a join tag b on b.id = a.merged_into where b.merged_into is not null",
                        UUID.class)
                .getResultList();
        assertThat(chained).isEmpty();
        for (Thing tag : tags) {
            boolean merged = tag.read().jsonPath().get("mergedInto") != null;
            assertThat(carrying("tag_ids", tag) == 0).isEqualTo(merged);
        }
    }
}
