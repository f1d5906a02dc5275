package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.broadsheet.naming.Ids;

/** The pieces that editors put on fronts. */
@ApplicationScoped
public class FrontPieces {

    /** A piece on a front, in short. */
    public record Piece(UUID id, String headline, String state) {}

    private final EntityManager database;

    FrontPieces(EntityManager database) {
        this.database = database;
    }

    /** In the order of {@code ids}; without those that are not there. */
    public List<Piece> of(List<UUID> ids) {
        List<Object[]> rows = database.createNativeQuery(
                        "select id, headline, state from article where id = any(:ids)", Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
        return rows.stream()
                .map(row -> new Piece((UUID) row[0], (String) row[1], (String) row[2]))
                .sorted(Comparator.comparingInt(piece -> ids.indexOf(piece.id())))
                .toList();
    }

    /** The ids of the pieces that these, ids or present paths, name; without those that can't come out any more. */
    public Map<String, UUID> named(Collection<String> names) {
        List<Object[]> rows = database.createNativeQuery("""
                        select a.id, ap.path from article a
                        left join article_path ap on ap.article_id = a.id and ap.current
                        where a.state not in ('killed', 'discarded') and (a.id = any(:ids) or ap.path = any(:paths))
                        """, Object[].class)
                .setParameter(
                        "ids",
                        names.stream().flatMap(name -> Ids.parse(name).stream()).toArray(UUID[]::new))
                .setParameter("paths", names.toArray(String[]::new))
                .getResultList();
        Map<String, UUID> found = new HashMap<>();
        rows.forEach(row -> {
            found.put(row[0].toString(), (UUID) row[0]);
            if (row[1] != null) {
                found.put((String) row[1], (UUID) row[0]);
            }
        });
        return found;
    }
}
