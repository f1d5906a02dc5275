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

    /**
     * What is to be told of the log.
     *
     * @param rights of whoever is told
     * @param all whether more than kills may be told: to nobody whose keys are shut, nor whose rights come with a delay,
     *     which the log does not know
     */
    Wanted wanted(Rights rights, boolean all) {
        Set<String> types = new HashSet<>(!all ? Set.of() : events.isEmpty() ? ChangeView.TYPES : events);
        types.add(ALWAYS);
        return new Wanted(types, Set.copyOf(kinds.isEmpty() ? ChangeView.KINDS : kinds), filters.params(), rights);
    }
}
