package org.broadsheet.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.broadsheet.fixture.TestDatabase;
import org.broadsheet.naming.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In transactions that are rolled back: each test has the database to itself, and the others never notice. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = false)
class SampleNewsroomTest {

    @Inject
    SampleNewsroom samples;

    @Inject
    EntityManager database;

    private long count(String from) {
        return (Long) database.createNativeQuery("select count(*) from " + from, Long.class)
                .getSingleResult();
    }

    /** Whatever other tests have left; and for them, what this one leaves. */
    @BeforeEach
    @AfterEach
    @Transactional
    void empty() {
        database.createNativeQuery("truncate article, section, section_front, byline, tag, media cascade")
                .executeUpdate();
    }

    @Test
    void emptyDatabaseGetsTheWholeNewsroom() {
        assertThat(samples.loadIfEmpty()).isTrue();

        assertThat(count("published_article where published_at < '2026-11-21' and not published_at_estimated"))
                .isEqualTo(64);
        assertThat(count("section where description is not null")).isEqualTo(21);
        assertThat(count("byline where bio is not null and public_from is not null"))
                .isEqualTo(15);
        assertThat(count("tag where description is not null and public_from is not null"))
                .isEqualTo(44);
        assertThat(count("section_front join published_article on article_id = id"))
                .isPositive();
        assertThat(database.createNativeQuery("select id from article where external_id = 'hl-0001'", UUID.class)
                        .getSingleResult())
                .isEqualTo(Ids.of(Instant.parse("2026-11-14T07:30:00Z"), "article", "", "hl-0001"));
    }

    @Test
    void databaseWithArticlesIsLeftAlone() {
        samples.loadIfEmpty();
        QuarkusTransaction.requiringNew()
                .run(() ->
                        database.createNativeQuery("delete from section_front").executeUpdate());

        assertThat(samples.loadIfEmpty()).isFalse();

        assertThat(count("section_front")).isZero();
    }
}
