package org.broadsheet.body;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** What a reader left out, told briefly: hostile markup must not become a hostile report. */
public final class Dropped {
    private static final int MOST = 20;
    private static final int LONGEST_NAME = 40;

    /** Belong to a page, not to its text; nobody misses them. */
    private static final Set<String> OF_THE_PAGE = Set.of("head", "title", "meta", "link", "base", "param", "track");

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private int others;

    public void add(String what) {
        if (counts.size() < MOST - 1 || counts.containsKey(what)) {
            counts.merge(what, 1, Integer::sum);
        } else {
            others++;
        }
    }

    public void element(Element element) {
        if (!OF_THE_PAGE.contains(element.normalName())) {
            add(shortName(element.normalName()) + " element");
        }
    }

    public void link(String raw) {
        add(Links.refused(raw));
    }

    /** Attributes that would have run something. Others (class, style, id) are harmless and not worth a word. */
    public void handlers(Element element) {
        if (element.attributesSize() == 0) {
            return;
        }
        for (Attribute attribute : element.attributes()) {
            String name = attribute.getKey();
            if (name.length() > 2 && name.regionMatches(true, 0, "on", 0, 2)) {
                add(shortName(name) + " attribute on " + shortName(element.normalName()));
            }
        }
    }

    public List<String> sentences() {
        List<String> out = new ArrayList<>();
        counts.forEach((what, times) -> out.add(times == 1 ? what : what + " (" + times + " times)"));
        if (others > 0) {
            out.add(others + " more");
        }
        return List.copyOf(out);
    }

    private static String shortName(String name) {
        String clean = CleanText.line(name);
        return clean == null
                ? "nameless"
                : clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME) + "…";
    }
}
