package org.broadsheet.wiring;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the process begins. Brings up a database when none is configured, then Quarkus: as a server without
 * arguments, else as the command that the arguments name.
 */
@QuarkusMain
public class Main {

    private static final String URL = "quarkus.datasource.jdbc.url";

    private Main() {}

    /** {@code serve} (or nothing) starts the API; {@code import FILE} and the like run and end. */
    public static void main(String... args) {
        boolean server = args.length == 0 || args[0].equals("serve");
        if (!server) {
            // a command listens to nobody, and says itself what there is to say
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.log.level", "WARN");
        }
        try {
            if (!Commands.needsNoDatabase(args) && configuredUrl() == null) {
                embed();
            }
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        if (server) {
            Quarkus.run(Server.class, Arrays.copyOfRange(args, Math.min(1, args.length), args.length));
        } else {
            Quarkus.run(Commands.class, args);
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
    private static @Nullable String configuredUrl() {
        return Stream.of(System.getProperty(URL), System.getenv("QUARKUS_DATASOURCE_JDBC_URL"), fromFile())
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String fromFile() {
        Path file = Path.of("config", "application.properties");
        if (!Files.exists(file)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty(URL);
        } catch (IOException e) {
            throw new StartFailure(file + " can't be read: " + e.getMessage());
        }
    }
}
