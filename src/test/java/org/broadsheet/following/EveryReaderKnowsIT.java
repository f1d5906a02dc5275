package org.broadsheet.following;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A newsroom gone mad, on two servers, and four kinds of reader: at the end all of them know the same. */
@Tag("packaged")
class EveryReaderKnowsIT {

    private static final int SECONDS = Integer.getInteger("broadsheet.heavy.seconds", 60);
    private static final int ARTICLES = Integer.getInteger("broadsheet.heavy.articles", 2000);
    private static final int WRITERS = 32;
    private static final long SEED = Long.getLong("broadsheet.heavy.seed", 20261124L);
    private static final int SECONDS_TO_CATCH_UP = 60;

    private static final String VISIBLE = "p.live and (p.expires_at is null or p.expires_at > clock_timestamp())";

    private static final String TO_COME = "select id, scheduled_at from article where scheduled_at is not null"
            + " union all select p.id, greatest(p.published_at, p.embargoed_until) from published_article p"
            + " where not p.live and (p.expires_at is null or p.expires_at > clock_timestamp())";

    private static Cluster cluster;

    private final RandomNewsroom newsroom = new RandomNewsroom(cluster, ARTICLES, SEED);
    private final PollingReader filtered = new PollingReader("section=world", cluster, "&section=world", SEED + 1);
    private final List<FollowingReader> whole = List.of(
            new PollingReader("poll", cluster, "", SEED + 2),
            new StreamingReader(cluster, SEED + 3),
            new SnapshotReader(cluster, newsroom, SECONDS / 2, SEED + 4));

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(2);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    void allWhoFollowTheLogEndWithWhatTheDatabaseHas() throws Exception {
        List<FollowingReader> readers = new ArrayList<>(whole);
        readers.add(filtered);
        long last;
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> running = new ArrayList<>();
            readers.forEach(reader -> running.add(threads.submit(reader)));
            newsroom.write();
            newsroom.work(WRITERS, SECONDS);
            awaitNothingIsToCome();
            last = cluster.number("select seq from change_counter") + 1;
            readers.forEach(reader -> reader.end(last));
            theLastWord(last);
            for (Future<?> reader : running) {
                reader.get(SECONDS_TO_CATCH_UP, TimeUnit.SECONDS);
            }
        } catch (Exception | AssertionError e) {
            throw new AssertionError(readers + "\n" + cluster.printed(), e);
        } finally {
            threads.shutdownNow();
        }
        System.out.printf("%d changes; %s%n%s%n", last, readers, new TreeMap<>(newsroom.done()));

        assertThat(newsroom.faults()).isEmpty();
        assertThat(readers).flatExtracting(FollowingReader::faults).isEmpty();
        assertThat(cluster.rows("select count(*), count(distinct seq), min(seq), max(seq) from change"))
                .containsExactly(List.of("" + last, "" + last, "1", "" + last));
        assertThat(newsroom.neverPublished()).isNotEmpty();
        assertThat(readers)
                .allSatisfy(
                        reader -> assertThat(reader.heardOf()).doesNotContainAnyElementsOf(newsroom.neverPublished()));
        Set<String> visible = ids("select p.id from published_article p where " + VISIBLE);
        assertThat(whole)
                .allSatisfy(reader ->
                        assertThat(reader.present()).as(reader.toString()).isEqualTo(visible));
        assertThat(filtered.present())
                .isEqualTo(ids("select p.id from published_article p join section s on s.id = p.section_id where "
                        + VISIBLE + " and (s.path = 'world' or s.path like 'world/%')"));
        bothServersGiveTheSame(visible, last);
        whatNothingWasToldOfIsAsItWas(last);
    }

    private void whatNothingWasToldOfIsAsItWas(long last) throws Exception {
        for (FollowingReader reader : whole) {
            System.out.printf(
                    "%d articles are as they were in the snapshot%n",
                    reader.kept().size());
            for (Map.Entry<String, JsonNode> article : reader.kept().entrySet()) {
                assertThat(Caller.json(content(0, article.getKey(), last))).isEqualTo(article.getValue());
            }
        }
    }

    /** So that readers who wait for the next change find that it is over. */
    private static void theLastWord(long last) throws Exception {
        Caller.Answer draft = cluster.at(1)
                .draft(Map.of("headline", "-30-", "section", "world"))
                .expect(201);
        Caller.Answer out = cluster.at(1).order("publish", draft.id(), draft.version(), Map.of());
        assertThat(out.expect(200).seq()).isEqualTo(last);
    }

    private static Set<String> ids(String sql) throws Exception {
        return new TreeSet<>(cluster.column(sql));
    }

    /** All that was scheduled is out, and all embargoes have lifted. */
    private static void awaitNothingIsToCome() throws Exception {
        for (int i = 0; i < SECONDS_TO_CATCH_UP * 5; i++) {
            if (cluster.rows(TO_COME).isEmpty()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new AssertionError("is still to come: " + cluster.rows(TO_COME));
    }

    private static void bothServersGiveTheSame(Set<String> visible, long last) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> checks = new ArrayList<>();
            for (String id : visible) {
                checks.add(threads.submit(() -> {
                    assertThat(content(0, id, last)).isEqualTo(content(1, id, last));
                    return null;
                }));
            }
            for (Future<?> check : checks) {
                check.get();
            }
        }
    }

    private static String content(int replica, String id, long last) throws Exception {
        Caller caller = cluster.at(replica);
        return caller.read("GET", "/v1/articles/" + id, "Broadsheet-Min-Seq", Long.toString(last))
                .expect(200)
                .body();
    }
}
