package org.broadsheet.webhook;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.broadsheet.access.Rights;
import org.broadsheet.changes.Change;
import org.broadsheet.following.ChangeView;
import org.broadsheet.following.Wanted;

/**
 * What somebody wants to be told, and where.
 *
 * @param events types of change; empty for all
 * @param kinds of thing; empty for all
 */
record Wish(String name, String url, Payload payload, List<String> events, List<String> kinds, WebhookFilters filters) {

    /** Nobody who may have a copy can choose not to hear of this. */
    private static final String ALWAYS = Change.Type.KILLED.wire();

    Wanted wanted() {
        Set<String> types = new HashSet<>(events.isEmpty() ? ChangeView.TYPES : events);
        types.add(ALWAYS);
        return new Wanted(types, Set.copyOf(kinds.isEmpty() ? ChangeView.KINDS : kinds), filters.params(), Rights.ALL);
    }
}
