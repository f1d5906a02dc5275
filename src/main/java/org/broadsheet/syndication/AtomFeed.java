package org.broadsheet.syndication;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.feed.synd.SyndPersonImpl;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.broadsheet.format.Piece;
import org.broadsheet.published.ArticleView;

/** Writes a feed in Atom 1.0 (RFC 4287), with pictures as in Media RSS. */
final class AtomFeed {

    private AtomFeed() {}

    static byte[] write(Feed feed) {
        com.rometools.rome.feed.atom.Feed atom = new com.rometools.rome.feed.atom.Feed("atom_1.0");
        atom.setId(feed.id());
        atom.setTitle(feed.title());
        atom.setSubtitle(content("text", feed.description()));
        atom.setUpdated(Date.from(feed.updated()));
        // of entries without a byline
        atom.setAuthors(List.of(person(feed.publication())));
        atom.setAlternateLinks(List.of(page(feed.home())));
        List<Link> links = Rome.links(feed);
        links.getFirst().setType(FeedForm.ATOM.mediaType());
        atom.setOtherLinks(links);
        atom.setEntries(feed.pieces().stream().map(AtomFeed::entry).toList());
        return Rome.bytes(atom, feed.killed());
    }

    private static Entry entry(Piece piece) {
        Entry entry = new Entry();
        entry.setId(piece.urn());
        entry.setTitle(piece.headline());
        Link page = page(piece.url());
        page.setHreflang(piece.language());
        entry.setAlternateLinks(List.of(page));
        entry.setPublished(Date.from(piece.publishedAt()));
        entry.setUpdated(Date.from(piece.updatedAt()));
        entry.setAuthors(piece.bylines().stream()
                .map(ArticleView.Credit::name)
                .map(AtomFeed::person)
                .toList());
        entry.setCategories(piece.tags().stream().map(AtomFeed::category).toList());
        entry.setSummary(content("html", FeedText.summary(piece)));
        String html = FeedText.content(piece);
        if (html != null) {
            entry.setContents(List.of(content("html", html)));
        }
        entry.setRights(piece.terms());
        Rome.media(piece).ifPresent(media -> entry.setModules(new ArrayList<>(List.of(media))));
        return entry;
    }

    private static Link page(String url) {
        Link link = new Link();
        link.setRel("alternate");
        link.setType("text/html");
        link.setHref(url);
        return link;
    }

    private static SyndPerson person(String name) {
        SyndPerson person = new SyndPersonImpl();
        person.setName(name);
        return person;
    }

    private static Content content(String type, String value) {
        Content content = new Content();
        content.setType(type);
        content.setValue(value);
        return content;
    }

    private static Category category(ArticleView.TagRef tag) {
        Category category = new Category();
        category.setTerm(tag.type() + "/" + tag.slug());
        category.setLabel(tag.name());
        return category;
    }
}
