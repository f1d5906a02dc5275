package org.broadsheet.publishing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.broadsheet.access.Access;
import org.broadsheet.article.Article;
import org.broadsheet.article.Articles;
import org.broadsheet.changes.ChangeLog;
import org.broadsheet.problem.Refusal;
import org.broadsheet.published.PublishedArticle;
import org.broadsheet.published.PublishedArticles;
import org.broadsheet.query.Fields;
import org.jspecify.annotations.Nullable;

/** Links to previews: signed, so that one that was not made here is refused before anything is looked up. */
@ApplicationScoped
class Previews implements PanacheRepositoryBase<PreviewLink, UUID> {

    private static final int ID_BYTES = 16;
    private static final int MAC_BYTES = 16;

    /** Enough to look through; the oldest links run out first. */
    static final int MOST_LISTED = 200;

    private final Articles articles;
    private final PublishedArticles published;
    private final ChangeLog log;
    private final Clock clock;
    private byte @Nullable [] secret;

    Previews(Articles articles, PublishedArticles published, ChangeLog log, Clock clock) {
        this.articles = articles;
        this.published = published;
        this.log = log;
        this.clock = clock;
    }

    List<PreviewLink> of(UUID article) {
        return find(
                        "articleId = ?1 and revokedAt is null and expiresAt > ?2 order by createdAt desc",
                        article,
                        clock.instant())
                .range(0, MOST_LISTED - 1)
                .list();
    }

    /** The link's address: its id and a signature. */
    String token(PreviewLink link) {
        byte[] id = bytes(link.id());
        byte[] token =
                ByteBuffer.allocate(ID_BYTES + MAC_BYTES).put(id).put(mac(id)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(ID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** @throws Refusal.NotFound when it was not made here, has run out, or was revoked: nobody is told which */
    PreviewLink open(String token) {
        return id(token)
                .flatMap(this::findByIdOptional)
                .filter(link -> link.holds(clock.instant()))
                .orElseThrow(Previews::over);
    }

    private static Refusal.NotFound over() {
        return new Refusal.NotFound("There is no such preview, or it is over.");
    }

    private Optional<UUID> id(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length != ID_BYTES + MAC_BYTES) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            UUID id = new UUID(buffer.getLong(), buffer.getLong());
            byte[] mac = new byte[MAC_BYTES];
            buffer.get(mac);
            return MessageDigest.isEqual(mac, mac(bytes(id))) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] mac(byte[] id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret(), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(id), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private byte[] secret() {
        if (secret == null) {
            secret = (byte[]) getEntityManager()
                    .createNativeQuery("select value from query_secret where name = 'preview'", byte[].class)
                    .getSingleResult();
        }
        return secret;
    }

    /**
     * What readers would get if the link's revision were published now. It is published, read through the readers' own
     * door, and the transaction rolled back; nobody else ever sees it.
     */
    <T> T show(PreviewLink link, Fields fields, Function<PublishedArticle, T> render) {
        try {
            log.write(telling -> {
                Article article = articles.hold(link.articleId());
                int revision = link.revision() == null ? article.revision() : link.revision();
                articles.publish(article, revision, null, telling, clock.instant());
                articles.reveal(article);
                PublishedArticle shown = published.get(article.id(), Access.toAll(clock), fields);
                throw new Shown(render.apply(shown));
            });
        } catch (Shown e) {
            @SuppressWarnings("unchecked")
            T value = (T) e.value;
            return value;
        } catch (Refusal.Conflict | Refusal.NotFound | Refusal.Unprocessable e) {
            // whoever has the link is not told what became of the piece in the newsroom
            throw over();
        }
        throw new IllegalStateException("a preview always ends early");
    }

    /** Ends the transaction of a preview, which rolls back all that was done in it. */
    private static final class Shown extends RuntimeException {

        private final transient Object value;

        Shown(Object value) {
            super(null, null, false, false);
            this.value = value;
        }
    }
}
