package org.broadsheet.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.Publication;
import org.broadsheet.problem.Refusal;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.query.Page;

/** Writes articles in the formats of the trade. */
@ApplicationScoped
public class Formats {

    private final Pieces pieces;
    private final Publication publication;
    private final ObjectMapper json;

    Formats(Pieces pieces, Publication publication, ObjectMapper json) {
        this.pieces = pieces;
        this.publication = publication;
        this.json = json;
    }

    /** One article, which was read with the fields of an {@link Extent}. */
    public byte[] write(PublishedArticle article, Format format) {
        Piece piece = pieces.of(article);
        return switch (format) {
            case NINJS -> json(Ninjs.of(piece));
            case JSONLD -> json(NewsArticle.of(piece, publication));
            case NEWSMLG2 -> NewsMl.write(piece, publication);
            case JSON -> throw new IllegalArgumentException("this API's own format is not one of the trade's");
        };
    }

    /** A page of articles as ninjs. */
    public byte[] ninjs(List<PublishedArticle> articles, Page page) {
        return json(
                new Ninjs.Items(articles.stream().map(pieces::of).map(Ninjs::of).toList(), page));
    }

    /** What is left of an article that was taken down, as ninjs. */
    public byte[] ninjs(UUID id, Refusal.Gone gone) {
        return json(Ninjs.takenDown(id, gone.kind().equals("killed"), gone.reason()));
    }

    private byte[] json(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is always writable", e);
        }
    }
}
