package org.broadsheet.html;

import java.util.List;
import java.util.Map;
import org.broadsheet.body.Links;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Whose player or post an address leads to. */
final class Providers {
    private static final Map<String, String> BY_DOMAIN = Map.ofEntries(
            Map.entry("youtube.com", "youtube"),
            Map.entry("youtube-nocookie.com", "youtube"),
            Map.entry("youtu.be", "youtube"),
            Map.entry("vimeo.com", "vimeo"),
            Map.entry("dailymotion.com", "dailymotion"),
            Map.entry("twitter.com", "twitter"),
            Map.entry("x.com", "twitter"),
            Map.entry("bsky.app", "bluesky"),
            Map.entry("instagram.com", "instagram"),
            Map.entry("facebook.com", "facebook"),
            Map.entry("tiktok.com", "tiktok"),
            Map.entry("reddit.com", "reddit"),
            Map.entry("redditmedia.com", "reddit"),
            Map.entry("spotify.com", "spotify"),
            Map.entry("soundcloud.com", "soundcloud"),
            Map.entry("podcasts.apple.com", "apple-podcasts"),
            Map.entry("datawrapper.de", "datawrapper"),
            Map.entry("dwcdn.net", "datawrapper"),
            Map.entry("flourish.studio", "flourish"),
            Map.entry("infogram.com", "infogram"),
            Map.entry("documentcloud.org", "documentcloud"),
            Map.entry("google.com", "google"),
            Map.entry("openstreetmap.org", "openstreetmap"));

    private static final Map<String, String> BY_CLASS = Map.of(
            "twitter-tweet", "twitter",
            "twitter-video", "twitter",
            "instagram-media", "instagram",
            "tiktok-embed", "tiktok",
            "bluesky-embed", "bluesky",
            "reddit-embed-bq", "reddit");

    private static final List<String> POST_CLASSES = List.copyOf(BY_CLASS.keySet());

    private Providers() {}

    static @Nullable String of(String url) {
        String host = Links.host(url);
        while (!host.isEmpty()) {
            String provider = BY_DOMAIN.get(host);
            if (provider != null) {
                return provider;
            }
            int dot = host.indexOf('.');
            host = dot < 0 ? "" : host.substring(dot + 1);
        }
        return null;
    }

    /** The network whose script would turn this quote into a post. */
    static @Nullable String ofPost(Element quote) {
        return POST_CLASSES.stream()
                .filter(quote::hasClass)
                .findFirst()
                .map(BY_CLASS::get)
                .orElse(null);
    }
}
