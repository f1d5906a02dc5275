package org.broadsheet.manuscript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.broadsheet.article.ArticleContent;
import org.broadsheet.article.Paths;
import org.broadsheet.body.Body;
import org.broadsheet.body.BodyJson;
import org.broadsheet.media.MediaDescription;
import org.broadsheet.media.MediaView.FocalPoint;
import org.jspecify.annotations.Nullable;

/** The keys of the form, each as {@link FormCopy} and {@link FormLead} read it. */
record WrittenCopy(ObjectNode json) {

    private static final JsonMapper MAPPER = new JsonMapper();

    void head(ArticleContent content) {
        text("type", content.type().wire());
        text("headline", content.headline());
        text("kicker", content.kicker());
        texts("standfirst", content.standfirst());
    }

    void body(Body body) {
        try {
            json.set("blocks", MAPPER.readTree(BodyJson.write(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }

    void rest(ArticleContent content) {
        text("language", content.language());
        text("slug", content.slug());
        text("url", content.url());
        text("publishedAt", content.publishedAt());
        text("updatedAt", content.updatedAt());
        text("embargoedUntil", content.embargoedUntil());
        text("expiresAt", content.expiresAt());
        text("usageTerms", content.usageTerms());
        text("aiUse", content.aiUse());
        ArrayNode corrections = json.putArray("corrections");
        content.corrections()
                .forEach(correction -> corrections
                        .addObject()
                        .put("at", correction.at().toString())
                        .put("text", correction.text()));
        texts("aliases", content.formerPaths().stream().map(WrittenCopy::alias).toList());
    }

    /** As it is, unless that would be read as another path: then as it stands in an address. */
    private static String alias(String path) {
        return Paths.normalise(path).filter(path::equals).orElseGet(() -> Paths.encode(path));
    }

    void medium(MediaDescription medium) {
        text("type", medium.type().wire());
        text("url", medium.url());
        number("width", medium.width());
        number("height", medium.height());
        text("alt", medium.alt());
        text("caption", medium.caption());
        text("credit", medium.credit());
        FocalPoint focal = medium.focalPoint();
        if (focal != null) {
            json.putObject("focalPoint").put("x", focal.x()).put("y", focal.y());
        }
    }

    /** Nothing for nothing. */
    void text(String key, @Nullable Object value) {
        if (value != null) {
            json.put(key, value.toString());
        }
    }

    private void number(String key, @Nullable Integer value) {
        if (value != null) {
            json.put(key, value);
        }
    }

    private void texts(String key, List<String> values) {
        ArrayNode array = json.putArray(key);
        values.forEach(array::add);
    }
}
