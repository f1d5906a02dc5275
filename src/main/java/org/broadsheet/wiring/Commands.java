package org.broadsheet.wiring;

import io.quarkus.runtime.QuarkusApplication;
import java.util.List;

/** The commands that run and end. */
public class Commands implements QuarkusApplication {

    static boolean needsNoDatabase(String... args) {
        return args.length > 0 && List.of("--help", "-h", "help").contains(args[0]);
    }

    @Override
    public int run(String... args) {
        return 2;
    }
}
