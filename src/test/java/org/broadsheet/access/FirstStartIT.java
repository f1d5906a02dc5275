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
    private static final String OPERATORS = "bs_operator_abcdefghijklmnopqrstuvwxyz012345";

    @Test
    void firstTokenIsShownAtTheFirstStartOnly() throws Exception {
        Path directory = Files.createTempDirectory("broadsheet-first-start");
        PackagedServer first = PackagedServer.start(directory);
        String token = shown(first);
        assertThat(first.get(TOKENS, token).statusCode()).isEqualTo(200);
        first.stop();

        try (PackagedServer second = PackagedServer.start(directory)) {
            assertThat(second.printed()).contains("Broadsheet is up.").doesNotContain("bs_");
            assertThat(second.get(TOKENS, token).statusCode()).isEqualTo(200);
        }
    }

    /** Readiness may be told a moment before the terminal is. */
    private static String shown(PackagedServer server) throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            Matcher matcher = SHOWN.matcher(server.printed());
            if (matcher.find()) {
                return matcher.group(1);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new AssertionError("no token was shown:\n" + server.printed());
    }

    @Test
    void operatorsTokenLetsInAndIsNeverPrinted() throws Exception {
        try (PackagedServer server = PackagedServer.start(
                Map.of("BROADSHEET_ADMIN_TOKEN", OPERATORS, "QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true"))) {
            int status = 0;
            for (int i = 0; i < 50 && status != 200; i++) {
                status = server.get(TOKENS, OPERATORS).statusCode();
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(status).isEqualTo(200);
            assertThat(server.printed())
                    .contains(TOKENS)
                    .doesNotContain("012345")
                    .doesNotContain("First admin token");
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
