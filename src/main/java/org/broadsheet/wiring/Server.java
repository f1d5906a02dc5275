package org.broadsheet.wiring;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The API, until it is told to stop. */
public class Server implements QuarkusApplication {

    private final int port;

    Server(@ConfigProperty(name = "quarkus.http.port") int port) {
        this.port = port;
    }

    @Override
    public int run(String... args) {
        System.out.printf("""

                Broadsheet is up.
                  API            http://localhost:%1$d/v1/articles
                  Explorer       http://localhost:%1$d/docs
                  OpenAPI        http://localhost:%1$d/openapi
                  Health         http://localhost:%1$d/health
                Stop it with Ctrl-C.
                """, port);
        Quarkus.waitForExit();
        return 0;
    }
}
