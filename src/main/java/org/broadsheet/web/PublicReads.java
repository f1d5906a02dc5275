package org.broadsheet.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which requests are public reads of content, and which of these may share an answer that is kept. */
public final class PublicReads {

    /**
     * The nouns of the public API: a new one is added here. The others show what is nobody else's business
     * (editorial, previews, webhooks) or are the log itself (changes, snapshots).
     */
    private static final Set<String> NOUNS =
            Set.of("articles", "sections", "bylines", "tags", "resolve", "suggest", "similar", "feeds", "sitemaps");

    /** What has one form at each address, whatever is asked for. */
    private static final Set<String> OF_ONE_FORM = Set.of("feeds", "sitemaps");

    private static final Pattern OTHER_FORM = Pattern.compile("application/(vnd\\.[^,;]+|ld)\\+(json|xml)");

    private PublicReads() {}

    static boolean isOne(RoutingContext context) {
        return isOne(context.request().method().name(), context.normalizedPath());
    }

    /** Whether a request of {@code method} to {@code path} reads content that everybody may see. */
    public static boolean isOne(String method, @Nullable String path) {
        String noun = noun(path);
        boolean asks = method.equals("GET")
                || method.equals("HEAD")
                || (method.equals("POST") && (noun.equals("resolve") || noun.equals("similar")));
        return asks && NOUNS.contains(noun);
    }

    private static String noun(@Nullable String path) {
        if (path == null || !path.startsWith("/v1/")) {
            return "";
        }
        int end = path.indexOf('/', 4);
        return end < 0 ? path.substring(4) : path.substring(4, end);
    }

    /** Whether the answer may be one that was kept. What addresses lead to is always asked of the database. */
    static boolean mayShare(RoutingContext context) {
        String noun = noun(context.normalizedPath());
        return context.request().method() != HttpMethod.POST
                && !noun.equals("resolve")
                && (OF_ONE_FORM.contains(noun) || takesJson(context.request().getHeader("Accept")));
    }

    /**
     * Whether JSON will do without any doubt. Who names another form, even besides, is left to the resource and answered
     * past the cache, as the form is no part of the key; who asks for it in the address is not.
     */
    static boolean takesJson(@Nullable String accept) {
        return accept == null
                || (!OTHER_FORM.matcher(accept).find()
                        && Arrays.stream(accept.split(","))
                                .map(String::strip)
                                .anyMatch(range -> range.matches(
                                        "(\\*/\\*|application/(\\*|json))(\\s*;\\s*q=(1|0?\\.[1-9]).*)?")));
    }
}
