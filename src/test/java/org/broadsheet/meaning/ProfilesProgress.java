package org.broadsheet.meaning;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;

/** For tests that compare what has just been written. */
@ApplicationScoped
public class ProfilesProgress {

    private final Profiles profiles;

    ProfilesProgress(Profiles profiles) {
        this.profiles = profiles;
    }

    /** Waits until the profiles have come as far as the log. */
    public void await(long seq) {
        for (int i = 0; i < 600; i++) {
            if (QuarkusTransaction.requiringNew().call(profiles::seq) >= seq) {
                return;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("the profiles do not come to " + seq);
    }
}
