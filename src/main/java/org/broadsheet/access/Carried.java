package org.broadsheet.access;

import jakarta.persistence.EntityManager;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.broadsheet.web.SurrogateKeys;
import org.hibernate.query.NativeQuery;

/**
 * Whether an article that a reader may see carries a tag, or is credited to a byline: a reader from whom articles are
 * withheld knows only the names that the others show. For everybody else the moment at which a thing became known says
 * it, and nothing is asked.
 *
 * @param column of the live copy, with the ids
 */
public record Carried(String column) {

    /** What an answer with names depends on: any article may make one known to this reader, or the last one leave. */
    public static SurrogateKeys keys(Access access) {
        SurrogateKeys keys = new SurrogateKeys();
        return access.rights().confined() ? keys.add("articles") : keys;
    }

    /** A condition in SQL on the thing whose id is {@code id}. */
    public String sql(String id, Access access) {
        return access.rights().confined()
                ? "exists (select 1 from published_article a where a." + column + " @> array[" + id + "] and "
                        + Visibility.of(access) + ")"
                : "true";
    }

    /** Sets what {@link #sql} asks with, and the moment {@code at}. */
    public void bind(Access access, BiConsumer<String, Object> parameters) {
        if (access.rights().confined()) {
            Visibility.bind(access, parameters);
        } else {
            parameters.accept("at", access.at());
        }
    }

    /** Whether one does. */
    public boolean by(UUID id, EntityManager database, Access access) {
        NativeQuery<Boolean> query = database.createNativeQuery(
                        "select " + sql("cast(:id as uuid)", access), Boolean.class)
                .unwrap(NativeQuery.class);
        query.setParameter("id", id);
        if (access.rights().confined()) {
            Visibility.bind(access, query::setParameter);
        }
        return query.getSingleResult();
    }
}
