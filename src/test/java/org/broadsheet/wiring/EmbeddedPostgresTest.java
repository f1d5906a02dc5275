package org.broadsheet.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    Path directory;

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void dataOfAnotherVersionAreRefusedByNameAndLeftAsTheyAre() throws IOException {
        Path version = Files.createDirectories(directory.resolve("postgresql")).resolve("PG_VERSION");
        Files.writeString(version, "17\n");

        assertThatThrownBy(() -> EmbeddedPostgres.open(directory))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("PostgreSQL 17")
                .hasMessageContaining("PostgreSQL 18")
                .hasMessageContaining("--data");
        assertThat(version).hasContent("17\n");
    }

    @Test
    void whatWasCommittedIsThereAgainAfterAStopAndAfterALeftOverPidFile() throws Exception {
        EmbeddedPostgres first = EmbeddedPostgres.open(directory);
        execute(first, "create table kept as select 42 as answer");
        assertThat(query(first, "show synchronous_commit")).isEqualTo("on");
        assertThat(query(first, "show fsync")).isEqualTo("on");
        assertThat(query(first, "show listen_addresses")).isEqualTo("127.0.0.1");
        first.close();
        Path pid = directory.resolve("postgresql").resolve("postmaster.pid");
        assertThat(pid).doesNotExist();
        // as a killed container leaves it: the number belongs to a process that is no PostgreSQL
        Files.writeString(pid, ProcessHandle.current().pid() + "\n" + directory + "\n0\n5432\n");

        EmbeddedPostgres second = EmbeddedPostgres.open(directory);
        try {
            assertThat(query(second, "select answer from kept")).isEqualTo("42");
        } finally {
            second.close();
        }
    }
}
