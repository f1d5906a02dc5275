package org.broadsheet.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.broadsheet.fixture.Credentials.bearer;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.broadsheet.fixture.Credentials;
import org.broadsheet.fixture.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tokens that there are before anybody could have created one. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StartTokensTest {

    private static final String TOKENS = "/v1/editorial/tokens";
    private static final String SECRET = "abcdefghijklmnopqrstuvwxyz012345";

    @Inject
    StartTokens start;

    @Inject
    ApiTokens tokens;

    /** Tokens that other tests share are not among them: those are issued again when they are needed. */
    @Inject
    Credentials credentials;

    @BeforeEach
    void emptyTheTable() {
        QuarkusTransaction.requiringNew().run(() -> tokens.deleteAll());
        credentials.forget();
    }

    private static int status(String token) {
        return bearer(token).get(TOKENS).statusCode();
    }

    @Test
    void firstTokenIsAnAdminsAndMadeOnce() {
        Optional<String> first = start.settle(null);

        assertThat(first).isPresent();
        assertThat(status(first.orElseThrow())).isEqualTo(200);
        assertThat(start.settle(null)).isEmpty();
    }

    @Test
    void databaseWhoseOnlyTokenWasRevokedGetsNoOtherFirstOne() {
        start.settle(null);
        tokens.revoke(tokens.listAll().getFirst().id(), Actor.system("test"));

        assertThat(start.settle(null)).isEmpty();
    }

    @Test
    void replicasThatStartAtTheSameMomentMakeOneTokenBetweenThem() throws Exception {
        CyclicBarrier together = new CyclicBarrier(6);
        try (ExecutorService replicas = Executors.newFixedThreadPool(6)) {
            List<Future<Optional<String>>> made = replicas.invokeAll(IntStream.range(0, 6)
                    .<Callable<Optional<String>>>mapToObj(i -> () -> {
                        together.await();
                        return start.settle(null);
                    })
                    .toList());
            int shown = 0;
            for (Future<Optional<String>> one : made) {
                shown += one.get().isPresent() ? 1 : 0;
            }
            assertThat(shown).isEqualTo(1);
        }
        assertThat(tokens.count()).isEqualTo(1);
    }

    @Test
    void operatorsTokenIsGoodAndNoFirstOneIsMade() {
        assertThat(start.settle("bs_ops1_" + SECRET)).isEmpty();
        assertThat(start.settle("bs_ops1_" + SECRET)).isEmpty();

        assertThat(status("bs_ops1_" + SECRET)).isEqualTo(200);
        assertThat(tokens.count()).isEqualTo(1);
        assertThat(start.settle(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bs_ops1_" + SECRET + "x", "bs_ops2_" + SECRET})
    void anotherOperatorsTokenRevokesTheFormer(String second) {
        start.settle("bs_ops1_" + SECRET);

        start.settle(second);

        assertThat(status("bs_ops1_" + SECRET)).isEqualTo(401);
        assertThat(status(second)).isEqualTo(200);
    }

    @Test
    void operatorsTokenThatWasRevokedStaysSo() {
        start.settle("bs_ops1_" + SECRET);
        tokens.revoke(tokens.listAll().getFirst().id(), Actor.system("test"));

        start.settle("bs_ops1_" + SECRET);

        assertThat(status("bs_ops1_" + SECRET)).isEqualTo(401);
    }

    @Test
    void operatorsTokenLeavesThoseOfTheApiAlone() {
        String other = credentials.issue(Role.ADMIN).text();

        start.settle("bs_ops1_" + SECRET);

        assertThat(status(other)).isEqualTo(200);
    }

    @Test
    void prefixOfATokenOfTheApiCantBeTaken() {
        String other = credentials.issue(Role.ADMIN).text();

        assertThatThrownBy(() -> start.settle(other.substring(0, 12) + SECRET))
                .isInstanceOf(StartTokens.Unusable.class)
                .hasMessageContaining("choose another")
                .hasMessageNotContaining(SECRET);
        assertThat(status(other)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hunter2", "bs_ops1_tooshort", "bs_OPS1_" + SECRET, "bs_o_" + SECRET, "bs_ops1_" + SECRET + " "})
    void operatorsTokenOfAnotherFormIsNotTakenAndNotRepeated(String text) {
        assertThat(StartTokens.fault(text).orElseThrow())
                .contains("bs_<prefix>_<secret>")
                .doesNotContain(text);
        assertThatThrownBy(() -> start.settle(text)).isInstanceOf(StartTokens.Unusable.class);
    }
}
