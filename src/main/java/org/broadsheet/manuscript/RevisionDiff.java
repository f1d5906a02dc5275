package org.broadsheet.manuscript;

import com.fasterxml.jackson.databind.node.ObjectNode;

public record RevisionDiff(String x) {
    public static RevisionDiff of(ObjectNode a, ObjectNode b) {
        return new RevisionDiff("");
    }
}
