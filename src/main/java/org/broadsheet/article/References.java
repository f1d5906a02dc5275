package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.byline.Bylines;
import org.broadsheet.problem.Refusal;
import org.broadsheet.tag.Tags;

/**
 * What a revision refers to, as it is now: things may have been merged or deleted since it was written. They are held,
 * so that what is put out with them stays right until the transaction ends.
 */
@ApplicationScoped
class References {

    private final EntityManager database;
    private final Bylines bylines;
    private final Tags tags;

    References(EntityManager database, Bylines bylines, Tags tags) {
        this.database = database;
        this.bylines = bylines;
        this.tags = tags;
    }

    /** @throws Refusal.Conflict when something is not there any more */
    ArticleContent current(ArticleContent content) {
        String sectionPath = section(content.sectionId());
        lead(content);
        Map<UUID, UUID> credited = bylines.current(
                content.credits().stream().map(ArticleContent.Credit::bylineId).toList());
        Map<UUID, UUID> tagged = tags.current(content.tagIds());
        return content.referring(
                sectionPath,
                content.credits().stream()
                        .map(credit -> new ArticleContent.Credit(
                                there(credited, "byline").apply(credit.bylineId()), credit.role()))
                        .toList(),
                content.tagIds().stream().map(there(tagged, "tag")).toList());
    }

    private String section(UUID id) {
        List<String> found = database.createNativeQuery(
                        "select path from section where id = :id for key share", String.class)
                .setParameter("id", id)
                .getResultList();
        return found.stream().findFirst().orElseThrow(() -> deleted("section", id));
    }

    private void lead(ArticleContent content) {
        UUID id = content.leadId();
        if (id != null
                && database.createNativeQuery("select 1 from media where id = :id for key share", Integer.class)
                        .setParameter("id", id)
                        .getResultList()
                        .isEmpty()) {
            throw deleted("medium", id);
        }
    }

    private static Function<UUID, UUID> there(Map<UUID, UUID> present, String kind) {
        return id -> {
            if (!present.containsKey(id)) {
                throw deleted(kind, id);
            }
            return Objects.requireNonNull(present.get(id));
        };
    }

    private static Refusal.Conflict deleted(String kind, UUID id) {
        return new Refusal.Conflict("The revision refers to the " + kind + " " + id
                + ", which was deleted since. Write a revision without it.");
    }
}
