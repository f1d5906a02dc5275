package org.broadsheet.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL in a data directory of its own, for whoever has not configured one. Processes that use the same
 * directory share one server: the first starts it, the others join, the last to leave stops it. Each holds a shared
 * advisory lock while it is there; a file lock makes coming and going one at a time.
 */
final class EmbeddedPostgres {

    private static final String USER = "broadsheet";
    private static final String DATABASE = "broadsheet";

    /** Any number that nobody else uses: "broadsheet" on a telephone's keys. */
    private static final long PRESENCE = 2762374338L;

    private static final int STARTS_TRIED = 3;
    private static final int SECONDS_TO_ANSWER = 5;

    private final Path directory;
    private final int port;
    private final String password;
    private final Connection presence;

    private EmbeddedPostgres(Path directory, int port, String password, Connection presence) {
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.presence = presence;
    }

    /**
     * Starts the PostgreSQL of {@code directory}, or joins the one that runs there.
     *
     * @throws StartFailure when that can't be, with the reason
     */
    static EmbeddedPostgres open(Path directory) {
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = lockFile(directory);
                    FileLock lock = channel.lock()) {
                return openLocked(directory.toRealPath());
            }
        } catch (IOException | SQLException e) {
            throw new StartFailure("The embedded PostgreSQL in " + directory + " can't be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while PostgreSQL was starting.");
        }
    }

    private static FileChannel lockFile(Path directory) throws IOException {
        return FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static EmbeddedPostgres openLocked(Path directory) throws IOException, InterruptedException, SQLException {
        Path cluster = directory.resolve("postgresql");
        refuseOtherVersion(cluster);
        Optional<Integer> running = runningPort(cluster);
        if (running.isPresent()) {
            return join(directory, running.get());
        }
        PostgresBinaries postgres = PostgresBinaries.unpacked();
        if (!Files.exists(cluster)) {
            create(postgres, directory, cluster);
        }
        return join(directory, start(postgres, directory, cluster));
    }

    private static void refuseOtherVersion(Path cluster) throws IOException {
        Path version = cluster.resolve("PG_VERSION");
        if (Files.exists(version)) {
            String found = Files.readString(version).strip();
            if (!found.equals(PostgresBinaries.MAJOR)) {
                throw new StartFailure("The data in " + cluster + " belong to PostgreSQL " + found
                        + ", and this Broadsheet brings PostgreSQL " + PostgresBinaries.MAJOR
                        + ". Choose another directory with --data, or move the data over with pg_dump and psql of"
                        + " version " + found + ".");
            }
        }
    }

    /**
     * The port in {@code postmaster.pid} (its fourth line), when the process in the first is a PostgreSQL. A file that
     * a killed machine or container left is removed: its number may be another process's by now, and PostgreSQL itself
     * would take that for a running server.
     */
    private static Optional<Integer> runningPort(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        boolean running = lines.size() > 3
                && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .flatMap(process -> process.info().command())
                        .map(command -> command.endsWith("/postgres"))
                        .orElse(false);
        if (!running) {
            Files.delete(file);
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(lines.get(3).strip()));
    }

    private static void create(PostgresBinaries postgres, Path directory, Path cluster)
            throws IOException, InterruptedException {
        Path secret = directory.resolve("password");
        Files.deleteIfExists(secret);
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.writeString(secret, HexFormat.of().formatHex(random));
        Path unfinished = Files.createTempDirectory(directory, "initdb-");
        postgres.run(
                "initdb",
                "--pgdata=" + unfinished,
                "--username=" + USER,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--set=shared_buffers=256MB",
                "--no-instructions");
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int start(PostgresBinaries postgres, Path directory, Path cluster)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            try {
                postgres.run(
                        "pg_ctl",
                        "start",
                        "--pgdata=" + cluster,
                        "--log=" + directory.resolve("postgresql.log"),
                        "--wait",
                        "--timeout=60",
                        "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                                + " -c max_wal_size=2GB -c max_connections=200 -c jit=off"
                                + " -c timezone=UTC -c log_timezone=UTC");
                return port;
            } catch (StartFailure e) {
                if (attempt == STARTS_TRIED) {
                    throw new StartFailure(e.getMessage() + "\nIts log is " + directory.resolve("postgresql.log"));
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static EmbeddedPostgres join(Path directory, int port) throws IOException, SQLException {
        String password = Files.readString(directory.resolve("password")).strip();
        Connection presence = DriverManager.getConnection(url(port, "postgres"), USER, password);
        try (Statement statement = presence.createStatement()) {
            statement.execute("select pg_advisory_lock_shared(" + PRESENCE + ")");
            try (ResultSet found =
                    statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (!found.next()) {
                    statement.execute("create database " + DATABASE);
                }
            }
        }
        return new EmbeddedPostgres(directory, port, password, presence);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?ApplicationName=" + applicationName();
    }

    private static String applicationName() {
        return "broadsheet-" + ProcessHandle.current().pid();
    }

    String url() {
        return url(port, DATABASE);
    }

    String user() {
        return USER;
    }

    String password() {
        return password;
    }

    /** Leaves, and stops the server when nobody else is there; waits for this process's other connections first. */
    void close() {
        try (FileChannel channel = lockFile(directory);
                FileLock lock = channel.lock();
                Connection connection = presentStill();
                Statement statement = connection.createStatement()) {
            awaitOwnConnections(statement);
            statement.execute("select pg_advisory_unlock_shared(" + PRESENCE + ")");
            boolean last = nobodyElse(statement);
            connection.close();
            if (last) {
                stop();
            }
        } catch (IOException | SQLException e) {
            // the server is gone already, and with it everything that there was to stop
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When PostgreSQL was started again meanwhile, or has recovered from a crash, all connections are gone. */
    private Connection presentStill() throws SQLException {
        return presence.isValid(SECONDS_TO_ANSWER)
                ? presence
                : DriverManager.getConnection(url(port, "postgres"), USER, password);
    }

    /** Those who lost their lock in that way are still known by their connections. */
    private static boolean nobodyElse(Statement statement) throws SQLException {
        try (ResultSet answer = statement.executeQuery("select pg_try_advisory_lock(" + PRESENCE
                + ") and not exists (select 1 from pg_stat_activity where application_name like 'broadsheet-%'"
                + " and application_name <> '" + applicationName() + "')")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static void awaitOwnConnections(Statement statement) throws SQLException, InterruptedException {
        for (int i = 0; i < 150; i++) {
            try (ResultSet others =
                    statement.executeQuery("select count(*) from pg_stat_activity where application_name = '"
                            + applicationName() + "' and pid <> pg_backend_pid()")) {
                if (others.next() && others.getInt(1) == 0) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** The fast way, which also disconnects whoever looks in with psql. */
    private void stop() throws IOException, InterruptedException {
        PostgresBinaries.unpacked()
                .run("pg_ctl", "stop", "--pgdata=" + directory.resolve("postgresql"), "--mode=fast", "--wait");
    }
}
