package org.broadsheet.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** That a partner was told, and how. */
@Schema(name = "KillTold", description = "That a partner was told, and how.")
record Told(
        @Schema(
                description =
                        "`changes` and `stream`: it read the change there. `webhook`: its endpoint took a message."
                                + " `kills`: it read the notice in `GET /v1/kills`.",
                enumeration = {"changes", "stream", "webhook", "kills"},
                required = true)
        String how,

        @Schema(description = "For the first time.", required = true)
        Instant at) {

    /** In SQL, of the notice {@code n} and the receipt {@code r}: as {@link #read} takes it. */
    static final String SQL = """
            (select cast(json_agg(json_build_object('how', t.how, 'at',
                        to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) order by t.at) as text)
             from kill_told t where t.seq = n.seq and t.partner_id = r.partner_id) as told""";

    static List<Told> read(@Nullable String told, ObjectMapper json) {
        try {
            return told == null ? List.of() : json.readValue(told, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the database has built can be read", e);
        }
    }
}
