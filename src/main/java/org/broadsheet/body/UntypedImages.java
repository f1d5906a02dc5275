package org.broadsheet.body;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.List;

/** Writes the images of a gallery without their type: they can be nothing else. (Jackson has no annotation for that.) */
final class UntypedImages extends JsonSerializer<List<Block.Image>> {

    @Override
    public void serialize(List<Block.Image> images, JsonGenerator json, SerializerProvider provider)
            throws IOException {
        JsonSerializer<Object> untyped = provider.findValueSerializer(Block.Image.class);
        json.writeStartArray();
        for (Block.Image image : images) {
            untyped.serialize(image, json, provider);
        }
        json.writeEndArray();
    }
}
