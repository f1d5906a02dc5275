package org.broadsheet.partner;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Text;
import org.broadsheet.partner.PartnerForm.PartnerRights;
import org.broadsheet.problem.Refusal;
import org.broadsheet.problem.Violation;
import org.jspecify.annotations.Nullable;

/** The sections and tags that rights name: by path or key where people read it, by id where it is kept. */
@ApplicationScoped
class NamedInRights {

    private static final String SECTIONS = """
            select s.path as named, s.id from section s where s.path = any(:names)
            union select cast(s.id as text), s.id from section s where s.id = any(:ids)""";

    /** A tag that was merged into another is found by the names that it had. */
    private static final String TAGS = """
            select k.type || '/' || k.slug as named, coalesce(t.merged_into, t.id) as id
            from tag_slug k join tag t on t.id = k.tag_id
            where (k.type, k.slug) in (select split_part(n, '/', 1), split_part(n, '/', 2) from unnest(cast(:names as text[])) n)
            union select cast(t.id as text), coalesce(t.merged_into, t.id) from tag t where t.id = any(:ids)""";

    private final EntityManager database;

    NamedInRights(EntityManager database) {
        this.database = database;
    }

    /**
     * The same with ids for all that it names.
     *
     * @param before what was named before, which may be named by its id still even when it is gone
     * @throws Refusal.Unprocessable for what there is not
     */
    PartnerForm byId(PartnerForm form, @Nullable PartnerForm before) {
        PartnerRights said = form.rights();
        PartnerRights had = before == null ? PartnerRights.NONE : before.rights();
        List<Violation> unknown = new ArrayList<>();
        Map<String, String> sections = known(
                SECTIONS, all(said.sections(), said.withoutSections()), all(had.sections(), had.withoutSections()));
        Map<String, String> tags =
                known(TAGS, all(said.tags(), said.withoutTags()), all(had.tags(), had.withoutTags()));
        PartnerRights rights = new PartnerRights(
                ids("sections", said.sections(), sections, unknown),
                ids("withoutSections", said.withoutSections(), sections, unknown),
                ids("tags", said.tags(), tags, unknown),
                ids("withoutTags", said.withoutTags(), tags, unknown),
                said.fullText(),
                said.images(),
                said.delay(),
                said.embargoed(),
                said.aiUse());
        if (!unknown.isEmpty()) {
            throw new Refusal.Unprocessable(unknown);
        }
        return form.withRights(rights);
    }

    private static List<String> all(@Nullable List<String> some, @Nullable List<String> others) {
        return Stream.concat(PartnerForm.orNone(some).stream(), PartnerForm.orNone(others).stream())
                .distinct()
                .toList();
    }

    private Map<String, String> known(String sql, List<String> names, List<String> before) {
        Map<String, String> known = new HashMap<>();
        before.forEach(id -> known.put(id, id));
        if (!names.isEmpty()) {
            rows(sql, names).forEach(row -> known.put((String) row[0], row[1].toString()));
        }
        return known;
    }

    private List<Object[]> rows(String sql, Collection<String> names) {
        return database.createNativeQuery(sql, Object[].class)
                .setParameter("names", names.toArray(String[]::new))
                .setParameter(
                        "ids",
                        names.stream().flatMap(name -> Ids.parse(name).stream()).toArray(UUID[]::new))
                .getResultList();
    }

    private static @Nullable List<String> ids(
            String key, @Nullable List<String> names, Map<String, String> known, List<Violation> unknown) {
        if (names == null) {
            return null;
        }
        IntStream.range(0, names.size())
                .filter(i -> !known.containsKey(names.get(i)))
                .forEach(i -> unknown.add(Violation.pointer(
                        "/rights/" + key + "/" + i, "there is no '" + Text.shorten(names.get(i)) + "'.")));
        return names.stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** By id, the name under which people know each; in two statements for any number of partners. */
    Map<String, String> names(Collection<PartnerForm> forms) {
        Map<String, String> names = new HashMap<>();
        List<String> sections = forms.stream()
                .flatMap(form -> all(form.rights().sections(), form.rights().withoutSections()).stream())
                .toList();
        List<String> tags = forms.stream()
                .flatMap(form -> all(form.rights().tags(), form.rights().withoutTags()).stream())
                .toList();
        name("select cast(s.id as text), s.path from section s where s.id = any(:ids)", sections, names);
        name(
                "select cast(t.id as text), c.type || '/' || c.slug from tag t"
                        + " join tag c on c.id = coalesce(t.merged_into, t.id) where t.id = any(:ids)",
                tags,
                names);
        return names;
    }

    private void name(String sql, List<String> ids, Map<String, String> names) {
        if (!ids.isEmpty()) {
            List<Object[]> rows = database.createNativeQuery(sql, Object[].class)
                    .setParameter(
                            "ids", ids.stream().map(UUID::fromString).distinct().toArray(UUID[]::new))
                    .getResultList();
            rows.forEach(row -> names.put((String) row[0], (String) row[1]));
        }
    }
}
