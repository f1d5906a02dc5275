package org.broadsheet.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.naming.Ids;
import org.jspecify.annotations.Nullable;

/**
 * What a reader may see of what is published: which articles, and what of them.
 *
 * @param sections only articles in one of these, with those under them; null for all
 * @param withoutSections no article in one of these, with those under them
 * @param tags only articles with one of these; null for all
 * @param withoutTags no article with one of these
 * @param fullText the body, not only the card
 * @param images pictures, at the head of an article and in its body
 * @param delay for how long after its date, or the end of its embargo, an article is not to be seen yet
 * @param embargoed whether what is under an embargo is to be seen ahead of time
 */
public record Rights(
        @Nullable List<UUID> sections,
        List<UUID> withoutSections,
        @Nullable List<UUID> tags,
        List<UUID> withoutTags,
        boolean fullText,
        boolean images,
        Duration delay,
        boolean embargoed) {

    /** Those of whoever may see all that is published. */
    public static final Rights ALL = new Rights(null, List.of(), null, List.of(), true, true, Duration.ZERO, false);

    /** Everything, but of each article the card alone. */
    public static final Rights TEASERS =
            new Rights(null, List.of(), null, List.of(), false, false, Duration.ZERO, false);

    /** The same, with nothing ahead of its embargo. */
    Rights withoutEmbargoed() {
        return new Rights(sections, withoutSections, tags, withoutTags, fullText, images, delay, false);
    }

    /** Whether there are published articles that are not to be seen at all. */
    public boolean confined() {
        return sections != null
                || tags != null
                || !withoutSections.isEmpty()
                || !withoutTags.isEmpty()
                || delay.isPositive();
    }

    /** Whether nothing of what is published is withheld. */
    public boolean whole() {
        return fullText && images && !confined();
    }

    /** Whether what is to be seen changes with the log alone, and not with the clock as well. */
    public boolean steady() {
        return delay.isZero() && !embargoed;
    }

    /** Readers with the same rights have the same, so that they may share an answer; those with others never do. */
    public String audience() {
        return equals(ALL) ? "everybody" : Base64.getEncoder().encodeToString(Ids.sha256(toString()));
    }

    /**
     * Why an article that is published is not to be seen: the end of a sentence that begins "your rights".
     *
     * @param seen from when it was to be seen by those who have no delay
     */
    public Optional<String> withholding(UUID section, List<UUID> itsTags, Instant seen, Instant now) {
        if ((sections != null && !sections.contains(section)) || withoutSections.contains(section)) {
            return Optional.of("do not cover the section that it stands in");
        }
        if (!Collections.disjoint(withoutTags, itsTags) || (tags != null && Collections.disjoint(tags, itsTags))) {
            return Optional.of("do not cover the tags that it has");
        }
        Instant from = seen.plus(delay);
        return from.isAfter(now) ? Optional.of("cover it from " + from + " on") : Optional.empty();
    }
}
