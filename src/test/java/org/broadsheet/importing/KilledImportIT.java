package org.broadsheet.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.broadsheet.wiring.TestPostgres;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the packaged application, in processes of its own: what is killed with kill -9 has no chance to tidy up. */
@Tag("packaged")
class KilledImportIT {

    private static final int ARTICLES = 6000;
    private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");

    @TempDir
    Path directory;

    @Test
    void importThatWasKilledAndStartedAgainEndsWhereAnUndisturbedOneEnds() throws Exception {
        Assumptions.assumeTrue(Files.exists(APPLICATION), "the application is not packaged yet");
        Path input = articles();
        List<String> undisturbed;
        try (TestPostgres postgres = TestPostgres.open(directory.resolve("undisturbed"))) {
            assertThat(importFrom(input, "undisturbed").waitFor()).isZero();
            undisturbed = dump(postgres);
        }
        try (TestPostgres postgres = TestPostgres.open(directory.resolve("killed"))) {
            Process killed = importFrom(input, "killed");
            awaitSomeArticles(postgres, killed);
            killed.destroyForcibly().waitFor();
            assertThat(count(postgres)).isBetween(1L, ARTICLES - 1L);

            assertThat(importFrom(input, "killed").waitFor()).isZero();

            assertThat(dump(postgres)).isEqualTo(undisturbed);
        }
    }

    /** Each section, byline and tag comes again in many batches. */
    private Path articles() throws IOException {
        Path file = directory.resolve("articles.ndjson");
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ARTICLES; i++) {
                writer.write("""
                        {"id": "%1$d", "headline": "Story %2$d", "body": "%3$s", "section": "world/part %4$d", \
                        "authors": ["Ann Lee and Bo Ray%5$s"], "tags": ["Topic %6$d"], "publishedAt": "%7$s"}
                        """.formatted(
                                i,
                                i % 500,
                                "Words and more words. ".repeat(50),
                                i % 400 / 10,
                                "abcdefghij".charAt(i % 3000 / 300),
                                i % 2000,
                                start.plusSeconds(i * 7919L % 100_000)));
            }
        }
        return file;
    }

    private Process importFrom(Path input, String data) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-jar",
                APPLICATION.toAbsolutePath().toString(),
                "import",
                input.toString());
        builder.environment().put("BROADSHEET_DATA", directory.resolve(data).toString());
        return builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
    }

    private static void awaitSomeArticles(TestPostgres postgres, Process running) throws SQLException {
        while (running.isAlive() && count(postgres) == 0) {
            Thread.onSpinWait();
        }
    }

    private static Connection connect(TestPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
    }

    private static long count(TestPostgres postgres) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            try (ResultSet table = statement.executeQuery("select to_regclass('article') is not null")) {
                if (!table.next() || !table.getBoolean(1)) {
                    return 0;
                }
            }
            try (ResultSet rows = statement.executeQuery("select count(*) from article")) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static List<String> dump(TestPostgres postgres) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            for (String table : DumpedTables.NAMES) {
                try (ResultSet found = statement.executeQuery("select '" + table
                        + " ' || (to_jsonb(t) - 'created_at' - 'modified_at')::text from " + table + " t order by 1")) {
                    while (found.next()) {
                        rows.add(found.getString(1));
                    }
                }
            }
        }
        return rows;
    }
}
