package org.broadsheet.wiring;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.time.Duration;
import java.util.Optional;
import org.broadsheet.access.StartTokens;
import org.broadsheet.search.SearchIndex;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The API, until it is told to stop. */
public class Server implements QuarkusApplication {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int port;
    private final Optional<String> adminToken;
    private final StartTokens tokens;
    private final SearchIndex index;

    Server(
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "broadsheet.admin-token") Optional<String> adminToken,
            StartTokens tokens,
            SearchIndex index) {
        this.port = port;
        this.adminToken = adminToken;
        this.tokens = tokens;
        this.index = index;
    }

    @Override
    public int run(String... args) {
        Optional<String> first;
        try {
            first = tokens.settle(adminToken.orElse(null));
        } catch (StartTokens.Unusable e) {
            System.err.println(e.getMessage());
            return 1;
        }
        // so that whoever is told that it is up can search; without an index everything else goes on
        index.awaitUsable(PATIENCE);
        System.out.printf("""

                Broadsheet is up.
                  API            http://localhost:%1$d/v1/articles
                  Explorer       http://localhost:%1$d/docs
                  OpenAPI        http://localhost:%1$d/openapi
                  Health         http://localhost:%1$d/health
                """, port);
        // to the terminal, and never to the log
        first.ifPresent(token -> System.out.println("First admin token (shown this once): " + token));
        System.out.println("Stop it with Ctrl-C.");
        Quarkus.waitForExit();
        return 0;
    }
}
