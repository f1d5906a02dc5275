package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.broadsheet.fixture.Cluster;
import org.broadsheet.fixture.PackagedServer;
import org.junit.jupiter.api.Test;

/** One server with its index in files. */
class LuceneSearchIT extends SearchBehaviour {

    private static final Duration TO_MAKE_IT = Duration.ofSeconds(60);
    private static final String SEARCH = "/v1/articles?q=strait";

    @Override
    Cluster launch() throws Exception {
        Cluster started = Cluster.start(1);
        eventually(TO_MAKE_IT, () -> started.at(0).read(SEARCH).expect(200));
        return started;
    }

    private List<Path> builds() throws IOException {
        try (Stream<Path> files = Files.list(cluster.data().resolve("search/server-0"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("build-"))
                    .toList();
        }
    }

    @Test
    void anIndexThatIsDeletedIsMadeAnew() throws Exception {
        long all = total(0);
        for (Path build : builds()) {
            delete(build);
        }

        cluster.at(0).read("/v1/articles?section=world").expect(200);
        eventually(TO_MAKE_IT, () -> {
            assertThat(builds()).isNotEmpty();
            assertThat(total(0)).isEqualTo(all);
        });
        Piece piece = publish(coined(), "It goes on.");
        ask(SEARCH, piece);
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    void aDamagedIndexIsNoticedAtTheStartAndMadeAnew() throws Exception {
        long all = total(0);
        cluster.replica(0).stop();
        for (Path build : builds()) {
            damage(build);
        }
        cluster.restart(0);

        cluster.at(0).read("/v1/articles?section=world").expect(200);
        eventually(TO_MAKE_IT, () -> {
            assertThat(cluster.replica(0).printed()).contains("The search index was made of");
            assertThat(total(0)).isEqualTo(all);
        });
    }

    private static void damage(Path build) throws IOException {
        try (Stream<Path> files = Files.walk(build)) {
            Path largest = files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(LuceneSearchIT::size))
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(largest, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), size(largest) / 2);
            }
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aServerThatStartsAgainGoesOnWithWhatItHas() throws Exception {
        Piece piece = publish(coined(), "Before the start.");
        ask(SEARCH, piece);
        cluster.replica(0).stop();
        cluster.restart(0);

        eventually(TO_MAKE_IT, () -> ask(SEARCH, piece));
        assertThat(cluster.replica(0).printed())
                .contains("The search index goes on from change")
                .doesNotContain("The search index was made of");
    }

    @Test
    void theCommandHasTheRunningServerMakeItsIndexAnew() throws Exception {
        long all = total(0);
        Path own = Files.createTempDirectory("broadsheet-reindex");
        ProcessBuilder command = PackagedServer.application(own, List.of(), "reindex");
        command.environment().put("BROADSHEET_DATA", cluster.data().toString());
        Process process = command.start();
        long seen = 0;
        while (process.isAlive()) {
            publish(coined(), "While it is made.");
            assertThat(total(0)).isEqualTo(all);
            long seq = Long.parseLong(
                    cluster.at(0).read(SEARCH + "+" + coined()).expect(200).header("Broadsheet-Seq"));
            assertThat(seq).as("searches don't go back in time").isGreaterThanOrEqualTo(seen);
            seen = seq;
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }

        String printed = Files.readString(own.resolve("server.log"));
        assertThat(process.exitValue()).as(printed).isZero();
        assertThat(printed).contains("1 search index is made anew");
        assertThat(cluster.replica(0).printed()).contains("The search index was made of");
        delete(own);
    }
}
