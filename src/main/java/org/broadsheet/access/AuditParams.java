package org.broadsheet.access;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.problem.Refusal;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What part of the audit trail is asked for. */
public record AuditParams(
        @Parameter(description = "Only what was done to the thing with this id.") @RestQuery @Nullable
        UUID thing,

        @Parameter(description = "Only what was done by this actor: `actor.subject` of an entry.") @RestQuery @Nullable
        String actor,

        @Parameter(description = "Only this action.", example = "token.revoke") @RestQuery @Nullable
        String action,

        @Parameter(description = "Only what was done at this time or later.") @RestQuery @Nullable
        Instant since,

        @Parameter(description = "Only what was done before this time.") @RestQuery @Nullable
        Instant until) {

    /** All that may be written into the trail. */
    static final Set<String> ACTIONS = new TreeSet<>(Set.of(
            ("article.create article.replace article.patch article.revert article.discard article.submit article.reject"
                            + " article.assign article.publish article.unschedule article.correct article.move"
                            + " article.unpublish article.kill article.preview article.preview.revoke section.create"
                            + " section.update section.delete byline.create byline.update byline.delete byline.merge"
                            + " tag.create tag.update tag.delete tag.merge media.create media.update media.delete"
                            + " front.update similar.update token.create token.revoke webhook.create"
                            + " webhook.update webhook.delete webhook.rotate webhook.replay webhook.resume webhook.pause"
                            + " partner.create partner.update partner.key.create partner.key.revoke")
                    .split(" ")));

    /** @throws Refusal.Invalid when the action asked for is none, so that no list is empty by a slip */
    void checkAction() {
        if (action != null && !ACTIONS.contains(action)) {
            throw Refusal.Invalid.parameter(
                    "action",
                    "has to be one of " + String.join(", ", ACTIONS) + "." + DidYouMean.hint(action, ACTIONS));
        }
    }

    /** Conditions in SQL, each with the name and the value of its parameter. */
    Map<String, Map.Entry<String, Object>> conditions() {
        Map<String, Map.Entry<String, Object>> conditions = new LinkedHashMap<>();
        add(conditions, "thing = :thing", "thing", thing);
        add(conditions, "actor = :actor", "actor", actor);
        add(conditions, "action = :action", "action", action);
        add(conditions, "at >= :since", "since", since);
        add(conditions, "at < :until", "until", until);
        return conditions;
    }

    private static void add(
            Map<String, Map.Entry<String, Object>> conditions, String sql, String name, @Nullable Object value) {
        if (value != null) {
            conditions.put(sql, Map.entry(name, value));
        }
    }
}
