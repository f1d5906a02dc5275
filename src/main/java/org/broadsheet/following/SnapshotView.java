package org.broadsheet.following;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A snapshot that can be had. */
@Schema(name = "Snapshot", description = "All that readers could see at one moment, as a file.")
public record SnapshotView(
        @Schema(
                description = "The number of the last change that it has: follow the log from here.",
                examples = "4711",
                required = true)
        long seq,

        @Schema(description = "The moment.", required = true)
        Instant at,

        @Schema(description = "How many articles it holds.", examples = "8914", required = true)
        int articles,

        @Schema(description = "Its size.", examples = "21463310", required = true)
        long bytes,

        @Schema(description = "Where it is, root-relative.", examples = "/v1/snapshots/4711", required = true)
        String url) {

    static SnapshotView of(Snapshot snapshot) {
        return new SnapshotView(snapshot.seq(), snapshot.at(), snapshot.articles(), snapshot.bytes(), snapshot.url());
    }

    /** The snapshots that can be had. */
    @Schema(name = "SnapshotList", description = "The snapshots that can be had, the latest first.")
    public record Snapshots(@Schema(required = true) List<SnapshotView> items) {}
}
