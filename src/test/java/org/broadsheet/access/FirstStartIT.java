package org.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.fixture.PackagedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the terminal shows of the first tokens. */
class FirstStartIT {

    private static final String TOKENS = "/v1/editorial/tokens";
    private static final Pattern SHOWN = Pattern.compile("First admin token \\(shown this once\\): (\\S+)");
    /** The last line of what is printed at the start, but for a token. */
    private static final Pattern UP = Pattern.compile("Stop it with Ctrl-C\\.");

    private static final String OPERATORS = "bs_operator_abcdefghijklmnopqrstuvwxyz012345";

    @Test
    void firstTokenIsShownAtTheFirstStartOnly() throws Exception {
        Path directory = Files.createTempDirectory("broadsheet-first-start");
        PackagedServer first = PackagedServer.start(directory);
        String token = awaitPrinted(first, SHOWN).group(1);
        assertThat(first.get(TOKENS, token).statusCode()).isEqualTo(200);
        first.stop();

        try (PackagedServer second = PackagedServer.start(directory)) {
            awaitPrinted(second, UP);
            assertThat(second.printed()).doesNotContain("bs_");
            assertThat(second.get(TOKENS, token).statusCode()).isEqualTo(200);
        }
    }

    /** Readiness may be told a moment before the terminal is. */
    private static Matcher awaitPrinted(PackagedServer server, Pattern wanted)
            throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            Matcher matcher = wanted.matcher(server.printed());
            if (matcher.find()) {
                return matcher;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("not printed: " + wanted + "\n" + server.printed());
    }

    @Test
    void operatorsTokenLetsInAndIsNeverPrinted() throws Exception {
        try (PackagedServer server = PackagedServer.start(
                Map.of("BROADSHEET_ADMIN_TOKEN", OPERATORS, "QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true"))) {
            awaitPrinted(server, UP);
            assertThat(server.get(TOKENS, OPERATORS).statusCode()).isEqualTo(200);
            awaitPrinted(server, Pattern.compile("GET " + TOKENS));
            assertThat(server.printed()).doesNotContain("012345").doesNotContain("First admin token");
        }
    }

    @Test
    void whileTheDatabaseIsAwayNobodyIsToldThatTheirTokenIsBad() throws Exception {
        Path directory = Files.createTempDirectory("broadsheet-database-away");
        try (PackagedServer server = PackagedServer.start(
                directory, Map.of("BROADSHEET_ADMIN_TOKEN", OPERATORS, "BROADSHEET_OIDC_ISSUER", ""))) {
            awaitPrinted(server, UP);
            ProcessHandle database = ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(directory.resolve("data/postgresql/postmaster.pid"))
                                    .getFirst()))
                    .orElseThrow();
            database.destroyForcibly();
            database.onExit().get(30, TimeUnit.SECONDS);

            assertThat(server.get(TOKENS, OPERATORS).statusCode()).isEqualTo(503);
            assertThat(server.get(TOKENS).statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    BROADSHEET_ADMIN_TOKEN  | hunter2                     | has to have the form bs_<prefix>_<secret>
                    BROADSHEET_OIDC_ISSUER  | https://id.example/realms/x | set BROADSHEET_OIDC_AUDIENCE and BROADSHEET_OIDC_JWKS too
                    """)
    void settingThatCantBeMeantEndsTheStartWithASentence(
            String variable, String value, String sentence, @TempDir Path directory) throws Exception {
        ProcessBuilder builder = PackagedServer.application(directory, java.util.List.of(), "serve");
        builder.environment().put(variable, value);
        Process process = builder.start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readAllLines(directory.resolve("server.log")))
                .singleElement()
                .asString()
                .contains(sentence)
                .doesNotContain("hunter2");
    }
}
