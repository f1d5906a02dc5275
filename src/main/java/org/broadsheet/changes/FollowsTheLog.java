package org.broadsheet.changes;

import jakarta.enterprise.context.ApplicationScoped;
import org.broadsheet.web.ChangeProgress;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether this replica follows the log. One that does not answers right all the same, from the database; but it makes
 * every answer anew, and followers hear nothing from it, so others should be asked.
 */
@Readiness
@ApplicationScoped
class FollowsTheLog implements HealthCheck {

    private final ChangeProgress progress;

    FollowsTheLog(ChangeProgress progress) {
        this.progress = progress;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("Change log is followed")
                .status(progress.vouched())
                .build();
    }
}
