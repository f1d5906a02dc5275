package org.broadsheet.importing;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A database connection that lasts as long as an import. Its advisory lock keeps a second import out and is gone when
 * this process is, however that ends; its temporary table knows the ids of the run, which may be more than memory
 * holds.
 */
final class ImportSession implements AutoCloseable {

    /** Any number that nobody else uses: "import" on a telephone's keys. */
    static final long LOCK = 467678L;

    private static final int ALIVE_WITHIN_SECONDS = 5;

    private final Connection connection;

    private ImportSession(Connection connection) {
        this.connection = connection;
    }

    static ImportSession open(DataSource database) throws ImportStopped {
        try {
            Connection connection = database.getConnection();
            try (Statement statement = connection.createStatement()) {
                try (ResultSet answer = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
                    if (!answer.next() || !answer.getBoolean(1)) {
                        connection.close();
                        throw ImportStopped.beforeTheStart("Another import is running on this database. Wait for it to"
                                + " end, then start this one again.");
                    }
                }
                statement.execute("create temporary table import_line (source text, id text, line bigint not null,"
                        + " primary key (source, id))");
            }
            return new ImportSession(connection);
        } catch (SQLException e) {
            throw ImportStopped.beforeTheStart("The database can't be reached: " + e.getMessage());
        }
    }

    /** Which of these lines, by number, repeat the id of an earlier line of the run, and of which. */
    Map<Long, Long> repeats(List<Item.Piece> batch) throws SQLException {
        Array sources = texts(batch.stream().map(Item.Piece::source).toList());
        Array ids = texts(batch.stream().map(Item.Piece::id).toList());
        Array lines = connection.createArrayOf(
                "bigint", batch.stream().map(Item.Piece::line).toArray());
        try (PreparedStatement remember = connection.prepareStatement("""
                insert into import_line (source, id, line)
                select source, id, line from unnest(?, ?, ?) as given (source, id, line) order by line
                on conflict do nothing
                """);
                PreparedStatement compare = connection.prepareStatement("""
                select given.line, first.line
                from unnest(?, ?, ?) as given (source, id, line)
                join import_line first on first.source = given.source and first.id = given.id
                where first.line <> given.line
                """)) {
            for (PreparedStatement statement : List.of(remember, compare)) {
                statement.setArray(1, sources);
                statement.setArray(2, ids);
                statement.setArray(3, lines);
            }
            remember.executeUpdate();
            return pairs(compare);
        }
    }

    private Array texts(Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }

    private static Map<Long, Long> pairs(PreparedStatement query) throws SQLException {
        Map<Long, Long> pairs = new HashMap<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                pairs.put(rows.getLong(1), rows.getLong(2));
            }
        }
        return pairs;
    }

    boolean alive() {
        try {
            return connection.isValid(ALIVE_WITHIN_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists import_line");
            statement.execute("select pg_advisory_unlock(" + LOCK + ")");
        } catch (SQLException e) {
            // the connection is gone, and with it the lock and the table
        }
    }
}
