package org.broadsheet.meaning;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;

/** For tests that compare what has just been written. */
@ApplicationScoped
public class ProfilesProgress {

    private final Profiles profiles;
    private final EntityManager database;

    ProfilesProgress(Profiles profiles, EntityManager database) {
        this.profiles = profiles;
        this.database = database;
    }

    /** As if none had ever been made. */
    public void startAnew() {
        QuarkusTransaction.requiringNew().run(() -> {
            database.createNativeQuery("delete from article_profile").executeUpdate();
            database.createNativeQuery("update profile_progress set seq = -1").executeUpdate();
        });
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
