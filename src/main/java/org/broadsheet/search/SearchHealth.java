package org.broadsheet.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.broadsheet.web.ChangeProgress;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how far the index is behind the log. A server without an index is ready all the same: everything but searches
 * goes on as ever, so nobody should take it out of service.
 */
@Readiness
@ApplicationScoped
class SearchHealth implements HealthCheck {

    private final SearchIndex index;
    private final ChangeProgress progress;
    private final SearchSettings settings;

    SearchHealth(SearchIndex index, ChangeProgress progress, SearchSettings settings) {
        this.settings = settings;
        this.index = index;
        this.progress = progress;
    }

    void measure(@Observes StartupEvent start, MeterRegistry meters) {
        if (settings.engine() == SearchSettings.Engine.NONE) {
            return;
        }
        meters.gauge("broadsheet.search.lag", this, SearchHealth::lag);
        meters.gauge("broadsheet.search.usable", this, health -> health.index.usable() ? 1 : 0);
    }

    /** In changes. */
    private long lag() {
        return Math.max(0, progress.applied() - index.seq());
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Search index")
                .up()
                .withData("usable", index.usable())
                .withData("seq", index.seq())
                .withData("lag", lag())
                .build();
    }
}
