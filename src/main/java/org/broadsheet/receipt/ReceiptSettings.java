package org.broadsheet.receipt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration under {@code broadsheet.receipts}. */
@ConfigMapping(prefix = "broadsheet.receipts")
public interface ReceiptSettings {

    /** Whether it is recorded what partners fetch. Without it nobody can be told of a kill. */
    @WithDefault("true")
    boolean record();

    /** Whether this server makes notices and sends word of them; any number may. */
    @WithDefault("true")
    boolean send();

    /** How often what was fetched is written to the database. */
    @WithDefault("PT1S")
    Duration writeEvery();

    /** How long partners have to acknowledge a notice. */
    @WithDefault("PT1H")
    Duration dueAfter();
}
