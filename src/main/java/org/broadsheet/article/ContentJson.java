package org.broadsheet.article;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.broadsheet.body.Body;
import org.broadsheet.body.BodyJson;

/**
 * Reads the contents that revisions keep. They were written by this release, by one before it, or by the one after it
 * which was taken back: keys that are not known are passed over, and lists that are missing are empty.
 */
final class ContentJson {

    private static final ObjectReader READER = reader();

    private ContentJson() {}

    private static ObjectReader reader() {
        JsonMapper mapper = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addModule(new JavaTimeModule())
                .addModule(new SimpleModule().addDeserializer(Body.class, new BodyReader()))
                .build();
        mapper.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
        return mapper.readerFor(ArticleContent.class);
    }

    static ArticleContent read(String json) {
        try {
            return READER.readValue(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bodies are read in one place, which knows what was left out of them. */
    private static final class BodyReader extends StdDeserializer<Body> {

        BodyReader() {
            super(Body.class);
        }

        @Override
        public Body deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return BodyJson.read(in.readValueAsTree().toString());
        }

        @Override
        public Body getNullValue(DeserializationContext context) {
            return Body.EMPTY;
        }
    }
}
