package org.broadsheet.partner;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Page;
import org.jspecify.annotations.Nullable;

/** The partners. */
@ApplicationScoped
class Partners implements PanacheRepositoryBase<Partner, UUID> {

    Partner get(UUID id) {
        return findByIdOptional(id).orElseThrow(Partners::unknown);
    }

    /** The partner, held until the transaction ends. */
    Partner hold(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(Partners::unknown);
    }

    private static Refusal.NotFound unknown() {
        return new Refusal.NotFound("There is no partner with this id.");
    }

    /** @throws Refusal.Conflict when another partner than {@code id} has this name */
    void refuseTaken(String name, @Nullable UUID id) {
        find("name", name)
                .firstResultOptional()
                .filter(owner -> !owner.id().equals(id))
                .ifPresent(owner -> {
                    throw new Refusal.Conflict("There is a partner of this name: " + owner.id() + ".");
                });
    }

    /** The newest first. */
    Page.Window<Partner> window(@Nullable Cursor cursor, int limit) {
        boolean back = cursor != null && cursor.back();
        String order = " order by id " + (back ? "asc" : "desc");
        List<Partner> rows = (cursor == null
                        ? find("from Partner" + order)
                        : find(
                                "id " + (back ? ">" : "<") + " :id" + order,
                                Parameters.with(
                                        "id", UUID.fromString(cursor.keys().getFirst()))))
                .range(0, limit)
                .list();
        return Page.Window.of(rows, limit, back);
    }
}
