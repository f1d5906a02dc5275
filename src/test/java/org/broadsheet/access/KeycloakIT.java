package org.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.broadsheet.fixture.Keycloak;
import org.broadsheet.fixture.PackagedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access tokens of a real Keycloak, as the packaged application judges them. */
class KeycloakIT {

    private static final String TOKENS = "/v1/editorial/tokens";

    private static Keycloak keycloak;
    private static PackagedServer server;

    @BeforeAll
    static void start() throws Exception {
        // both at once: the server asks for the keys only when it needs them
        keycloak = Keycloak.start();
        server = PackagedServer.start(Map.of(
                "BROADSHEET_OIDC_ISSUER",
                keycloak.issuer("newsroom"),
                "BROADSHEET_OIDC_JWKS",
                keycloak.jwks("newsroom"),
                "BROADSHEET_OIDC_AUDIENCE",
                "broadsheet",
                // so that what expires needn't be waited for long; with 0 the library takes its own 60
                "MP_JWT_VERIFY_CLOCK_SKEW",
                "1"));
        keycloak.awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (keycloak != null) {
            keycloak.close();
        }
    }

    private static int status(String token) throws Exception {
        return server.get(TOKENS, token).statusCode();
    }

    @ParameterizedTest
    @CsvSource({"admin, 200", "editor, 403", "writer, 403", "nobody, 403"})
    void rolesOfTheRealmAreTheRolesHere(String person, int status) throws Exception {
        assertThat(status(keycloak.person("newsroom", "cms", person))).isEqualTo(status);
    }

    @Test
    void whatIsLackingIsTold() throws Exception {
        JsonNode problem = new ObjectMapper()
                .readTree(server.get(TOKENS, keycloak.person("newsroom", "cms", "editor"))
                        .body());

        assertThat(problem.get("detail").asText()).contains("'tokens:write'");
    }

    @Test
    void serviceAccountHasTheRolesThatItWasGiven() throws Exception {
        assertThat(status(keycloak.system("newsroom", "wire-service", "wire-secret")))
                .isEqualTo(403);
    }

    @Test
    void tokenOfAnotherRealmIsRefused() throws Exception {
        assertThat(status(keycloak.person("other", "cms", "admin"))).isEqualTo(401);
    }

    @Test
    void tokenForAnotherApiIsRefused() throws Exception {
        assertThat(status(keycloak.person("newsroom", "other-app", "admin"))).isEqualTo(401);
    }

    @Test
    void tokenOpensNothingOnceItHasExpired() throws Exception {
        String token = keycloak.person("newsroom", "short-lived", "admin");

        TimeUnit.MILLISECONDS.sleep(3500);

        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void tokenWithItsSignatureChangedIsRefused() throws Exception {
        String token = keycloak.person("newsroom", "cms", "admin");
        int dot = token.lastIndexOf('.');
        char first = token.charAt(dot + 1);

        assertThat(status(token.substring(0, dot + 1) + (first == 'A' ? 'B' : 'A') + token.substring(dot + 2)))
                .isEqualTo(401);
    }
}
