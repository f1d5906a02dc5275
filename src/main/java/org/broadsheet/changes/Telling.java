package org.broadsheet.changes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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

    List<Change> changes() {
        return changes;
    }
}
