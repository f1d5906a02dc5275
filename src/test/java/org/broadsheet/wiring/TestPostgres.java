package org.broadsheet.wiring;

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
