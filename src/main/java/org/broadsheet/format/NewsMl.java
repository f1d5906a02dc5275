package org.broadsheet.format;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.broadsheet.article.Publication;
import org.broadsheet.published.ArticleView;
import org.jspecify.annotations.Nullable;

/** Writes an article as a news item of IPTC NewsML-G2 2.35 (conformance power), with its text in XHTML. */
final class NewsMl {

    private static final String NAR = "http://iptc.org/std/nar/2006-10-01/";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final String CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml";
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final StringWriter out = new StringWriter(8_192);
    private final XMLStreamWriter xml;
    private final Piece piece;
    private final Publication publication;

    private NewsMl(Piece piece, Publication publication) throws XMLStreamException {
        this.piece = piece;
        this.publication = publication;
        this.xml = FACTORY.createXMLStreamWriter(out);
    }

    static byte[] write(Piece piece, Publication publication) {
        try {
            NewsMl writer = new NewsMl(piece, publication);
            writer.newsItem();
            return writer.out.toString().getBytes(StandardCharsets.UTF_8);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a sound article is always writable", e);
        }
    }

    private void newsItem() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("newsItem");
        xml.writeDefaultNamespace(NAR);
        xml.writeAttribute("guid", piece.urn());
        xml.writeAttribute("version", Integer.toString(piece.version()));
        xml.writeAttribute("standard", "NewsML-G2");
        xml.writeAttribute("standardversion", "2.35");
        xml.writeAttribute("conformance", "power");
        xml.writeAttribute("xml:lang", piece.language());
        xml.writeEmptyElement("catalogRef");
        xml.writeAttribute("href", CATALOG);
        rightsInfo();
        itemMeta();
        contentMeta();
        contentSet();
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    private void rightsInfo() throws XMLStreamException {
        xml.writeStartElement("rightsInfo");
        named(
                "copyrightHolder",
                "literal",
                piece.source().name(),
                piece.source().name());
        ArticleView.Rights rights = piece.rights();
        if (rights != null) {
            for (String terms : Piece.terms(rights).toList()) {
                text("usageTerms", terms);
            }
        }
        xml.writeEndElement();
    }

    private void itemMeta() throws XMLStreamException {
        xml.writeStartElement("itemMeta");
        qualified("itemClass", "ninat:text");
        named("provider", "uri", publication.baseUrl().toString(), publication.name());
        text("versionCreated", piece.updatedAt().toString());
        text("firstCreated", piece.firstPublishedAt().toString());
        ArticleView.Rights rights = piece.rights();
        if (rights != null && rights.embargoedUntil() != null) {
            text("embargoed", rights.embargoedUntil().toString());
        }
        qualified("pubStatus", piece.underEmbargo() ? "stat:withheld" : "stat:usable");
        text("title", piece.headline());
        for (var correction : piece.corrections()) {
            text("edNote", Piece.told(correction));
        }
        for (String notice : piece.notices()) {
            text("edNote", notice);
        }
        link("irel:seeAlso", Objects.requireNonNullElse(piece.elsewhere(), piece.url()));
        xml.writeEndElement();
    }

    private void contentMeta() throws XMLStreamException {
        xml.writeStartElement("contentMeta");
        text("contentCreated", piece.publishedAt().toString());
        text("contentModified", piece.updatedAt().toString());
        named("infoSource", "literal", piece.source().name(), piece.source().name());
        for (ArticleView.Credit byline : piece.bylines()) {
            named("creator", "uri", Piece.urn(byline.id()), byline.name());
        }
        text("altId", piece.source().externalId());
        xml.writeEmptyElement("language");
        xml.writeAttribute("tag", piece.language());
        named("subject", "uri", Piece.urn(piece.section().id()), piece.section().name());
        for (ArticleView.TagRef tag : piece.tags()) {
            named("subject", "uri", Piece.urn(tag.id()), tag.name());
        }
        text("headline", piece.headline());
        text("by", piece.bylineText());
        for (String paragraph : piece.standfirst()) {
            text("description", paragraph);
        }
        xml.writeEndElement();
    }

    private void contentSet() throws XMLStreamException {
        xml.writeStartElement("contentSet");
        xml.writeStartElement("inlineXML");
        xml.writeAttribute("contenttype", "application/xhtml+xml");
        xml.writeAttribute("wordcount", Integer.toString(piece.wordCount()));
        xml.writeStartElement("html");
        xml.writeDefaultNamespace(XHTML);
        xml.writeStartElement("head");
        text("title", piece.headline());
        xml.writeEndElement();
        xml.writeStartElement("body");
        // ends the tag, so that what is well-formed already can follow
        xml.writeCharacters("");
        xml.flush();
        out.write(PortableHtml.xhtml(Objects.requireNonNullElse(piece.html(), ""), piece.url()));
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void text(String element, @Nullable String text) throws XMLStreamException {
        if (text != null) {
            xml.writeStartElement(element);
            xml.writeCharacters(text);
            xml.writeEndElement();
        }
    }

    private void qualified(String element, String code) throws XMLStreamException {
        xml.writeEmptyElement(element);
        xml.writeAttribute("qcode", code);
    }

    private void named(String element, String attribute, String value, String name) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute(attribute, value);
        text("name", name);
        xml.writeEndElement();
    }

    private void link(String relation, String address) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("href", address);
    }
}
