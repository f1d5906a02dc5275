package org.broadsheet.section;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.broadsheet.naming.DidYouMean;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** The sections, a tree of at most {@value #MOST}. */
@ApplicationScoped
public class Sections implements PanacheRepositoryBase<Section, UUID> {

    /** So that the whole tree is one answer. */
    public static final int MOST = 2000;

    /** Every section, parents before their children, siblings in the newsroom's order. */
    public List<Section> tree() {
        return list("order by position, name, path");
    }

    /** The section at {@code path}, such as {@code world/europe}. */
    public Section get(String path) {
        return find("path", path)
                .firstResultOptional()
                .orElseThrow(
                        () -> new Refusal.NotFound("There is no section '" + Text.shorten(path) + "'." + hint(path)));
    }

    /**
     * The sections that the paths name, each with its descendants, as a list for each path.
     *
     * @throws Refusal.Invalid for the parameter {@code section} when a path names none
     */
    public List<List<UUID>> subtrees(Collection<String> paths) {
        List<Section> found = list(
                "from Section s where exists (select 1 from Section r where r.path in ?1"
                        + " and (s.path = r.path or s.path like concat(r.path, '/%')))",
                paths);
        return paths.stream().map(path -> subtree(path, found)).toList();
    }

    private List<UUID> subtree(String path, List<Section> sections) {
        List<UUID> ids = sections.stream()
                .filter(section -> section.path().equals(path) || section.path().startsWith(path + "/"))
                .map(Section::id)
                .toList();
        if (ids.isEmpty()) {
            throw Refusal.Invalid.parameter(
                    "section", "there is no section '" + Text.shorten(path) + "'." + hint(path));
        }
        return ids;
    }

    /** The sections of these ids, by id, in one statement. */
    public Map<UUID, SectionRef> refs(Collection<UUID> ids) {
        return list("id in ?1", ids).stream()
                .map(section -> new SectionRef(section.id(), section.path(), section.name()))
                .collect(Collectors.toMap(SectionRef::id, Function.identity()));
    }

    /** A slug that stands somewhere deeper is meant as often as a path is mistyped. */
    private String hint(String typed) {
        List<String> paths = paths();
        return paths.stream()
                .filter(path -> path.endsWith("/" + typed))
                .findFirst()
                .map(path -> " Did you mean '" + path + "'?")
                .orElseGet(() -> DidYouMean.hint(typed, paths));
    }

    private List<String> paths() {
        return getEntityManager()
                .createQuery("select s.path from Section s", String.class)
                .getResultList();
    }

    /** The articles that editors put at the head of a section's front, in their order. */
    public List<UUID> curated(UUID sectionId) {
        return getEntityManager()
                .createNativeQuery(
                        "select article_id from section_front where section_id = :section order by position",
                        UUID.class)
                .setParameter("section", sectionId)
                .getResultList();
    }

    /** The version of a section's front, which grows each time that editors change it. */
    public int frontVersion(Section section) {
        return (Integer) getEntityManager()
                .createNativeQuery("select front_version from section where id = :id", Integer.class)
                .setParameter("id", section.id())
                .getSingleResult();
    }

    /**
     * Puts these articles at the head of a section's front, which is at the version {@code expected}.
     *
     * @return its version from now on
     * @throws Refusal.Stale when it is at another one
     */
    public int curate(Section section, List<UUID> articles, int expected) {
        hold(section.id());
        int version = frontVersion(section);
        if (version != expected) {
            throw new Refusal.Stale(version);
        }
        curate(section, articles);
        getEntityManager()
                .createNativeQuery("update section set front_version = front_version + 1 where id = :id")
                .setParameter("id", section.id())
                .executeUpdate();
        return version + 1;
    }

    /** Puts these articles at the head of a section's front, in place of those that are there. */
    public void curate(Section section, List<UUID> articles) {
        getEntityManager()
                .createNativeQuery("delete from section_front where section_id = :section")
                .setParameter("section", section.id())
                .executeUpdate();
        getEntityManager()
                .createNativeQuery("""
                        insert into section_front (section_id, position, article_id)
                        select :section, position, article_id
                        from unnest(:articles) with ordinality as curated (article_id, position)
                        """)
                .setParameter("section", section.id())
                .setParameter("articles", articles.toArray(UUID[]::new))
                .executeUpdate();
    }

    /** What the newsroom says about a section; creates it, and its parents, as of {@code since}, when there is none. */
    public Section describe(SectionDescription description, Instant since, Instant now) {
        Section section = namedTree(now).ensure(description.path(), since);
        section.describe(description.name(), description.description(), description.position(), now);
        return section;
    }

    /** The sections as they are now, in a form that finds and creates many by any of their names. */
    public SectionTree namedTree(Instant now) {
        return new SectionTree(tree(), this::add, now);
    }

    private void add(Section section) {
        persist(section);
    }

    /** The section, held until the transaction ends. */
    public Section hold(UUID id) {
        // not Hibernate's lock, which is `for no key update`: it lets those pass who put out what refers to this
        getEntityManager()
                .createNativeQuery("select 1 from section where id = :id for update", Integer.class)
                .setParameter("id", id)
                .getResultList();
        return get(id);
    }

    public Section get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> missing(id));
    }

    private static Refusal.NotFound missing(UUID id) {
        return new Refusal.NotFound("There is no section " + id + ".");
    }

    /**
     * A new section under {@code parent}, or at the top.
     *
     * @throws Refusal.Conflict when there is one at this place already, or there are too many
     */
    public Section create(@Nullable Section parent, String slug, SectionDescription said, Instant now) {
        String path = parent == null ? slug : parent.path() + "/" + slug;
        if (find("path", path).firstResultOptional().isPresent()) {
            throw new Refusal.Conflict("There is a section '" + path + "' already.");
        }
        if (count() >= MOST) {
            throw new Refusal.Conflict("There are " + MOST + " sections already, which is as many as there may be.");
        }
        Section section = new Section(parent, slug, said.name(), now, now);
        section.describe(said.name(), said.description(), said.position(), now);
        persist(section);
        return section;
    }

    /** The sections right under this one. */
    public List<Section> under(UUID id) {
        return list("parentId = ?1 order by position, name, path", id);
    }
}
