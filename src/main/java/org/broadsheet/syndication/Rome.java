package org.broadsheet.syndication;

import com.rometools.modules.mediarss.MediaEntryModuleImpl;
import com.rometools.modules.mediarss.types.Credit;
import com.rometools.modules.mediarss.types.MediaContent;
import com.rometools.modules.mediarss.types.Metadata;
import com.rometools.modules.mediarss.types.UrlReference;
import com.rometools.rome.feed.WireFeed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.module.Module;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.broadsheet.format.Piece;
import org.broadsheet.media.MediaView;
import org.broadsheet.published.Tombstones;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jdom2.output.Format;
import org.jdom2.output.LineSeparator;
import org.jdom2.output.XMLOutputter;
import org.jspecify.annotations.Nullable;

/** What RSS and Atom have in common, in the words of the library that writes them. */
final class Rome {

    /** What the library would write by itself has lost the line breaks of programs and poems. */
    private static final Format AS_IT_IS = Format.getRawFormat().setLineSeparator(LineSeparator.UNIX);

    private static final Namespace TOMBSTONES = Namespace.getNamespace("at", "http://purl.org/atompub/tombstones/1.0");

    private Rome() {}

    /** @param killed what whoever has it is to delete, as in RFC 6721; RSS has no words of its own for it */
    static byte[] bytes(WireFeed feed, List<Tombstones.Tombstone> killed) {
        try {
            Document document = new WireFeedOutput().outputJDom(feed);
            Element root = document.getRootElement();
            Element parent = Objects.requireNonNullElse(root.getChild("channel"), root);
            killed.forEach(one -> parent.addContent(deleted(one)));
            return new XMLOutputter(AS_IT_IS).outputString(document).getBytes(StandardCharsets.UTF_8);
        } catch (FeedException e) {
            throw new IllegalStateException("a feed of sound articles is always writable", e);
        }
    }

    private static Element deleted(Tombstones.Tombstone killed) {
        Element deleted = new Element("deleted-entry", TOMBSTONES)
                .setAttribute("ref", Piece.urn(killed.id()))
                .setAttribute("when", killed.at().toString());
        return killed.reason() == null
                ? deleted
                // XML has no place for them
                : deleted.addContent(new Element("comment", TOMBSTONES)
                        .setText(killed.reason().replaceAll("[\\uFFFE\\uFFFF]", "")));
    }

    /** Where the feed's pages are, this one first. */
    static List<Link> links(Feed feed) {
        List<Link> links = new ArrayList<>();
        links.add(link("self", feed.self()));
        links.add(link("first", feed.first()));
        add(links, "next", feed.next());
        add(links, "previous", feed.previous());
        add(links, "hub", feed.hub());
        return links;
    }

    private static void add(List<Link> links, String relation, @Nullable String address) {
        if (address != null) {
            links.add(link(relation, address));
        }
    }

    private static Link link(String relation, String address) {
        Link link = new Link();
        link.setRel(relation);
        link.setHref(address);
        return link;
    }

    /** The lead, as in Media RSS 1.5.1. */
    static Optional<Module> media(Piece piece) {
        MediaView lead = piece.lead();
        if (lead == null) {
            return Optional.empty();
        }
        return address(lead.url()).map(address -> {
            MediaContent content = new MediaContent(new UrlReference(address));
            content.setMedium(lead.type());
            content.setWidth(lead.width());
            content.setHeight(lead.height());
            content.setMetadata(metadata(lead));
            MediaEntryModuleImpl media = new MediaEntryModuleImpl();
            media.setMediaContents(new MediaContent[] {content});
            return media;
        });
    }

    private static Metadata metadata(MediaView lead) {
        Metadata metadata = new Metadata();
        metadata.setTitle(lead.alt());
        metadata.setDescription(lead.caption());
        if (lead.credit() != null) {
            metadata.setCredits(new Credit[] {new Credit(null, null, lead.credit())});
        }
        return metadata;
    }

    /** Browsers take addresses that this library does not; such a picture is in the text only. */
    private static Optional<URI> address(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
