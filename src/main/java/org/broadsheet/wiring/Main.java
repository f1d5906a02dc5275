package org.broadsheet.wiring;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.broadsheet.access.StartTokens;
import org.jspecify.annotations.Nullable;

/**
 * Where the process begins. Brings up a database when none is configured, then Quarkus: as a server without
 * arguments, else as the command that the arguments name.
 */
@QuarkusMain
public class Main {

    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String SAMPLES = "broadsheet.samples";

    private Main() {}

    /** {@code serve} (or nothing) starts the API; {@code import FILE} and the like run and end. */
    public static void main(String... args) {
        Object command = parse(args);
        if (!(command instanceof Arguments.Serve)) {
            // a command listens to nobody, and says itself what there is to say
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.log.level", "ERROR");
            // who presses Ctrl-C need not know what becomes of the transaction that was open
            System.setProperty("quarkus.log.category.\"io.quarkus.narayana\".level", "OFF");
        }
        if (command instanceof Arguments.Migrate) {
            System.setProperty("quarkus.flyway.migrate-at-start", "true");
        }
        try {
            if (command instanceof Arguments.Serve) {
                checkAccess();
            }
            if (configured(URL, "QUARKUS_DATASOURCE_JDBC_URL") == null) {
                embed();
                wantSamples(command);
            }
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        if (command instanceof Arguments.Serve) {
            Quarkus.run(Server.class);
        } else {
            Quarkus.run(Commands.class, args);
        }
    }

    private static Object parse(String... args) {
        try {
            return Arguments.parse(args);
        } catch (Arguments.Settled e) {
            System.exit(e.exitCode());
            throw new IllegalStateException("not reached", e);
        }
    }

    /** What would leave the door open, or locked for good, is told before anything is started. */
    private static void checkAccess() {
        String token = configured("broadsheet.admin-token", StartTokens.VARIABLE);
        if (token != null) {
            StartTokens.fault(token).ifPresent(fault -> {
                throw new StartFailure(fault);
            });
        }
        List<String> missing = Stream.of("ISSUER", "AUDIENCE", "JWKS")
                .map(name -> "BROADSHEET_OIDC_" + name)
                .filter(variable -> configured(variable.toLowerCase(Locale.ROOT).replace('_', '.'), variable) == null)
                .toList();
        if (missing.size() == 3) {
            // also when a variable is there and empty
            Stream.of("issuer", "audiences", "publickey.location")
                    .forEach(name -> System.setProperty("mp.jwt.verify." + name, "NONE"));
        } else if (!missing.isEmpty()) {
            throw new StartFailure("An identity provider needs an issuer, an audience and its JWKS: set "
                    + String.join(" and ", missing) + " too.");
        }
    }

    /** A server of one's own, without anything in it, has something to show unless it was asked not to. */
    private static void wantSamples(Object command) {
        if (command instanceof Arguments.Serve serve && configured(SAMPLES, "BROADSHEET_SAMPLES") == null) {
            System.setProperty(SAMPLES, Boolean.toString(!serve.empty));
        }
    }

    private static void embed() {
        String data = Stream.of(System.getProperty("broadsheet.data"), System.getenv("BROADSHEET_DATA"), "data")
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElseThrow();
        EmbeddedPostgres postgres = EmbeddedPostgres.open(Path.of(data).toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "embedded-postgresql"));
        System.setProperty(URL, postgres.url());
        System.setProperty("quarkus.datasource.username", postgres.user());
        System.setProperty("quarkus.datasource.password", postgres.password());
    }

    /** What an operator has configured, where Quarkus would find it: it is not there yet to be asked. */
    private static @Nullable String configured(String property, String variable) {
        return Stream.of(System.getProperty(property), System.getenv(variable), fromFile(property))
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String fromFile(String property) {
        Path file = Path.of("config", "application.properties");
        if (!Files.exists(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty(property);
        } catch (IOException e) {
            throw new StartFailure(file + " can't be read: " + e.getMessage());
        }
    }
}
