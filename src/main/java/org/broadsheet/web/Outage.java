package org.broadsheet.web;

import java.sql.SQLException;
import java.util.Set;

/** Failures that say nothing of what was asked for: the same may be done a moment later. */
public final class Outage {

    /**
     * Classes of SQLSTATE (PostgreSQL's manual, appendix A): 08 connection, 40 rolled back to let others go on, 53 out of
     * resources, 57 operator intervention.
     */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57");

    /** read_only_sql_transaction: a server that has just become a standby, or is not the first one yet. */
    private static final String READ_ONLY = "25006";

    private Outage() {}

    /** Also for a pool that has no connection to give, which has no SQLSTATE. */
    public static boolean is(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null
                        || state.equals(READ_ONLY)
                        || state.length() >= 2 && CLASSES.contains(state.substring(0, 2));
            }
        }
        return false;
    }
}
