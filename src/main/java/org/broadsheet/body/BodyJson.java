package org.broadsheet.body;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;

/** Bodies as JSON: an array of blocks. Any other mapper writes them the same, for the form is in the annotations. */
public final class BodyJson {
    private static final JsonMapper MAPPER = mapper();
    private static final ObjectWriter WRITER = MAPPER.writerFor(Body.class);
    private static final ObjectReader READER = MAPPER.readerFor(Body.class);

    private BodyJson() {}

    private static JsonMapper mapper() {
        JsonMapper mapper = new JsonMapper();
        // What was left out when it was written was empty, not null.
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        return mapper;
    }

    public static String write(Body body) {
        try {
            return WRITER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #write} wrote, from the database.
     *
     * @throws UncheckedIOException when it is anything else
     */
    public static Body read(String json) {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads blocks from a client, which may be anything: at most 5,000 blocks, 2,000,000 characters of text, lists 5
     * deep. Every mistake is a problem that points to its place.
     */
    public static ReadBlocks parse(JsonNode blocks) {
        return JsonBlocks.read(blocks);
    }
}
