package org.broadsheet.wiring;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** What can be asked for on the command line. Read before anything is started, so that a mistake is told at once. */
@Command(
        name = "broadsheet",
        description = "A headless content API for newsrooms.",
        subcommands = {Arguments.Serve.class, Arguments.Import.class, Arguments.Migrate.class, Arguments.Reindex.class})
final class Arguments {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    /** Runs until it is stopped. */
    @Command(name = "serve", description = "Start the API. This is what happens without a command, too.")
    static final class Serve {

        @Option(names = "--empty", description = "Load no sample stories into an empty embedded database.")
        boolean empty;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help and exit.")
        boolean help;
    }

    /** Ends once the schema is what this release needs. */
    @Command(
            name = "migrate",
            description =
                    "Bring the database's schema up to date, and end. For where the servers may not do it themselves"
                            + " (BROADSHEET_MIGRATE_AT_START=false).")
    static final class Migrate {

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help and exit.")
        boolean help;
    }

    /** Ends once all search indexes are made anew. */
    @Command(
            name = "reindex",
            description =
                    "Make the search index anew, from the database. Servers that run do it themselves, beside the index that"
                            + " their searches use, and change over when it is done; where none runs it is made for the one"
                            + " that starts next.")
    static final class Reindex {

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help and exit.")
        boolean help;
    }

    /** Runs to the end of its input. */
    @Command(
            name = "import",
            sortOptions = false,
            description = {
                "Import articles from NDJSON: one JSON object a line, in UTF-8, plain or gzip.%n",
                "Articles are known by their source and id. Importing a file again changes nothing; importing a"
                        + " changed article makes a new revision of it. A line that can't go in is reported, and stops"
                        + " no other. After an interruption, start the same import again.%n"
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:all lines went in (created, updated or unchanged)",
                "1:some lines were rejected; the report says which, and why",
                "2:nothing was done: wrong usage, no such file, or another import is running",
                "3:stopped before the end: the database went away, or the input can't be read"
            })
    static final class Import {

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "The file to import, or - for the standard input.")
        String file = "";

        @Option(
                names = "--source",
                paramLabel = "NAME",
                description = "The outlet or feed that lines without a \"source\" come from. Without this, they are the"
                        + " publication's own.")
        String source = "";

        @Option(names = "--dry-run", description = "Find out what would happen, and change nothing.")
        boolean dryRun;

        @Option(
                names = "--report",
                paramLabel = "FILE",
                description = "Where to write what was rejected or did not go in whole, as NDJSON. Without this, it is"
                        + " import-report-<time>.ndjson in the current directory.")
        @Nullable
        Path report;

        @Option(names = "--batch", hidden = true, description = "How many articles go into one transaction.")
        int batch = 250;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Show this help and exit.")
        boolean help;

        boolean fromStandardInput() {
            return file.equals("-");
        }

        private void check() {
            Path input = Path.of(file);
            if (!fromStandardInput() && (!Files.isReadable(input) || Files.isDirectory(input))) {
                throw wrong(
                        Files.isDirectory(input)
                                ? file + " is a directory, not a file."
                                : Files.exists(input)
                                        ? "The file " + file + " can't be read."
                                        : "There is no file " + file + ".");
            }
            if (source.length() > 300 || source.indexOf('\0') >= 0) {
                throw wrong("The source's name has to be at most 300 characters long.");
            }
            if (batch < 1 || batch > 5000) {
                throw wrong("A batch has 1 to 5000 articles.");
            }
            if (report != null) {
                checkReport(report);
            }
        }

        private void checkReport(Path target) {
            Path parent = target.toAbsolutePath().getParent();
            if (Files.isDirectory(target) || parent == null || !Files.isWritable(parent)) {
                throw wrong("The report can't be written to " + target + ".");
            }
            if (!fromStandardInput() && target.toAbsolutePath().normalize().equals(absoluteInput())) {
                throw wrong("The report can't be written over the input.");
            }
        }

        private Path absoluteInput() {
            return Path.of(file).toAbsolutePath().normalize();
        }

        private ParameterException wrong(String message) {
            return new ParameterException(spec.commandLine(), message);
        }
    }

    /**
     * The command that the arguments ask for, when it can be run.
     *
     * @throws Settled when there is nothing to run: help was asked for, or something is wrong
     */
    static Object parse(String... args) throws Settled {
        CommandLine line = new CommandLine(new Arguments());
        try {
            ParseResult parsed = line.parseArgs(args);
            if (CommandLine.printHelpIfRequested(parsed)) {
                throw new Settled(0);
            }
            Object command =
                    parsed.hasSubcommand() ? parsed.subcommand().commandSpec().userObject() : new Serve();
            if (command instanceof Import asked) {
                asked.check();
            }
            return command;
        } catch (ParameterException e) {
            System.err.println(e.getMessage());
            System.err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
            throw new Settled(2);
        }
    }

    /** All that there was to do was to print something. */
    static final class Settled extends Exception {

        private final int exitCode;

        Settled(int exitCode) {
            super(null, null, false, false);
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }
}
