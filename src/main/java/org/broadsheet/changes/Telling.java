package org.broadsheet.changes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Collects what a transaction changes for readers; the log writes it down as the transaction's last act. */
public final class Telling {

    private final List<Change> changes = new ArrayList<>();

    Telling() {}

    public void tell(Change change) {
        changes.add(change);
    }

    public void tell(Collection<Change> all) {
        changes.addAll(all);
    }

    /** Whether a correction of the article is told that everybody who has a copy has to make. */
    public boolean bindsAbout(UUID article) {
        return changes.stream()
                .anyMatch(change -> change.mandatory() && change.id().equals(article));
    }

    List<Change> changes() {
        return changes;
    }
}
