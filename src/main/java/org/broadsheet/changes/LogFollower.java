package org.broadsheet.changes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.broadsheet.web.ChangeProgress;
import org.broadsheet.web.ResponseCache;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Keeps this replica up with the log: reads what is new, makes the response cache forget what it touches, then says
 * so, here and to the other replicas. Woken by NOTIFY, and by the clock, so that a lost notification costs a moment.
 */
@ApplicationScoped
class LogFollower {

    private static final Logger LOG = Logger.getLogger(LogFollower.class);
    private static final int BATCH = 1000;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(250);

    private final DataSource database;
    private final ResponseCache cache;
    private final ChangeProgress progress;
    private final Replicas replicas;
    private final ChangeSettings settings;
    private final boolean serving;
    private volatile boolean stopped;
    private boolean away;
    private @Nullable Thread thread;

    LogFollower(
            DataSource database,
            ResponseCache cache,
            ChangeProgress progress,
            Replicas replicas,
            ChangeSettings settings,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving) {
        this.database = database;
        this.cache = cache;
        this.progress = progress;
        this.replicas = replicas;
        this.settings = settings;
        this.serving = serving;
    }

    /** Commands listen to nobody, and keep nothing in memory that could be stale. */
    void start(@Observes @Priority(100) StartupEvent start) {
        if (serving) {
            thread = Thread.ofPlatform().name("change-log").daemon().start(this::follow);
        }
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopped = true;
        if (thread != null) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(2));
        }
    }

    /** Whatever goes wrong, this goes on: nobody else would begin it again. */
    private void follow() {
        while (!stopped) {
            try (Connection connection = database.getConnection()) {
                follow(connection);
            } catch (SQLException | RuntimeException e) {
                if (!away && !stopped) {
                    LOG.warnf(e, "The change log can't be followed: %s", e.getMessage());
                }
                away = true;
                pause();
            }
        }
    }

    private void follow(Connection connection) throws SQLException {
        try {
            listen(connection);
            if (progress.applied() == 0) {
                beginAtTheHead(connection);
            }
            while (!stopped) {
                hear(connection);
                if (away) {
                    LOG.info("The change log is followed again.");
                }
                away = false;
                untilWoken(connection);
            }
            replicas.leave(connection);
        } finally {
            giveBack(connection);
        }
    }

    /** As it was: the pool hands it to those who write, and whose writes have to be on the disk when they are answered. */
    private static void giveBack(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("unlisten *");
            statement.execute("reset all");
        } catch (SQLException e) {
            // ends the session itself, not only this loan of it
            ((Connection) connection.unwrap(PGConnection.class)).abort(Runnable::run);
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void listen(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            // what is said here every moment need not wait for the disk: Replicas.MARGIN covers what a crash may lose
            statement.execute("set synchronous_commit = off");
            statement.execute("set statement_timeout = '5s'");
            statement.execute("listen " + ChangeLog.CHANNEL);
        }
    }

    /** There is nothing in memory yet that an older change could touch. */
    private void beginAtTheHead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet head = statement.executeQuery("select seq from change_counter")) {
            head.next();
            cache.purgeAll(head.getLong(1));
            progress.advance(head.getLong(1));
        }
    }

    /**
     * One round. The lease begins before anything is asked: by the time that the others read in the database when
     * this replica was heard of, its lease here has run for longer.
     *
     * <p>When the lease has run out, others may have counted this replica as gone and killed a piece after the log was
     * read here. So it is first said that it is there, and then read once more: whoever did not wait for it has
     * committed before that.
     */
    private void hear(Connection connection) throws SQLException {
        long heardAt = System.nanoTime();
        applyAll(connection);
        replicas.report(connection, progress.applied());
        if (!progress.vouched()) {
            reportForGood(connection);
            applyAll(connection);
            replicas.report(connection, progress.applied());
        }
        progress.vouch(heardAt, settings.lease());
    }

    /** A crash of PostgreSQL may not lose that this replica is there again. */
    private void reportForGood(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = on");
            replicas.report(connection, progress.applied());
            statement.execute("set synchronous_commit = off");
        }
    }

    private void untilWoken(Connection connection) throws SQLException {
        connection
                .unwrap(PGConnection.class)
                .getNotifications(Math.toIntExact(settings.heartbeat().toMillis()));
    }

    private void applyAll(Connection connection) throws SQLException {
        while (apply(connection) == BATCH) {
            // on to the next batch
        }
    }

    private int apply(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select seq, keys from change where seq > ? order by seq limit " + BATCH)) {
            statement.setLong(1, progress.applied());
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> keys = new LinkedHashSet<>();
                long last = 0;
                int count = 0;
                for (; rows.next(); count++) {
                    last = rows.getLong(1);
                    keys.addAll(Arrays.asList((String[]) rows.getArray(2).getArray()));
                }
                if (count > 0) {
                    cache.purge(last, keys);
                    progress.advance(last);
                }
                return count;
            }
        }
    }
}
