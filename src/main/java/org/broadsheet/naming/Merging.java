package org.broadsheet.naming;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The things of a table that may be merged into one another. One that was merged points to the one that stands for it
 * ({@code merged_into}), and never to one that was merged itself: a chain is as long as one step.
 */
public final class Merging {

    private final EntityManager database;
    private final String table;

    public Merging(EntityManager database, String table) {
        this.database = database;
        this.table = table;
    }

    /**
     * Which thing stands for each of these now: mostly itself. Those that there are not are left out. What was asked for
     * is neither merged nor deleted until the transaction ends: whoever does that waits, and then finds what was
     * written. Several may ask at the same time, and it may be changed otherwise.
     */
    public Map<UUID, UUID> current(Collection<UUID> ids) {
        Map<UUID, UUID> current = new HashMap<>();
        if (ids.isEmpty()) {
            return current;
        }
        List<Object[]> rows = database.createNativeQuery(
                        "select id, coalesce(merged_into, id) from " + table
                                + " where id = any(:ids) order by id for key share",
                        Object[].class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
        rows.forEach(row -> current.put((UUID) row[0], (UUID) row[1]));
        return current;
    }

    /** Holds these, and then what was merged into them, for a change until the transaction ends. */
    public void hold(Collection<UUID> ids) {
        lock("id", ids);
        lock("merged_into", ids);
    }

    /** Holds this one only, for a change of what is said of it. */
    public void holdOne(UUID id) {
        lock("id", List.of(id));
    }

    private void lock(String column, Collection<UUID> ids) {
        database.createNativeQuery(
                        "select id from " + table + " where " + column + " = any(:ids) order by id for update",
                        UUID.class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList();
    }

    /** What was merged into {@code from}, which is held, is merged into {@code into}. */
    public void pass(UUID from, UUID into) {
        database.createNativeQuery("update " + table + " set merged_into = :into where merged_into = :from")
                .setParameter("into", into)
                .setParameter("from", from)
                .executeUpdate();
    }

    /** Deletes one that is held, and what was merged into it. */
    public void delete(UUID id) {
        database.createNativeQuery("delete from " + table + " where merged_into = :id")
                .setParameter("id", id)
                .executeUpdate();
        database.createNativeQuery("delete from " + table + " where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** The ids of this one and of what was merged into it. */
    public List<UUID> idsOf(UUID id) {
        return database.createNativeQuery(
                        "select id from " + table + " where id = :id or merged_into = :id", UUID.class)
                .setParameter("id", id)
                .getResultList();
    }
}
