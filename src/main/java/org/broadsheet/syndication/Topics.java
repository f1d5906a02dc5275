package org.broadsheet.syndication;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.broadsheet.byline.Bylines;
import org.broadsheet.query.FeedLinks;
import org.broadsheet.section.SectionRef;
import org.broadsheet.section.Sections;
import org.broadsheet.tag.Tags;

/**
 * The feeds that a hub is told of (WebSub calls them topics): of everything, of a section, of a byline and of a tag, at the
 * addresses that {@link FeedLinks} gives them. Nobody can say which searches a change touches.
 */
@ApplicationScoped
class Topics {

    private static final Map<String, Pattern> ONE_OF = Map.of(
            "section",
            Pattern.compile("[^-,][^,]*"),
            "byline",
            Pattern.compile("[^-,][^,]*"),
            "tag",
            Pattern.compile("[^-,/]+/[^,/]+"));

    private final Sections sections;
    private final Bylines bylines;
    private final Tags tags;
    private final SyndicationSettings settings;

    Topics(Sections sections, Bylines bylines, Tags tags, SyndicationSettings settings) {
        this.sections = sections;
        this.bylines = bylines;
        this.tags = tags;
        this.settings = settings;
    }

    /** Whether the feed at {@code uri} is one: its first page, as long as it comes unless something else is asked for. */
    static boolean has(UriInfo uri) {
        Map<String, List<String>> asked = uri.getQueryParameters();
        return asked.isEmpty()
                || asked.size() == 1
                        && asked.entrySet().stream()
                                .allMatch(parameter -> ONE_OF.containsKey(parameter.getKey())
                                        && parameter.getValue().size() == 1
                                        && ONE_OF.get(parameter.getKey())
                                                .matcher(parameter.getValue().getFirst())
                                                .matches());
    }

    /** The addresses of those that show what has one of these surrogate keys, or that it may come into; in three statements. */
    Set<String> of(Set<String> keys) {
        Set<String> queries = new LinkedHashSet<>();
        sections.refs(ids("in:section:", keys)).values().stream()
                .map(SectionRef::path)
                .forEach(path -> {
                    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
                        queries.add(FeedLinks.pair("section", path.substring(0, end)));
                    }
                });
        bylines.credited(ids("in:byline:", keys))
                .values()
                .forEach(byline -> queries.add(FeedLinks.pair("byline", byline.slug())));
        tags.shown(ids("in:tag:", keys))
                .values()
                .forEach(tag -> queries.add(FeedLinks.pair("tag", tag.type() + "/" + tag.slug())));
        if (keys.contains("articles") || !queries.isEmpty()) {
            queries.add("");
        }
        Set<String> topics = new LinkedHashSet<>();
        for (FeedForm form : FeedForm.values()) {
            String feed = "/v1/feeds/" + form.name().toLowerCase(Locale.ROOT);
            queries.forEach(query -> topics.add(settings.absolute(query.isEmpty() ? feed : feed + "?" + query)));
        }
        return topics;
    }

    private static List<UUID> ids(String prefix, Set<String> keys) {
        return keys.stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> UUID.fromString(key.substring(prefix.length())))
                .toList();
    }
}
