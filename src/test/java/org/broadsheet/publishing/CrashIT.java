package org.broadsheet.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers and databases that end without a farewell: what was answered holds, and what was not is whole or absent. */
@Tag("packaged")
class CrashIT {

    private static final int SCHEDULED = 100;
    private static final int SECONDS_TO_FIRE = 60;

    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(2, Map.of("BROADSHEET_SNAPSHOTS_MAX_AGE", "PT0S", "BROADSHEET_SNAPSHOTS_REST", "PT0S"));
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    void serverThatIsKilledWhilePublishingLosesNothingAndDoesNothingByHalves() throws Exception {
        Journal journal = new Journal(cluster, "Killed");
        journal.writeThrough(() -> cluster.kill9(1));
        cluster.restart(1);

        holds("Killed", journal);
    }

    @Test
    void databaseThatIsStartedAgainLosesNothingAndIsFoundAgain() throws Exception {
        Journal journal = new Journal(cluster, "Restarted");
        journal.writeThrough(() -> cluster.restartPostgres());

        holds("Restarted", journal);
    }

    private static void holds(String name, Journal journal) throws Exception {
        System.out.printf("%s: %d published, %d not answered%n", name, journal.published(), journal.unanswered());
        nothingIsHalfDone();
        Map<String, Integer> before = published(name);
        for (Journal.Entry entry : journal.entries()) {
            if (entry.out()) {
                assertThat(before).as("was answered with 200").containsEntry(entry.headline(), 1);
            }
        }

        journal.finish();

        nothingIsHalfDone();
        assertThat(published(name))
                .isEqualTo(journal.entries().stream().collect(Collectors.toMap(Journal.Entry::headline, entry -> 1)));
        assertThat(cluster.column("select headline from article where headline like '" + name + " %'"))
                .as("created once")
                .doesNotHaveDuplicates()
                .hasSameSizeAs(journal.entries());
    }

    /** How often the log tells that the pieces came out, by headline. */
    private static Map<String, Integer> published(String name) throws Exception {
        return cluster
                .rows("select a.headline, count(*) from article a join change c on c.id = a.id"
                        + " and c.type = 'published' where a.headline like '" + name + " %' group by a.headline")
                .stream()
                .collect(Collectors.toMap(
                        List::getFirst, row -> Integer.valueOf(row.getLast()), (a, b) -> -1, TreeMap::new));
    }

    private static void nothingIsHalfDone() throws Exception {
        assertThat(cluster.column("select a.id from article a where a.source = '' and not exists (select 1 from"
                        + " article_revision r where r.article_id = a.id and r.number = a.revision)"))
                .as("pieces without what they say")
                .isEmpty();
        assertThat(cluster.column("select a.id from article a left join published_article p on p.id = a.id"
                        + " where (a.state = 'published') <> (p.id is not null)"))
                .as("pieces that are out for some and not for others")
                .isEmpty();
        assertThat(cluster.column("select a.id from article a where a.state = 'published' and not exists"
                        + " (select 1 from change c where c.id = a.id)"))
                .as("pieces that nobody was told of")
                .isEmpty();
        assertThat(cluster.column("select key from idempotent_write where status is null"))
                .as("keys without an answer")
                .isEmpty();
        assertThat(cluster.rows("select count(*), max(seq) from change"))
                .isEqualTo(cluster.rows("select seq, seq from change_counter"));
    }

    @Test
    void schedulesFireOnceWhicheverServerIsKilled() throws Exception {
        Instant first = Instant.now().plusSeconds(8);
        Map<String, Instant> due = new TreeMap<>();
        for (int i = 0; i < SCHEDULED; i++) {
            scheduled(i % 2, first.plusMillis(180L * i), due);
        }
        await(due, SCHEDULED / 10);
        cluster.kill9(1);
        int byBoth = fired(due).size();
        cluster.restart(1);
        cluster.kill9(0);
        int byThen = fired(due).size();
        await(due, SCHEDULED);
        cluster.restart(0);
        System.out.printf("of %d: %d when the first was killed, %d when the second was%n", SCHEDULED, byBoth, byThen);
        firedOnce(due);
    }

