package org.broadsheet.writing;

import org.jspecify.annotations.Nullable;

/**
 * What a write is answered with.
 *
 * @param body a wire record
 * @param version of the thing as it is now, for its {@code ETag}; null when it has none
 * @param location of what was created, root-relative
 */
public record Answer(
        int status,
        @Nullable Object body,
        @Nullable Integer version,
        @Nullable String location) {

    public static Answer ok(Object body, int version) {
        return new Answer(200, body, version, null);
    }

    public static Answer created(Object body, int version, String location) {
        return new Answer(201, body, version, location);
    }

    public static Answer nothing() {
        return new Answer(204, null, null, null);
    }
}
