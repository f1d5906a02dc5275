package org.broadsheet.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.broadsheet.fixture.Caller;
import org.broadsheet.fixture.Cluster;
import org.broadsheet.webhook.Receiver.Delivery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Many endpoints, good and bad, told by two packaged servers, of which one ends without a farewell. */
@Tag("packaged")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebhooksIT {

    private static final int ENDPOINTS = 50;
    /** So that there are 10,000 deliveries; more with {@code -Dwebhooks.events=2000}. */
    private static final int EVENTS = Integer.getInteger("webhooks.events", 200);

    private static final int BAD_OF_EACH_KIND = 5;
    private static final int SECONDS = 40 * EVENTS / 200;

    private static Cluster cluster;
    private static Receiver receiver;
    /** The secret of each path. */
    private static final Map<String, String> SECRETS = new TreeMap<>();

    @BeforeAll
    static void start() throws Exception {
        receiver = new Receiver();
        cluster = Cluster.start(
                2,
                Map.of(
                        "BROADSHEET_WEBHOOKS_ALLOWED_HOSTS", "localhost",
                        "BROADSHEET_WEBHOOKS_TIMEOUT", "PT4S",
                        "BROADSHEET_WEBHOOKS_RETRY", "PT0.2S",
                        "BROADSHEET_WEBHOOKS_RETRY_MOST", "PT2S",
                        "BROADSHEET_MEANING_MODEL", "false"));
    }

    @AfterAll
    static void stop() throws Exception {
        receiver.close();
        cluster.close();
    }

    private static void hook(String path, String url) throws Exception {
        Caller.Answer made = cluster.at(0)
                .call("POST", "/v1/webhooks", Map.of("url", url, "name", path))
                .expect(201);
        SECRETS.put(path, made.json().path("secret").asText());
    }

    /** So many pieces, published in order; their seqs. */
    private static List<Long> publish(int replica, int many) throws Exception {
        Caller caller = cluster.at(replica);
        List<Map<String, Object>> drafts = IntStream.range(0, many)
                .mapToObj(i -> Map.<String, Object>of(
                        "op", "create", "article", Map.of("headline", "Told " + i, "section", "world")))
                .toList();
        List<Map<String, Object>> orders = new ArrayList<>();
        caller.call("POST", "/v1/editorial/bulk", Map.of("operations", drafts))
                .expect(200)
                .json()
                .path("results")
                .forEach(draft -> orders.add(Map.of(
                        "op",
                        "publish",
                        "id",
                        draft.path("id").asText(),
                        "version",
                        draft.path("version").asInt())));
        long before = cluster.number("select seq from change_counter");
        Caller.Answer done = caller.call("POST", "/v1/editorial/bulk", Map.of("operations", orders))
                .expect(200);
        assertThat(done.json().path("done").asInt()).as(done.body()).isEqualTo(many);
        return cluster
                .column("select seq from change where kind = 'article' and seq > " + before + " order by seq")
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    private static List<Long> seqs(String path) {
        return receiver.at(path).stream().map(Delivery::seq).toList();
    }

    /** What came to the path, each change once: in order, each under one id, none left out. */
    private static List<Long> distinct(String path) {
        assertThat(seqs(path)).as(path).isSorted();
        List<Long> distinct = seqs(path).stream().distinct().toList();
        assertThat(receiver.at(path).stream().map(Delivery::id).distinct())
                .as(path)
                .hasSameSizeAs(distinct);
        return distinct;
    }

    /** How often each change came again. */
    private static Map<Long, Integer> again(String path) {
        Map<Long, Integer> again = new TreeMap<>();
        Set<Long> once = new HashSet<>();
        seqs(path).stream().filter(seq -> !once.add(seq)).forEach(seq -> again.merge(seq, 1, Integer::sum));
        return again;
    }

    /** How often each change was tried in vain, as the log of attempts has it. */
    private static Map<Long, Integer> failures(String path) throws Exception {
        Map<Long, Integer> failures = new TreeMap<>();
        cluster.column("select a.seq from webhook_attempt a join webhook w on w.id = a.webhook_id where w.name = '"
                        + path + "' and a.error is not null")
                .forEach(seq -> failures.merge(Long.valueOf(seq), 1, Integer::sum));
        return failures;
    }

    private static List<String> paths(String kind, int many) {
        return IntStream.range(0, many).mapToObj(i -> "/" + kind + "-" + i).toList();
    }

    @Test
    @Order(1)
    void healthyEndpointsGetAllOnceAndInOrderWhateverTheOthersDo() throws Exception {
        List<String> healthy = paths("healthy", ENDPOINTS - 3 * BAD_OF_EACH_KIND - 1);
        List<String> slow = paths("slow", BAD_OF_EACH_KIND);
        List<String> random = paths("random", BAD_OF_EACH_KIND);
        for (String path : healthy) {
            hook(path, receiver.url(path));
        }
        for (String path : slow) {
            receiver.answers(path, (what, how) -> {
                TimeUnit.MILLISECONDS.sleep(1500);
                return 204;
            });
            hook(path, receiver.url(path));
        }
        for (String path : random) {
            receiver.answers(path, (what, how) -> ThreadLocalRandom.current().nextInt(10) == 0 ? 500 : 204);
            hook(path, receiver.url(path));
        }
        for (String path : paths("dead", BAD_OF_EACH_KIND)) {
            hook(path, "http://localhost:9" + path);
        }
        receiver.answers("/away", (what, how) -> {
            how.getResponseHeaders().add("Location", "http://169.254.169.254/latest/meta-data/");
            return 307;
        });
        hook("/away", receiver.url("/away"));

        List<Long> told = publish(0, EVENTS);
        Instant written = Instant.now();
        for (String path : healthy) {
            awaitAll(path, told);
        }
        Instant last = healthy.stream()
                .map(path -> receiver.at(path).getLast().at())
                .max(Instant::compareTo)
                .orElseThrow();
        System.out.printf(
                "%d healthy endpoints had all of %d changes %d ms after the last was written; slow ones had %s%n",
                healthy.size(),
                EVENTS,
                Duration.between(written, last).toMillis(),
                slow.stream().map(path -> receiver.at(path).size()).toList());

        assertThat(told).hasSize(EVENTS);
        for (String path : healthy) {
            assertThat(seqs(path)).as(path).isEqualTo(told);
            assertThat(receiver.at(path))
                    .allSatisfy(came ->
                            assertThat(came.isSignedWith(SECRETS.get(path))).isTrue());
        }
        assertThat(Duration.between(written, last)).isLessThan(Duration.ofSeconds(SECONDS));
        await(
                "those that answer 500 at random have taken all",
                () -> cluster.number("select min(seq) from webhook where name like '/random%'") >= told.getLast());
        for (String path : random) {
            assertThat(distinct(path)).as(path).isEqualTo(told);
            assertThat(again(path)).as(path).isEqualTo(failures(path));
        }
        for (String path : slow) {
            List<Long> came = distinct(path);
            assertThat(came).as(path).isNotEmpty().isEqualTo(told.subList(0, came.size()));
            Map<Long, Integer> failures = failures(path);
            again(path)
                    .forEach((seq, times) -> assertThat(failures.getOrDefault(seq, 0))
                            .as("%s: %d came again, so it was not taken in time", path, seq)
                            .isGreaterThanOrEqualTo(times));
        }
        assertThat(seqs("/away").stream().distinct())
                .as("the first change, again and again")
                .containsExactly(told.getFirst());
        assertThat(cluster.rows("select distinct a.error from webhook_attempt a join webhook w on w.id = a.webhook_id"
                        + " where w.name like '/dead%' or w.name = '/away'"))
                .containsExactlyInAnyOrder(
                        List.of("the connection was refused"), List.of("redirects are not followed"));
        assertThat(cluster.number("select count(*) from webhook where name like '/dead%' and failures > 1"))
                .isEqualTo(BAD_OF_EACH_KIND);
        cluster.rows("with gone as (delete from webhook returning 1) select count(*) from gone");
    }

    private static void awaitAll(String path, List<Long> told) throws Exception {
        await(path + " has all", () -> new HashSet<>(seqs(path)).containsAll(told));
    }

    private static void await(String what, Callable<Boolean> so) throws Exception {
        for (int i = 0; !so.call(); i++) {
            assertThat(i).as(what).isLessThan(SECONDS * 20);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** How many webhooks the replica is at. */
    private static double delivering(int replica) throws Exception {
        return cluster.at(replica)
                .read("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("broadsheet_webhooks_delivering"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    @Order(2)
    void nothingIsLostWhenAServerIsKilledInTheMiddle() throws Exception {
        List<String> paths = paths("kept", 20);
        for (String path : paths) {
            receiver.answers(path, (what, how) -> {
                TimeUnit.MILLISECONDS.sleep(40);
                return 204;
            });
            hook(path, receiver.url(path));
        }
        Future<List<Long>> writing = Executors.newVirtualThreadPerTaskExecutor().submit(() -> publish(0, 100));
        receiver.await(paths.getFirst(), 10);
        await("the server that is to be killed delivers", () -> delivering(1) > 0);
        Instant before = Instant.now();
        cluster.kill9(1);
        int then = paths.stream().mapToInt(path -> receiver.at(path).size()).sum();
        List<Long> told = new ArrayList<>(writing.get());
        told.addAll(publish(0, 20));
        await("all is delivered, and noted", () -> cluster.number("select min(seq) from webhook") >= told.getLast());

        int twice = 0;
        for (String path : paths) {
            assertThat(distinct(path)).as(path).isEqualTo(told);
            assertThat(failures(path)).as(path).isEmpty();
            Map<Long, Integer> again = again(path);
            // what was on its way, or had come and was not noted yet
            assertThat(again.values()).as(path).isSubsetOf(1).hasSizeLessThanOrEqualTo(1);
            for (long seq : again.keySet()) {
                twice++;
                assertThat(receiver.at(path).stream()
                                .filter(came -> came.seq() == seq)
                                .map(came -> came.at().isBefore(before.plusSeconds(1))))
                        .as(
                                "%s: %d came before the server was killed, and again when another had the webhook",
                                path, seq)
                        .containsExactly(true, false);
            }
        }
        System.out.printf(
                "killed after %d of %d deliveries: none lost, %d came twice%n",
                then, told.size() * paths.size(), twice);
        assertThat(then).isLessThan(told.size() * paths.size());
    }
}
