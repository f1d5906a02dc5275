package org.broadsheet.media;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.broadsheet.naming.Ids;
import org.broadsheet.problem.Refusal;
import org.broadsheet.query.Cursor;
import org.broadsheet.query.Page;
import org.jspecify.annotations.Nullable;

/** The media that pieces refer to. */
@ApplicationScoped
public class MediaLibrary implements PanacheRepositoryBase<Media, UUID> {

    /** What is said of the media of these ids, by id, in one statement. */
    public Map<UUID, MediaDescription> described(Collection<UUID> ids) {
        return list("id in ?1", ids).stream().collect(Collectors.toMap(Media::id, Media::description));
    }

    /**
     * The ids of these media, each created when there is none that is the same in every respect. The id follows from what
     * is said of a medium; where editors have said something else since, it is another medium now, and the next id is
     * tried.
     */
    public Map<MediaDescription, UUID> ensure(Collection<MediaDescription> descriptions, Instant now) {
        Map<MediaDescription, UUID> ids = new LinkedHashMap<>();
        Set<MediaDescription> open = new LinkedHashSet<>(descriptions);
        for (int attempt = 0; !open.isEmpty(); attempt++) {
            Map<MediaDescription, UUID> wanted = new LinkedHashMap<>();
            for (MediaDescription description : open) {
                wanted.put(description, Media.idOf(description, attempt));
            }
            Map<UUID, MediaDescription> there = described(wanted.values());
            wanted.forEach((description, id) -> {
                MediaDescription said = there.get(id);
                if (said == null) {
                    persist(new Media(id, description, now));
                }
                if (said == null || said.equals(description)) {
                    ids.put(description, id);
                    open.remove(description);
                }
            });
        }
        return ids;
    }

    public Media get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> missing(id));
    }

    /** The medium, held until the transaction ends. */
    public Media hold(UUID id) {
        // not Hibernate's lock, which is `for no key update`: it lets those pass who put out what refers to this
        getEntityManager()
                .createNativeQuery("select 1 from media where id = :id for update", Integer.class)
                .setParameter("id", id)
                .getResultList();
        return get(id);
    }

    private static Refusal.NotFound missing(UUID id) {
        return new Refusal.NotFound("There is no medium " + id + ".");
    }

    /** A medium of its own, even if there is one that is the same. */
    public Media create(MediaDescription description, Instant now) {
        Media media = new Media(Ids.of(now, "media", UUID.randomUUID().toString()), description, now);
        persist(media);
        return media;
    }

    /** The media, the last changed first, from {@code cursor} on. */
    public Page.Window<Media> window(@Nullable Cursor cursor, int limit) {
        boolean back = cursor != null && cursor.back();
        String way = back ? "" : " desc";
        String order = " order by modifiedAt" + way + ", id" + way;
        PanacheQuery<Media> query = cursor == null
                ? find("from Media" + order)
                : find(
                        "(modifiedAt, id) " + (back ? ">" : "<") + " (?1, ?2)" + order,
                        Instant.EPOCH.plus(Long.parseLong(cursor.keys().get(0)), ChronoUnit.MICROS),
                        UUID.fromString(cursor.keys().get(1)));
        return Page.Window.of(query.range(0, limit).list(), limit, back);
    }

    /** Where a medium stands in the list. */
    public static List<String> place(Media media) {
        return List.of(
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, media.modifiedAt())),
                media.id().toString());
    }
}
