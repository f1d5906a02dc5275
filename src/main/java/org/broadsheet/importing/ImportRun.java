package org.broadsheet.importing;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.broadsheet.article.Publication;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.importing.CopyDesk.HandedIn;
import org.broadsheet.importing.CopyDesk.Verdict;
import org.broadsheet.importing.Item.Batch;

/**
 * Takes articles in the import form from a stream. Each batch is one transaction; one that the database refuses is
 * taken apart, so that one bad piece stops no other. Whoever starts again after an interruption ends where an
 * undisturbed run ends.
 */
@ApplicationScoped
public class ImportRun {

    /**
     * @param source of the lines that do not name theirs; empty: the publication itself
     * @param dryRun to find out what would happen, and change nothing
     * @param batch how many articles go into one transaction
     */
    public record Options(String source, boolean dryRun, int batch) {

        public static Options of(String source) {
            return new Options(source, false, Batch.MOST);
        }
    }

    private final CopyDesk desk;
    private final ChangeLog log;
    private final DataSource database;
    private final Publication publication;
    private final Clock clock;

    ImportRun(CopyDesk desk, ChangeLog log, DataSource database, Publication publication, Clock clock) {
        this.desk = desk;
        this.log = log;
        this.database = database;
        this.publication = publication;
        this.clock = clock;
    }

    /**
     * Runs to the end of the input.
     *
     * @throws ImportStopped when another import is running, the database goes away, or the input can't be read
     */
    public ImportTally run(ImportInput input, Options options, ImportReport report, Progress progress)
            throws ImportStopped {
        ItemReader form = new ItemReader(options.source(), publication.language());
        try (ImportSession session = ImportSession.open(database);
                ManuscriptFeed feed = new ManuscriptFeed(input, form, options.batch())) {
            Progression run = new Progression(session, options.dryRun(), report);
            for (Optional<Batch> batch = feed.next(); batch.isPresent(); batch = feed.next()) {
                run.take(batch.get());
                progress.show(input.read(), run.tally.lines());
            }
            return run.tally;
        }
    }

    /** One run, from batch to batch. */
    private final class Progression {

        private final ImportTally tally = new ImportTally();
        private final ImportSession session;
        private final boolean dryRun;
        private final ImportReport report;

        /** Sections that a dry run has created and rolled back again. */
        private final Set<String> presumed = new LinkedHashSet<>();

        Progression(ImportSession session, boolean dryRun, ImportReport report) {
            this.session = session;
            this.dryRun = dryRun;
            this.report = report;
        }

        void take(Batch batch) throws ImportStopped {
            List<Item> done = new ArrayList<>();
            List<Verdict> verdicts = new ArrayList<>();
            List<Item.Piece> first = new ArrayList<>();
            Map<Long, Long> repeats = repeats(batch.pieces());
            for (Item item : batch.items()) {
                switch (item) {
                    case Item.Rejected rejected -> done.add(rejected);
                    case Item.Piece piece -> {
                        Long before = repeats.get(piece.line());
                        if (before == null) {
                            first.add(piece);
                        } else {
                            done.add(piece.rejected("repeats the id of line " + before));
                        }
                    }
                }
            }
            verdicts.addAll(handIn(first));
            verdicts.forEach(verdict -> done.add(settle(verdict)));
            done.sort(Comparator.comparingLong(Item::line));
            try {
                done.forEach(this::tell);
                report.flush();
            } catch (UncheckedIOException e) {
                throw ImportStopped.underWay("The report can't be written: " + e.getMessage());
            }
        }

        private Map<Long, Long> repeats(List<Item.Piece> batch) throws ImportStopped {
            try {
                return session.repeats(batch);
            } catch (SQLException e) {
                throw session.alive()
                        ? ImportStopped.underWay("The database can't go on: " + firstLine(e))
                        : databaseAway();
            }
        }

        /** Whoever ends this process also takes its database connections from it. */
        private ImportStopped databaseAway() {
            return ImportStopped.underWay("The import was stopped, or the database has gone away. The " + tally.lines()
                    + " lines before that are done; start the same import again to go on.");
        }

        private List<Verdict> handIn(List<Item.Piece> batch) throws ImportStopped {
            try {
                return inTransaction(batch);
            } catch (RuntimeException e) {
                if (!session.alive()) {
                    throw databaseAway();
                }
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (Item.Piece piece : batch) {
                verdicts.add(alone(piece));
            }
            return verdicts;
        }

        private Verdict alone(Item.Piece piece) throws ImportStopped {
            try {
                return inTransaction(List.of(piece)).getFirst();
            } catch (RuntimeException e) {
                if (!session.alive()) {
                    throw databaseAway();
                }
                return Verdict.refused(piece, "was refused by the database: " + firstLine(e));
            }
        }

        private List<Verdict> inTransaction(List<Item.Piece> batch) {
            if (batch.isEmpty()) {
                return List.of();
            }
            if (dryRun) {
                return rehearse(batch);
            }
            return log.write(telling -> desk.handIn(batch, presumed, telling))
                    .value()
                    .verdicts();
        }

        private List<Verdict> rehearse(List<Item.Piece> batch) {
            try {
                log.write(telling -> {
                    throw new Rehearsed(desk.handIn(batch, presumed, telling));
                });
                throw new IllegalStateException("a rehearsal always ends early");
            } catch (Rehearsed e) {
                presumed.addAll(e.handedIn.newSections());
                return e.handedIn.verdicts();
            }
        }

        private Item settle(Verdict verdict) {
            Item.Piece piece = verdict.piece();
            if (verdict.outcome() == null) {
                return piece.rejected(Objects.requireNonNullElse(verdict.refusal(), ""));
            }
            tally.add(piece.manuscript(), verdict.outcome(), clock.instant());
            return piece;
        }

        private void tell(Item item) {
            switch (item) {
                case Item.Rejected rejected -> {
                    tally.addRejected();
                    report.rejected(rejected);
                }
                case Item.Piece piece ->
                    piece.manuscript().warnings().forEach(warning -> report.warning(piece, warning));
            }
        }
    }

    /** Ends the transaction of a dry run, which rolls back all that was done in it. */
    private static final class Rehearsed extends RuntimeException {

        private final transient HandedIn handedIn;

        Rehearsed(HandedIn handedIn) {
            super(null, null, false, false);
            this.handedIn = handedIn;
        }
    }

    private static String firstLine(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
