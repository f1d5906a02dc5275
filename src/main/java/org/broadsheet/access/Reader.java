package org.broadsheet.access;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who reads.
 *
 * @param token that was presented; null when none was
 * @param partner whose key that is; null when it is nobody's or the newsroom's
 * @param scopes what the key opens; of whoever needs none, all
 * @param aiUse what the partner's machines may do with what they fetch
 */
public record Reader(
        @Nullable UUID token,
        @Nullable UUID partner,
        Set<Scope> scopes,
        Rights rights,
        Quota quota,
        @Nullable String aiUse) {

    /** Somebody who has presented nothing. */
    public static Reader anybody(Rights rights) {
        return new Reader(null, null, Set.of(Scope.CONTENT_READ, Scope.CHANGES_READ), rights, Quota.NONE, null);
    }

    /** The newsroom itself, by one of its tokens: what it has published it may read. */
    static Reader newsroom(UUID token) {
        return new Reader(token, null, Set.of(Scope.CONTENT_READ, Scope.CHANGES_READ), Rights.ALL, Quota.NONE, null);
    }

    /** Whether nothing has changed for whoever reads. */
    boolean sameAs(Reader other) {
        return rights.equals(other.rights) && scopes.equals(other.scopes);
    }
}
