package org.broadsheet.query;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Makes the seal with the secret that the replicas of one database share; the first migration has drawn it. */
class CursorSealProducer {

    @Produces
    @Singleton
    @Transactional
    CursorSeal cursorSeal(EntityManager database) {
        return new CursorSeal((byte[])
                database.createNativeQuery("select value from query_secret where name = 'cursor'", byte[].class)
                        .getSingleResult());
    }
}
