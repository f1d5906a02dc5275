package org.broadsheet.wiring;

import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.broadsheet.importing.ImportInput;
import org.broadsheet.importing.ImportReport;
import org.broadsheet.importing.ImportRun;
import org.broadsheet.importing.ImportStopped;
import org.broadsheet.importing.ImportTally;
import org.broadsheet.importing.Progress;
import org.broadsheet.search.Reindex;
import org.flywaydb.core.Flyway;

/** The commands that run and end. */
public class Commands implements QuarkusApplication {

    private static final int ALL_WENT_IN = 0;
    private static final int SOME_REJECTED = 1;
    private static final int NOTHING_DONE = 2;
    private static final int STOPPED_MIDWAY = 3;

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ImportRun importRun;
    private final Reindex reindex;
    private final Flyway flyway;
    private final Clock clock;

    Commands(ImportRun importRun, Reindex reindex, Flyway flyway, Clock clock) {
        this.importRun = importRun;
        this.reindex = reindex;
        this.flyway = flyway;
        this.clock = clock;
    }

    @Override
    public int run(String... args) {
        try {
            return switch (Arguments.parse(args)) {
                case Arguments.Import asked -> run(asked);
                case Arguments.Migrate migrate -> migrated();
                case Arguments.Reindex asked -> reindexed();
                default -> NOTHING_DONE;
            };
        } catch (Arguments.Settled e) {
            return e.exitCode();
        }
    }

    /** Flyway has run when the application started; what failed has stopped it before it came here. */
    private int migrated() {
        System.out.println(
                "The schema is at version " + flyway.info().current().getVersion() + ", as this release needs it.");
        return ALL_WENT_IN;
    }

    private int reindexed() {
        long start = System.nanoTime();
        int indexes;
        try (ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Search index")
                .setUnit(" articles", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build()) {
            indexes = reindex.run((done, total) -> {
                bar.maxHint(Math.max(done, total));
                bar.stepTo(done);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return STOPPED_MIDWAY;
        } catch (RuntimeException e) {
            System.err.println("The search index can't be made: " + e.getMessage());
            return STOPPED_MIDWAY;
        }
        System.out.printf(
                Locale.ROOT,
                "%d search index%s made anew in %.1f s.%n",
                indexes,
                indexes == 1 ? " is" : "es are",
                (System.nanoTime() - start) / 1e9);
        return ALL_WENT_IN;
    }

    private int run(Arguments.Import asked) {
        try (ImportInput input = asked.fromStandardInput()
                        ? ImportInput.stream("standard input", System.in)
                        : ImportInput.file(Path.of(asked.file));
                ImportReport report = new ImportReport(asked.report == null ? defaultReport() : asked.report)) {
            return run(asked, input, report);
        } catch (IOException e) {
            System.err.println("The input can't be read: " + e.getMessage());
            return STOPPED_MIDWAY;
        }
    }

    private int run(Arguments.Import asked, ImportInput input, ImportReport report) {
        long start = System.nanoTime();
        ImportTally tally;
        try (Progress progress = Progress.onStandardError(input)) {
            tally = importRun.run(
                    input, new ImportRun.Options(asked.source, asked.dryRun, asked.batch), report, progress);
        } catch (ImportStopped e) {
            System.err.println(e.getMessage());
            tellWhere(report);
            return e.begun() ? STOPPED_MIDWAY : NOTHING_DONE;
        }
        summarise(asked, input, tally, Duration.ofNanos(System.nanoTime() - start));
        tellWhere(report);
        return tally.rejected() == 0 ? ALL_WENT_IN : SOME_REJECTED;
    }

    private static void summarise(Arguments.Import asked, ImportInput input, ImportTally tally, Duration taken) {
        double seconds = Math.max(0.001, taken.toMillis() / 1000.0);
        System.out.printf(
                Locale.ROOT,
                "%s %s: %,d lines in %.1f s, %,.0f a second%n",
                asked.dryRun ? "Dry run of" : "Imported",
                input.name(),
                tally.lines(),
                seconds,
                tally.lines() / seconds);
        tally.summary(asked.dryRun).forEach(System.out::println);
        if (asked.dryRun) {
            System.out.println("Nothing was changed.");
        }
    }

    private static void tellWhere(ImportReport report) {
        if (report.written()) {
            System.out.println("Report: " + report.file().toAbsolutePath());
        }
    }

    /** In the current directory, else, when that can't be written to, where temporary files go. */
    private Path defaultReport() {
        Path here = Path.of("").toAbsolutePath();
        Path directory = Files.isWritable(here) ? here : Path.of(System.getProperty("java.io.tmpdir"));
        return directory.resolve("import-report-" + TIMESTAMP.format(clock.instant()) + ".ndjson");
    }
}
