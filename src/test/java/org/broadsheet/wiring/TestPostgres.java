package org.broadsheet.wiring;

import java.io.IOException;
import java.nio.file.Path;

/** The embedded PostgreSQL for tests. */
public final class TestPostgres implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    private TestPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    public static TestPostgres open(Path directory) {
        return new TestPostgres(EmbeddedPostgres.open(directory));
    }

    /** Ends and starts again the one that runs in {@code directory}, on its port, without asking whoever uses it. */
    public static void restart(Path directory) throws IOException, InterruptedException {
        PostgresBinaries.unpacked()
                .run(
                        "pg_ctl",
                        "restart",
                        "--pgdata=" + directory.resolve("postgresql"),
                        "--log=" + directory.resolve("postgresql.log"),
                        "--mode=immediate",
                        "--wait");
    }

    /** Ends the one that runs in {@code directory}, whoever uses it. */
    public static void stop(Path directory) throws IOException, InterruptedException {
        PostgresBinaries.unpacked()
                .run("pg_ctl", "stop", "--pgdata=" + directory.resolve("postgresql"), "--mode=immediate", "--wait");
    }

    public String url() {
        return postgres.url();
    }

    public String user() {
        return postgres.user();
    }

    public String password() {
        return postgres.password();
    }

    @Override
    public void close() {
        postgres.close();
    }
}
