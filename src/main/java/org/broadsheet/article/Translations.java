package org.broadsheet.article;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which piece is a translation of which: between ids, as editors say it, and external ids, as contents keep it. */
@ApplicationScoped
public class Translations {

    private final EntityManager database;

    Translations(EntityManager database) {
        this.database = database;
    }

    /** What a source calls a piece. */
    public record Name(String source, String externalId) {}

    /**
     * A piece that may be translated.
     *
     * @param original what the source calls the piece that this one translates, or else this one: all translations of
     *     one piece name the same
     */
    public record Piece(UUID id, Name name, String original) {}

    /** The pieces of these ids, by id, in one statement. */
    public Map<UUID, Piece> pieces(Collection<UUID> ids) {
        List<Object[]> rows = database.createNativeQuery("""
                        select a.id, a.source, a.external_id, coalesce(r.content ->> 'translationOf', a.external_id)
                        from article a
                        left join article_revision r on r.article_id = a.id and r.number = a.revision
                        where a.id = any(:ids)
                        """, Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
        return rows.stream()
                .map(row -> new Piece((UUID) row[0], new Name((String) row[1], (String) row[2]), (String) row[3]))
                .collect(Collectors.toMap(Piece::id, Function.identity()));
    }

    /** The ids of the pieces that sources call so, in one statement; without those that are not known. */
    public Map<Name, UUID> ids(Collection<Name> names) {
        List<Object[]> rows = database.createNativeQuery("""
                        select a.source, a.external_id, a.id
                        from unnest(:sources, :externals) as wanted (source, external_id)
                        join article a on a.source = wanted.source and a.external_id = wanted.external_id
                        """, Object[].class)
                .setParameter("sources", names.stream().map(Name::source).toArray(String[]::new))
                .setParameter("externals", names.stream().map(Name::externalId).toArray(String[]::new))
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> new Name((String) row[0], (String) row[1]), row -> (UUID) row[2], (one, same) -> one));
    }
}