    @Test
    void whatBecameDueWhileEverythingWasDownFiresAtTheStart() throws Exception {
        Map<String, Instant> due = new TreeMap<>();
        Instant soon = Instant.now().plusSeconds(6);
        for (int i = 0; i < 10; i++) {
            scheduled(i % 2, soon.plusMillis(i), due);
        }
        cluster.kill9(0);
        cluster.kill9(1);
        assertThat(fired(due)).as("before all was down").isEmpty();
        TimeUnit.MILLISECONDS.sleep(Instant.now().until(soon.plusMillis(200)).toMillis());
        cluster.restart(0);
        await(due, due.size());
        cluster.restart(1);
        firedOnce(due);
    }

    @Test
    void snapshotWhoseServerIsKilledIsMadeByTheOther() throws Exception {
        for (int delay : new int[] {10, 40}) {
            Caller.Answer out = published(cluster.at(0), "Reason for another snapshot");
            Caller doomed = cluster.at(1);
            Thread asking = Thread.startVirtualThread(() -> {
                try {
                    doomed.read("/v1/snapshots/latest");
                } catch (Exception e) {
                    // it is killed
                }
            });
            TimeUnit.MILLISECONDS.sleep(delay);
            cluster.kill9(1);
            asking.join();

            Caller.Answer latest = cluster.at(0).read("/v1/snapshots/latest").expect(307);

            assertThat(latest.seq()).isGreaterThanOrEqualTo(out.seq());
            List<String> lines = cluster.at(0).unzippedLines(latest.header("Location"));
            assertThat(Caller.json(lines.getLast()).path("kind").asText()).isEqualTo("end");
            assertThat(lines).anyMatch(line -> line.contains(out.id()));
            assertThat(cluster.number("select count(*) from snapshot_chunk c where not exists"
                            + " (select 1 from snapshot s where s.seq = c.seq)"))
                    .isZero();
            cluster.restart(1);
        }
    }

    private static Caller.Answer published(Caller caller, String headline) throws Exception {
        Caller.Answer draft =
                caller.draft(Map.of("headline", headline, "section", "world")).expect(201);
        return caller.order("publish", draft.id(), draft.version(), Map.of()).expect(200);
    }

    private static void scheduled(int replica, Instant at, Map<String, Instant> due) throws Exception {
        Caller caller = cluster.at(replica);
        Caller.Answer draft =
                caller.draft(Map.of("headline", "Later", "section", "world")).expect(201);
        caller.order("publish", draft.id(), draft.version(), Map.of("at", at.toString()))
                .expect(200);
        due.put(draft.id(), at);
    }

    private static void await(Map<String, Instant> due, int many) throws Exception {
        for (int i = 0; fired(due).size() < many; i++) {
            assertThat(i).as("times looked for %d of %s", many, due).isLessThan(SECONDS_TO_FIRE * 20);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Id and moment of each publication that the log tells of. */
    private static List<List<String>> fired(Map<String, Instant> due) throws Exception {
        List<List<String>> all = new ArrayList<>(
                cluster.rows(
                        "select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from change where type = 'published'"));
        all.removeIf(row -> !due.containsKey(row.getFirst()));
        return all;
    }

    private static void firedOnce(Map<String, Instant> due) throws Exception {
        List<List<String>> fired = fired(due);
        assertThat(fired).extracting(List::getFirst).containsExactlyInAnyOrderElementsOf(due.keySet());
        assertThat(fired)
                .allSatisfy(row -> assertThat(Instant.parse(row.getLast())).isAfterOrEqualTo(due.get(row.getFirst())));
        nothingIsHalfDone();
    }
}
