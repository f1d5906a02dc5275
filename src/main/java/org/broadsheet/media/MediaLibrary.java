package org.broadsheet.media;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The media that pieces refer to. */
@ApplicationScoped
public class MediaLibrary implements PanacheRepositoryBase<Media, UUID> {

    /** What is said of the media of these ids, by id, in one statement. */
    public Map<UUID, MediaDescription> described(Collection<UUID> ids) {
        return list("id in ?1", ids).stream().collect(Collectors.toMap(Media::id, Media::description));
    }

    /** The ids of these media, each created when there is none that is the same in every respect. */
    public Map<MediaDescription, UUID> ensure(Collection<MediaDescription> descriptions, Instant now) {
        Map<MediaDescription, UUID> ids = new LinkedHashMap<>();
        descriptions.forEach(description -> ids.put(description, Media.idOf(description)));
        if (ids.isEmpty()) {
            return ids;
        }
        Set<UUID> known = list("id in ?1", ids.values()).stream().map(Media::id).collect(Collectors.toSet());
        ids.forEach((description, id) -> {
            if (known.add(id)) {
                persist(new Media(description, now));
            }
        });
        return ids;
    }
}
