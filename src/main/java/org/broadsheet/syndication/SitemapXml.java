package org.broadsheet.syndication;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes sitemaps (https://www.sitemaps.org/protocol.html), with Google's extension for news. */
final class SitemapXml {

    private static final String SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static final String NEWS = "http://www.google.com/schemas/sitemap-news/0.9";

    /** https://www.sitemaps.org/protocol.html: a longer address can't be said. */
    private static final int LONGEST = 2_047;

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(8_192);
    private final XMLStreamWriter xml;

    private SitemapXml() throws XMLStreamException {
        xml = FACTORY.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
    }

    /** What is written into a sitemap. */
    interface Content {
        void write(SitemapXml sitemap) throws XMLStreamException;
    }

    static byte[] index(Content content) {
        return document("sitemapindex", false, content);
    }

    static byte[] sitemap(Content content) {
        return document("urlset", false, content);
    }

    static byte[] news(Content content) {
        return document("urlset", true, content);
    }

    private static byte[] document(String root, boolean news, Content content) {
        try {
            SitemapXml sitemap = new SitemapXml();
            sitemap.xml.writeStartDocument("UTF-8", "1.0");
            sitemap.xml.writeStartElement(root);
            sitemap.xml.writeDefaultNamespace(SITEMAP);
            if (news) {
                sitemap.xml.writeNamespace("news", NEWS);
            }
            content.write(sitemap);
            sitemap.xml.writeEndElement();
            sitemap.xml.writeEndDocument();
            sitemap.xml.flush();
            return sitemap.out.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory can always be written to", e);
        }
    }

    void sitemapAt(String address, @Nullable Instant changedAt) throws XMLStreamException {
        xml.writeStartElement("sitemap");
        place(address, changedAt);
        xml.writeEndElement();
    }

    /** A piece of news. */
    record News(String publication, String language, Instant publishedAt, String title) {}

    void page(String address, @Nullable Instant changedAt, @Nullable News news) throws XMLStreamException {
        if (address.length() > LONGEST) {
            return;
        }
        xml.writeStartElement("url");
        place(address, changedAt);
        if (news != null) {
            xml.writeStartElement("news:news");
            xml.writeStartElement("news:publication");
            text("news:name", news.publication());
            text("news:language", news.language());
            xml.writeEndElement();
            text("news:publication_date", news.publishedAt().toString());
            text("news:title", news.title());
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void place(String address, @Nullable Instant changedAt) throws XMLStreamException {
        text("loc", address);
        if (changedAt != null) {
            text("lastmod", changedAt.toString());
        }
    }

    private void text(String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
