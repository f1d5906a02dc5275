package org.broadsheet.access;

import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** Notes when a token was last used: beside the request, which neither waits for that nor fails with it. */
@ApplicationScoped
class LastUse {

    private static final Logger LOG = Logger.getLogger(LastUse.class);

    private final ApiTokens tokens;
    private final ExecutorService threads;
    private final Clock clock;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    LastUse(ApiTokens tokens, @VirtualThreads ExecutorService threads, Clock clock) {
        this.tokens = tokens;
        this.threads = threads;
        this.clock = clock;
    }

    void of(ApiToken token) {
        if (token.useIsWorthNoting(clock.instant()) && underWay.add(token.id())) {
            threads.execute(() -> note(token.id()));
        }
    }

    private void note(UUID id) {
        try {
            tokens.noteUse(id);
        } catch (RuntimeException e) {
            LOG.debugf("the use of token %s was not noted: %s", id, e.getMessage());
        } finally {
            underWay.remove(id);
        }
    }
}
