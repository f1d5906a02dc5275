package org.broadsheet.access;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Who makes the read in hand, and what they may see: known wherever {@code reading.Reception} lets readers in. */
@ApplicationScoped
public class CurrentAccess {

    private static final String READER = Reader.class.getName();

    private final CurrentVertxRequest current;
    private final Clock clock;

    CurrentAccess(CurrentVertxRequest current, Clock clock) {
        this.current = current;
        this.clock = clock;
    }

    /** Notes who reads. */
    public static void is(RoutingContext context, Reader reader) {
        context.put(READER, reader);
    }

    /** Who was noted; null when nobody was. */
    public static @Nullable Reader of(RoutingContext context) {
        return context.get(READER);
    }

    /** Access now, with the rights of whoever reads. */
    public Access get() {
        return new Access(clock.instant(), reader().rights());
    }

    /** @throws Refusal.Unauthorized when nobody was asked, so that what forgets to ask shows nothing */
    public Reader reader() {
        RoutingContext context = current.getCurrent();
        Reader reader = context == null ? null : context.get(READER);
        if (reader == null) {
            throw new Refusal.Unauthorized("It is not known who reads, so nothing is shown.");
        }
        return reader;
    }
}
