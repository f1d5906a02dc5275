package org.broadsheet.access;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * Who reads with which token, and what they may see. Asked of the database at each request, in two statements, so that
 * a key that is revoked, a partner that is suspended and rights that are changed are so at once, everywhere.
 */
@ApplicationScoped
public class Readers {

    private static final String SCHEME = "Bearer ";

    /** Sections come with those under them as they are now; a tag that was merged is the one that stands for it. */
    private static final String PARTNER = """
            select p.tier, p.full_text, p.images, p.delay_seconds, p.embargoed, p.ai_use,
                   p.per_second, p.per_day, p.per_month,
                   case when p.sections is not null then %s end as in_sections, %s as not_in_sections,
                   case when p.tags is not null then %s end as with_tags, %s as not_with_tags,
                   p.state = 'active' as active
            from partner p where p.id = :id
            """.formatted(
            subtrees("p.sections"), subtrees("p.without_sections"), current("p.tags"), current("p.without_tags"));

    private final ApiTokens tokens;
    private final LastUse lastUse;
    private final EntityManager database;
    private final Clock clock;

    Readers(ApiTokens tokens, LastUse lastUse, EntityManager database, Clock clock) {
        this.tokens = tokens;
        this.lastUse = lastUse;
        this.database = database;
        this.clock = clock;
    }

    private static String subtrees(String ids) {
        return "array(select distinct d.id from section r join section d on d.path = r.path or starts_with(d.path, r.path || '/')"
                + " where r.id = any(" + ids + ") order by d.id)";
    }

    private static String current(String ids) {
        return "array(select distinct coalesce(t.merged_into, t.id) from tag t where t.id = any(" + ids
                + ") order by 1)";
    }

    /** The token of ours that a header presents; null when it presents none, or something that is not ours to judge. */
    public static @Nullable String presented(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String bearer = header.substring(SCHEME.length()).strip();
        return bearer.startsWith(TokenText.BEGINNING) ? bearer : null;
    }

    /** Who presents {@code token}; nothing when it opens nothing. */
    public Optional<Reader> with(String token) {
        return TokenText.parse(token).flatMap(tokens::opening).flatMap(known -> {
            lastUse.of(known);
            return reader(known);
        });
    }

    /** Whether a reader who was let in would be let in again, and be shown the same. */
    public boolean stillIs(Reader reader) {
        if (reader.token() == null) {
            return true;
        }
        return QuarkusTransaction.requiringNew()
                .call(() -> tokens.findByIdOptional(Objects.requireNonNull(reader.token())))
                .filter(token -> token.state(clock.instant()) == ApiToken.State.ACTIVE)
                .flatMap(this::reader)
                .filter(reader::sameAs)
                .isPresent();
    }

    private Optional<Reader> reader(ApiToken token) {
        UUID partner = token.partnerId();
        return partner == null ? Optional.of(Reader.newsroom(token.id())) : ofPartner(token, partner);
    }

    private Optional<Reader> ofPartner(ApiToken token, UUID partner) {
        List<Object[]> rows = QuarkusTransaction.requiringNew().call(() -> rows(partner));
        return rows.stream().filter(Readers::isActive).findFirst().map(row -> {
            Rights rights = rights(row);
            Quota quota = new Quota((Integer) row[6], (Long) row[7], (Long) row[8]);
            return new Reader(token.id(), partner, token.grant().scopes(), rights, quota, (String) row[5]);
        });
    }

    private static boolean isActive(Object[] row) {
        return (Boolean) row[13];
    }

    private static Rights rights(Object[] row) {
        Tier tier = Tier.parse((String) row[0]).orElse(Tier.TEASER);
        return new Rights(
                row[9] == null ? null : ids(row[9]),
                ids(row[10]),
                row[11] == null ? null : ids(row[11]),
                ids(row[12]),
                row[1] == null ? tier.fullText() : (Boolean) row[1],
                row[2] == null ? tier.images() : (Boolean) row[2],
                Duration.ofSeconds((Long) row[3]),
                (Boolean) row[4]);
    }

    /**
     * What a partner may see.
     *
     * @param active whether its keys open anything
     */
    public record Standing(Rights rights, boolean active) {}

    /** How a partner stands at this moment, for what is done for it without a key; in one statement. */
    public Standing standing(UUID partner) {
        return QuarkusTransaction.requiringNew().call(() -> rows(partner)).stream()
                .findFirst()
                .map(row -> new Standing(rights(row), isActive(row)))
                .orElseThrow(() -> new IllegalStateException("no partner " + partner));
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(UUID partner) {
        return database.createNativeQuery(PARTNER, Object[].class)
                .unwrap(NativeQuery.class)
                .addScalar("tier", String.class)
                .addScalar("full_text", Boolean.class)
                .addScalar("images", Boolean.class)
                .addScalar("delay_seconds", Long.class)
                .addScalar("embargoed", Boolean.class)
                .addScalar("ai_use", String.class)
                .addScalar("per_second", Integer.class)
                .addScalar("per_day", Long.class)
                .addScalar("per_month", Long.class)
                .addScalar("in_sections", UUID[].class)
                .addScalar("not_in_sections", UUID[].class)
                .addScalar("with_tags", UUID[].class)
                .addScalar("not_with_tags", UUID[].class)
                .addScalar("active", Boolean.class)
                .setParameter("id", partner)
                .getResultList();
    }

    private static List<UUID> ids(Object array) {
        return Arrays.asList((UUID[]) array);
    }
}
