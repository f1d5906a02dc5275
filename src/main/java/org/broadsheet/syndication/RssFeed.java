package org.broadsheet.syndication;

import com.rometools.modules.atom.modules.AtomLinkModuleImpl;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.module.DCModule;
import com.rometools.rome.feed.module.DCModuleImpl;
import com.rometools.rome.feed.module.Module;
import com.rometools.rome.feed.rss.Category;
import com.rometools.rome.feed.rss.Channel;
import com.rometools.rome.feed.rss.Content;
import com.rometools.rome.feed.rss.Description;
import com.rometools.rome.feed.rss.Guid;
import com.rometools.rome.feed.rss.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.broadsheet.format.Piece;
import org.broadsheet.published.ArticleView;
import org.jdom2.Element;
import org.jdom2.Namespace;

/** Writes a feed in RSS 2.0, with what that lacks from Dublin Core, Atom, Media RSS and the content module. */
final class RssFeed {

    private static final Namespace ATOM = Namespace.getNamespace("atom", "http://www.w3.org/2005/Atom");

    private RssFeed() {}

    static byte[] write(Feed feed) {
        Channel channel = new Channel("rss_2.0");
        channel.setTitle(feed.title());
        channel.setDescription(feed.description());
        channel.setLink(feed.home());
        channel.setLanguage(feed.language());
        channel.setLastBuildDate(Date.from(feed.updated()));
        AtomLinkModuleImpl links = new AtomLinkModuleImpl();
        links.setLinks(links(feed));
        channel.setModules(new ArrayList<>(List.of(links)));
        channel.setItems(feed.pieces().stream().map(RssFeed::item).toList());
        return Rome.bytes(channel, feed.killed());
    }

    private static List<Link> links(Feed feed) {
        List<Link> links = Rome.links(feed);
        links.getFirst().setType(FeedForm.RSS.mediaType());
        return links;
    }

    private static Item item(Piece piece) {
        Item item = new Item();
        item.setTitle(piece.headline());
        item.setLink(piece.url());
        Guid guid = new Guid();
        guid.setValue(piece.urn());
        guid.setPermaLink(false);
        item.setGuid(guid);
        item.setPubDate(Date.from(piece.publishedAt()));
        item.setCategories(piece.tags().stream().map(RssFeed::category).toList());
        Description description = new Description();
        description.setType("text/html");
        description.setValue(FeedText.summary(piece));
        item.setDescription(description);
        String html = FeedText.content(piece);
        if (html != null) {
            Content content = new Content();
            content.setType("html");
            content.setValue(html);
            item.setContent(content);
        }
        item.setModules(modules(piece));
        item.setForeignMarkup(List.of(updated(piece.updatedAt())));
        return item;
    }

    private static List<Module> modules(Piece piece) {
        DCModule core = new DCModuleImpl();
        core.setCreators(piece.bylines().stream().map(ArticleView.Credit::name).toList());
        core.setLanguage(piece.language());
        core.setRightsList(Stream.ofNullable(piece.terms()).toList());
        List<Module> modules = new ArrayList<>(List.of(core));
        Rome.media(piece).ifPresent(modules::add);
        return modules;
    }

    private static Category category(ArticleView.TagRef tag) {
        Category category = new Category();
        category.setValue(tag.name());
        return category;
    }

    /** RSS has the date of a piece, and none of its last change. */
    private static Element updated(Instant moment) {
        return new Element("updated", ATOM).setText(moment.toString());
    }
}
