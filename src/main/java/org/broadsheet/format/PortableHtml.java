package org.broadsheet.format;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/** HTML that can stand anywhere: no address in it depends on where it is. */
public final class PortableHtml {

    private PortableHtml() {}

    /** {@code html}, whose addresses are relative to {@code base}, with absolute ones. */
    static String of(String html, String base) {
        return absolute(html, base).body().html();
    }

    /** The same in XML, for a document in the namespace of XHTML. */
    static String xhtml(String html, String base) {
        Document document = absolute(html, base);
        document.outputSettings().syntax(Document.OutputSettings.Syntax.xml).escapeMode(Entities.EscapeMode.xhtml);
        return document.body().html();
    }

    private static Document absolute(String html, String base) {
        Document document = Jsoup.parseBodyFragment(html, base);
        document.outputSettings().prettyPrint(false);
        for (String attribute : List.of("href", "src", "poster")) {
            for (Element element : document.select("[" + attribute + "]")) {
                String absolute = element.absUrl(attribute);
                if (!absolute.isEmpty()) {
                    element.attr(attribute, absolute);
                }
            }
        }
        return document;
    }
}
