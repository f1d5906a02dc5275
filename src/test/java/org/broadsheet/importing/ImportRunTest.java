package org.broadsheet.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.broadsheet.article.Article;
import org.broadsheet.article.Articles;
import org.broadsheet.fixture.Newsroom;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class ImportRunTest {

    @Inject
    ImportRun importRun;

    @Inject
    Articles articles;

    @Inject
    Newsroom newsroom;

    @Inject
    DataSource database;

    @TempDir
    Path directory;

    /** A name of its own for each test, for its source, its sections, its bylines and its tags. */
    private String mine;

    @BeforeEach
    void name(TestInfo test) {
        mine = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    }

    private String line(String id, String members) {
        return ("{'id': '" + id + "', 'headline': 'Story " + id + "', 'section': '" + mine
                        + "', 'publishedAt': '2026-11-14T07:30:00Z'" + (members.isEmpty() ? "" : ", " + members) + "}")
                .replace('\'', '"');
    }

    private ImportTally run(String... lines) throws IOException, ImportStopped {
        return run(ImportRun.Options.of(mine), lines);
    }

    private ImportTally run(ImportRun.Options options, String... lines) throws IOException, ImportStopped {
        return run(options, String.join("\n", lines).getBytes(UTF_8));
    }

    private ImportTally run(ImportRun.Options options, byte[] input) throws IOException, ImportStopped {
        try (ImportInput in = ImportInput.stream("test", new ByteArrayInputStream(input));
                ImportReport report = new ImportReport(reportFile())) {
            return importRun.run(in, options, report, Progress.SILENT);
        }
    }

    private Path reportFile() {
        return directory.resolve("report.ndjson");
    }

    private List<String> report() throws IOException {
        return Files.readAllLines(reportFile());
    }

    private List<String> query(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> published() throws SQLException {
        return query("select external_id from published_article where source = '" + mine + "' order by external_id");
    }

    /** Every row of every table that an import writes. */
    private List<String> everything() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : DumpedTables.NAMES) {
            rows.addAll(query("select '" + table + " ' || t::text from " + table + " t order by 1"));
        }
        return rows;
    }

    @Test
    void piecesComeWithTheSectionsBylinesTagsAndLeadsThatTheyName() throws Exception {
        ImportTally tally = run(line("1", """
                'authors': ['Maria Imported and Otto Imported'], 'tags': [{'type': 'place', 'name': 'Imported Bay'}],
                'lead': {'url': 'https://x.example/imported.jpg'}, 'aliases': ['/imported/old'], 'aiUse': 'denied',
                'corrections': [{'at': '2026-11-15T00:00:00Z', 'text': 'It was two.'}]""".replace("\n", " ")));

        assertThat(tally.created()).isEqualTo(1);
        assertThat(query("select b.name from published_article a join byline b on b.id = any(a.byline_ids)"
                        + " where a.source = '" + mine + "' order by array_position(a.byline_ids, b.id)"))
                .containsExactly("Maria Imported", "Otto Imported");
        assertThat(query("select t.type || '/' || t.slug from published_article a join tag t on t.id = any(a.tag_ids)"
                        + " where a.source = '" + mine + "'"))
                .containsExactly("place/imported-bay");
        assertThat(query("select m.url from published_article a join media m on m.id = a.lead_id where a.source = '"
                        + mine + "'"))
                .containsExactly("https://x.example/imported.jpg");
        assertThat(query("select kind from published_article_version v join article a on a.id = v.article_id"
                        + " where a.source = '" + mine + "' order by number"))
                .containsExactly("published", "corrected");
    }

    @Test
    void secondRunOfTheSameFileChangesNothing() throws Exception {
        String[] lines = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> line("" + i, "'authors': ['Ann Lee'], 'tags': ['Tag " + i % 7 + "']"))
                .toArray(String[]::new);
        run(lines);
        List<String> before = everything();

        ImportTally second = run(lines);

        assertThat(second.unchanged()).isEqualTo(30);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void changedLineMakesANewRevisionOfTheSamePiece() throws Exception {
        run(line("1", ""), line("2", ""));

        ImportTally second = run(line("1", "'kicker': 'New'"), line("2", ""));

        assertThat(second.updated()).isEqualTo(1);
        assertThat(second.unchanged()).isEqualTo(1);
        assertThat(query("select external_id || ' ' || revision from article where source = '" + mine + "' order by 1"))
                .containsExactly("1 2", "2 1");
        assertThat(query("select kicker from published_article where source = '" + mine + "' and external_id = '1'"))
                .containsExactly("New");
    }

    @Test
    void repeatedIdIsRejectedWithTheLineThatHasItFirst() throws Exception {
        ImportRun.Options options = new ImportRun.Options(mine, false, 2);

        ImportTally tally = run(options, line("a", ""), "", line("a", "'kicker': 'x'"), line("b", ""), line("a", ""));

        assertThat(tally.created()).isEqualTo(2);
        assertThat(tally.rejected()).isEqualTo(2);
        assertThat(report())
                .containsExactly(
                        "{\"line\":3,\"outcome\":\"rejected\",\"source\":\"" + mine
                                + "\",\"id\":\"a\",\"reason\":\"repeats the id of line 1\"}",
                        "{\"line\":5,\"outcome\":\"rejected\",\"source\":\"" + mine
                                + "\",\"id\":\"a\",\"reason\":\"repeats the id of line 1\"}");
    }

    @Test
    void sameIdOfAnotherSourceIsAnotherPiece() throws Exception {
        assertThat(run(line("a", ""), line("a", "'source': '" + mine + "-2'")).created())
                .isEqualTo(2);
    }

    @Test
    void lineThatIsRejectedStopsNoOtherAndLeavesNothing() throws Exception {
        ImportTally tally = run(
                line("1", ""),
                line("2", "'type': 'x', 'authors': ['Nobody Rejected'], 'tags': ['Rejected']"),
                "nonsense",
                line("4", ""));

        assertThat(tally.created()).isEqualTo(2);
        assertThat(tally.rejected()).isEqualTo(2);
        assertThat(published()).containsExactly("1", "4");
        assertThat(query("select slug from byline where slug = 'nobody-rejected'"))
                .isEmpty();
        assertThat(report()).hasSize(2);
    }

    @Test
    void pieceThatTheDatabaseRefusesStopsNoOtherAndLeavesNothing() throws Exception {
        execute("alter table article add constraint refused check (slug <> 'refuse-me')");
        try {
            ImportTally tally =
                    run(line("1", ""), line("2", "'slug': 'refuse-me', 'authors': ['Nobody Refused']"), line("3", ""));

            assertThat(tally.created()).isEqualTo(2);
            assertThat(published()).containsExactly("1", "3");
            assertThat(query("select slug from byline where slug = 'nobody-refused'"))
                    .isEmpty();
            assertThat(report())
                    .singleElement()
                    .asString()
                    .contains("\"line\":2", "was refused by the database", "refused");
        } finally {
            execute("alter table article drop constraint refused");
        }
    }

    @Test
    void pieceThatWasTakenDownDoesNotComeBackAndBringsNothing() throws Exception {
        run(line("1", ""));
        UUID id = articles.idsOf(mine, List.of("1")).values().iterator().next();
        newsroom.takeDown(id, Article.Takedown.KILLED, null);

        ImportTally tally = run(line("1", "'kicker': 'x', 'authors': ['Nobody Killed']"));

        assertThat(tally.rejected()).isEqualTo(1);
        assertThat(published()).isEmpty();
        assertThat(query("select slug from byline where slug = 'nobody-killed'"))
                .isEmpty();
    }

    @Test
    void dryRunTellsWhatWouldHappenAndChangesNothing() throws Exception {
        run(line("1", ""), line("2", ""));
        List<String> before = everything();

        ImportTally tally = run(
                new ImportRun.Options(mine, true, 2),
                line("1", ""),
                line("2", "'kicker': 'x'"),
                line("3", "'authors': ['Nobody Dry']").replace(mine, mine + "/new"),
                line("3", ""),
                line("4", "").replace(mine, mine + "/new"),
                "nonsense");

        assertThat(List.of(tally.unchanged(), tally.updated(), tally.created(), tally.rejected()))
                .containsExactly(1L, 1L, 2L, 2L);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void idsFollowFromTheFirstPieceThatBringsAThingWhateverTheBatches() throws Exception {
        Instant early = Instant.parse("2020-01-01T00:00:00Z");
        run(
                new ImportRun.Options(mine, false, 1),
                line("1", "'authors': ['First Bringer']").replace("2026-11-14T07:30:00Z", early.toString()),
                line("2", "'authors': ['First Bringer', 'Second Bringer']"));

        assertThat(query("select id from section where path = '" + mine + "'"))
                .containsExactly(Ids.of(early, "section", mine).toString());
        assertThat(query("select id from byline where slug in ('first-bringer', 'second-bringer') order by slug"))
                .containsExactly(
                        Ids.of(early, "byline", "first-bringer").toString(),
                        Ids.of(Instant.parse("2026-11-14T07:30:00Z"), "byline", "second-bringer")
                                .toString());
    }

    @Test
    void pieceWithoutADateGetsTheSameIdWheneverItIsImported() throws Exception {
        run(line("1", "").replace("2026-11-14T07:30:00Z", "").replace("\"publishedAt\": \"\"", "\"kicker\": \"x\""));

        assertThat(query("select id from article where source = '" + mine + "'"))
                .containsExactly(Ids.of(Instant.EPOCH, "article", mine, "1").toString());
        assertThat(query("select published_at_estimated from published_article where source = '" + mine + "'"))
                .containsExactly("t");
    }

    @Test
    void summaryTellsWhatReadersDoNotSee() throws Exception {
        ImportTally tally = run(
                line("1", ""),
                line("2", "'status': 'draft'"),
                line("3", "'embargoedUntil': '9999-01-01T00:00:00Z'"),
                line("4", "'expiresAt': '2026-11-15T00:00:00Z', 'mood': 'x'"),
                line("5", "'bodyHtml': '<script>x</script>', 'mood': 'y'"));

        assertThat(List.of(tally.created(), tally.drafts(), tally.notYet(), tally.expired(), tally.warnings()))
                .containsExactly(5L, 1L, 1L, 1L, 1L);
        assertThat(tally.unknownKeys()).containsOnlyKeys("mood").containsValue(2L);
        assertThat(report()).singleElement().asString().contains("\"line\":5", "\"outcome\":\"warning\"", "script");
    }

    @Test
    void reportIsOnlyThereWhenThereIsSomethingToReport() throws Exception {
        run(line("1", ""));

        assertThat(reportFile()).doesNotExist();
    }

    @Test
    void yearOneAndYear9999AreKept() throws Exception {
        run(
                line("1", "'authors': ['Old Chronicler']").replace("2026-11-14T07:30:00Z", "0001-01-01T00:00:00Z"),
                line("2", "").replace("2026-11-14T07:30:00Z", "9999-12-31T23:59:59.999999Z"));

        assertThat(query("select to_char(published_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
                        + " from published_article where source = '" + mine + "' order by external_id"))
                .containsExactly("0001-01-01 00:00:00.000000", "9999-12-31 23:59:59.999999");
        assertThat(query("select to_char(public_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') from byline"
                        + " where slug = 'old-chronicler'"))
                .containsExactly("0001-01-01 00:00:00");
    }

    @Test
    void secondImportAtTheSameTimeIsRefused() throws Exception {
        try (Connection first = database.getConnection();
                Statement statement = first.createStatement()) {
            statement.execute("select pg_advisory_lock(" + ImportSession.LOCK + ")");
            assertThatThrownBy(() -> run(line("1", "")))
                    .isInstanceOfSatisfying(
                            ImportStopped.class, e -> assertThat(e.begun()).isFalse())
                    .hasMessageContaining("Another import is running");
            statement.execute("select pg_advisory_unlock(" + ImportSession.LOCK + ")");
        }
        assertThat(published()).isEmpty();
    }

    @Test
    void inputThatBreaksOffIsImportedUpToThere() throws Exception {
        String lines = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> line("" + i, "'kicker': '" + UUID.nameUUIDFromBytes(new byte[] {(byte) i}) + i + "'"))
                .collect(Collectors.joining("\n"));
        byte[] whole = gzip(lines);

        assertThatThrownBy(() -> run(ImportRun.Options.of(mine), Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOfSatisfying(
                        ImportStopped.class, e -> assertThat(e.begun()).isTrue())
                .hasMessageContaining("can't be read to its end");
        assertThat(published()).isNotEmpty();

        ImportTally again = run(ImportRun.Options.of(mine), whole);
        assertThat(again.unchanged()).isPositive();
        assertThat(published()).hasSize(1000);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
