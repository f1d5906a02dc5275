package org.broadsheet.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Two servers, which keep what they have answered: once a kill is answered, neither gives the piece any more. */
@Tag("packaged")
class KillMeansKilledIT {

    private static final int PIECES = Integer.getInteger("broadsheet.heavy.kills", 200);
    private static final int READERS = 8;
    private static final int ROUNDS_WITH_A_SILENT_SERVER = 3;
    private static final Map<String, String> REASON = Map.of("reason", "It was wrong.");

    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(2);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    void noReadThatStartsAfterAKillGivesThePiece() throws Exception {
        // the newest first, as those are on the first page of lists
        Doomed doomed = new Doomed(published(PIECES).reversed());
        List<Integer> confirmed = new ArrayList<>();
        long waited = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            List<KillWitness> witnesses = new ArrayList<>();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                KillWitness witness = new KillWitness(cluster.at(i % 2), doomed, 4711 + i);
                witnesses.add(witness);
                running.add(threads.submit(witness));
            }
            try {
                for (int i = 0; i < PIECES; i++) {
                    keptByBoth(doomed.piece(i));
                    doomed.begin(i);
                    JsonNode propagation = kill(i % 2, doomed.piece(i));
                    doomed.dead(i);
                    assertThat(propagation.path("replicas").asInt()).isEqualTo(2);
                    confirmed.add(propagation.path("confirmed").asInt());
                    waited += propagation.path("waitedMs").asLong();
                }
                TimeUnit.SECONDS.sleep(1);
            } finally {
                doomed.end();
            }
            for (Future<?> reader : running) {
                reader.get();
            }
            System.out.printf("%d kills, which waited for %d ms on average%n", PIECES, waited / PIECES);
            report(witnesses);
        }
        assertThat(confirmed).as("each kill was confirmed by both servers").containsOnly(2);
    }

    private static void report(List<KillWitness> witnesses) {
        for (KillWitness.Kind kind : KillWitness.Kind.values()) {
            long given =
                    witnesses.stream().mapToLong(witness -> witness.given(kind)).sum();
            long refused = witnesses.stream()
                    .mapToLong(witness -> witness.refused(kind))
                    .sum();
            System.out.printf("%s: %d reads gave a live piece, %d did not give a killed one%n", kind, given, refused);
            assertThat(given)
                    .as("%s: reads that gave a piece before its kill", kind)
                    .isPositive();
            assertThat(refused).as("%s: reads after the kill", kind).isPositive();
        }
        assertThat(witnesses).flatExtracting(KillWitness::faults).isEmpty();
    }

    @Test
    void serverThatGoesSilentDoesNotHoldUpAKillForEverAndDoesNotGiveThePieceWhenItComesBack() throws Exception {
        for (int round = 0; round < ROUNDS_WITH_A_SILENT_SERVER; round++) {
            int silent = round % 2;
            Doomed.Piece piece = published(1).getFirst();
            keptByBoth(piece);
            cluster.replica(silent).suspend();
            List<Future<Caller.Answer>> waiting = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                try {
                    JsonNode propagation = kill(1 - silent, piece);
                    assertThat(propagation.path("replicas").asInt()).isEqualTo(2);
                    assertThat(propagation.path("confirmed").asInt()).isEqualTo(1);
                    // these are the first that it finds when it comes back to itself
                    Caller there = cluster.at(silent);
                    piece.addresses().forEach(address -> {
                        waiting.add(threads.submit(() -> there.read(address)));
                        waiting.add(threads.submit(() -> there.read("GET", address, "If-None-Match", piece.etag())));
                        waiting.add(threads.submit(() -> there.read("HEAD", address, "Accept-Encoding", "gzip")));
                    });
                    TimeUnit.MILLISECONDS.sleep(300);
                } finally {
                    cluster.replica(silent).resume();
                }
                for (Future<Caller.Answer> read : waiting) {
                    assertThat(read.get().status()).isEqualTo(410);
                }
            }
        }
    }

    @Test
    void pieceThatHasExpiredIsKilledOnBothServersAndForFollowers() throws Exception {
        Doomed.Piece piece = published(1).getFirst();
        keptByBoth(piece);
        String past = Instant.now().minusSeconds(1).toString();
        Caller.Answer edited = cluster.at(0).patch(piece.id(), piece.version(), Map.of("expiresAt", past));
        Caller.Answer expired = cluster.at(0)
                .order("publish", piece.id(), edited.expect(200).version(), Map.of())
                .expect(200);

        killedEverywhere(piece.id(), expired);
    }

    @Test
    void pieceThatWasPutOffAfterItWasSeenIsKilledOnBothServersAndForFollowers() throws Exception {
        Doomed.Piece piece = published(1).getFirst();
        keptByBoth(piece);
        String later = Instant.now().plusSeconds(3600).toString();
        Caller.Answer putOff = cluster.at(0)
                .order("publish", piece.id(), piece.version(), Map.of("embargoUntil", later))
                .expect(200);

        killedEverywhere(piece.id(), putOff);
    }

    /** What readers can't see is told to be killed all the same, as it may have been kept. */
    private static void killedEverywhere(String id, Caller.Answer last) throws Exception {
        Caller.Answer killed =
                cluster.at(1).order("kill", id, last.version(), REASON).expect(200);

        assertThat(killed.seq()).isGreaterThan(last.seq());
        assertThat(killed.json().path("propagation").path("confirmed").asInt()).isEqualTo(2);
        assertThat(cluster.rows("select type, id from change where seq = " + killed.seq()))
                .containsExactly(List.of("killed", id));
        for (int replica = 0; replica < 2; replica++) {
            JsonNode gone =
                    cluster.at(replica).read("/v1/articles/" + id).expect(410).json();
            assertThat(gone.path("takedown").asText()).isEqualTo("killed");
        }
    }

    private static JsonNode kill(int replica, Doomed.Piece piece) throws Exception {
        return cluster.at(replica)
                .order("kill", piece.id(), piece.version(), REASON)
                .expect(200)
                .json()
                .path("propagation");
    }

    private static List<Doomed.Piece> published(int count) throws Exception {
        List<Doomed.Piece> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Caller caller = cluster.at(i % 2);
            Map<String, String> form = Map.of(
                    "headline", "Doomed " + i, "section", "world", "bodyHtml", "<p>Nothing of this is true.</p>");
            Caller.Answer draft = caller.draft(form).expect(201);
            Caller.Answer out = caller.order("publish", draft.id(), draft.version(), Map.of())
                    .expect(200);
            Caller.Answer seen = caller.read("/v1/articles/" + out.id()).expect(200);
            pieces.add(new Doomed.Piece(
                    out.id(),
                    out.version(),
                    out.json().path("live").path("path").asText(),
                    seen.header("ETag"),
                    seen.header("Last-Modified")));
        }
        return pieces;
    }

    private static void keptByBoth(Doomed.Piece piece) throws Exception {
        for (int replica = 0; replica < 2; replica++) {
            for (String address : piece.addresses()) {
                cluster.at(replica).read(address).expect(200);
            }
        }
    }
}
