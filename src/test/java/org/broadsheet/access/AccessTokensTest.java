package org.broadsheet.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.broadsheet.fixture.Credentials.bearer;
import static org.broadsheet.fixture.IdentityProvider.claims;
import static org.broadsheet.fixture.IdentityProvider.signed;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.IdentityProvider;
import org.broadsheet.fixture.TestDatabase;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access tokens of an identity provider. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(value = IdentityProvider.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessTokensTest {

    private static final String TOKENS = "/v1/editorial/tokens";

    @Inject
    Credentials credentials;

    /** The first of all, as the keys are kept once they are known. */
    @Test
    @Order(0)
    void whileTheKeysCantBeHadNobodyIsToldThatTheirTokenIsBad() {
        String token = signed(claims("admin"));
        // not injected, as the other tests are without it
        URI jwks = ConfigProvider.getConfig().getValue("broadsheet.oidc.jwks", URI.class);
        given().get(jwks.resolve("/outage")).then().statusCode(204);
        bearer(token).get(TOKENS).then().statusCode(503).header("Retry-After", notNullValue());
        credentials.admin().get(TOKENS).then().statusCode(200);

        given().get(jwks.resolve("/recovery")).then().statusCode(204);
        assertThat(status(token)).isEqualTo(200);
    }

    private static int status(String token) {
        return bearer(token).get(TOKENS).statusCode();
    }

    @ParameterizedTest
    @CsvSource({"writer, 403", "editor, 403", "admin, 200", "Admin, 403", "reader, 403", "'', 403"})
    void rolesAreThoseOfTheRealm(String role, int status) {
        assertThat(status(signed(claims(role, "offline_access")))).isEqualTo(status);
    }

    @Test
    void severalRolesAddUp() {
        assertThat(status(signed(claims("writer", "admin")))).isEqualTo(200);
    }

    @Test
    void personIsToldInTheAuditTrail() {
        String id = bearer(signed(claims("admin")))
                .contentType("application/json")
                .body(Map.of("name", "Wire desk", "role", "writer"))
                .post(TOKENS)
                .then()
                .statusCode(201)
                .body("createdBy", equalTo("Ines Marlow"))
                .extract()
                .jsonPath()
                .getString("id");

        bearer(signed(claims("admin")))
                .queryParam("thing", id)
                .get("/v1/editorial/audit")
                .then()
                .body("items[0].actor.kind", equalTo("person"))
                .body("items[0].actor.subject", equalTo("8a1c3c0e-2f53-4a7e-b6a6-6a3c1d0a9f10"));
    }

    @Test
    void apiTokensGoOnBeingGood() {
        credentials.admin().get(TOKENS).then().statusCode(200);
    }

    @Test
    void groupsAreNoRoles() {
        assertThat(status(signed(claims("writer").groups("admin")))).isEqualTo(403);
        assertThat(status(signed(claims().claim("roles", List.of("admin"))))).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"-31, 401", "-5, 200", "300, 200"})
    void tokenIsGoodUntilItExpiresAndHalfAMinuteLonger(int seconds, int status) {
        Instant now = Instant.now();
        assertThat(status(signed(claims("admin").issuedAt(now.minusSeconds(600)).expiresAt(now.plusSeconds(seconds)))))
                .isEqualTo(status);
    }

    @Test
    void tokenIsNotGoodBeforeItsTime() {
        assertThat(status(signed(claims("admin").claim("nbf", Instant.now().getEpochSecond() + 120))))
                .isEqualTo(401);
    }

    @Test
    void tokensOfAndForOthersAreRefused() {
        assertThat(status(signed(claims("admin").issuer("https://id.example/realms/other"))))
                .isEqualTo(401);
        assertThat(status(signed(claims("admin").audience("another-api")))).isEqualTo(401);
        assertThat(status(signed(claims("admin").remove("aud")))).isEqualTo(401);
        assertThat(status(signed(claims("admin").remove("iss")))).isEqualTo(401);
        assertThat(status(signed(claims("admin").remove("sub")))).isEqualTo(401);
        assertThat(status(signed(claims("admin"), IdentityProvider.draw()))).isEqualTo(401);
    }

    @Test
    void signatureOfAnotherKindIsRefused() {
        String header = encoded("{\"alg\":\"none\"}");
        String body = signed(claims("admin")).split("\\.")[1];
        assertThat(status(header + "." + body + ".")).isEqualTo(401);

        SecretKeySpec publicKeyAsSecret =
                new SecretKeySpec(IdentityProvider.publicKey().getEncoded(), "HmacSHA256");
        assertThat(status(claims("admin")
                        .jws()
                        .keyId(IdentityProvider.KEY_ID)
                        .algorithm(SignatureAlgorithm.HS256)
                        .sign(publicKeyAsSecret)))
                .isEqualTo(401);
    }

    @Test
    void changedTokenIsRefused() {
        String[] writer = signed(claims("writer")).split("\\.");
        String[] admin = signed(claims("admin")).split("\\.");

        assertThat(status(writer[0] + "." + admin[1] + "." + writer[2])).isEqualTo(401);
    }

    @Test
    void tokenWithAnUnknownKeyIsRefused() {
        assertThat(status(claims("admin")
                        .jws()
                        .keyId("never-heard-of")
                        .sign(IdentityProvider.draw().getPrivate())))
                .isEqualTo(401);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
