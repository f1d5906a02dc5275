package org.broadsheet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.broadsheet.article.Articles;
import org.broadsheet.published.PublishedArticles;
import org.junit.jupiter.api.Test;

/** Holds the table of rooms that CONTRIBUTING.md explains: what lives where, and what may use what. */
class ArchitectureTest {

    private static final String ROOT = "org.broadsheet.";

    /** Each room, and the rooms that it may use. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("problem", Set.of()),
            Map.entry("naming", Set.of()),
            Map.entry("web", Set.of("problem", "naming")),
            Map.entry("query", Set.of("problem", "naming")),
            Map.entry("access", Set.of("web", "query", "problem", "naming")),
            Map.entry("body", Set.of("problem")),
            Map.entry("html", Set.of("body")),
            Map.entry("markdown", Set.of("html", "body")),
            Map.entry("reading", Set.of("access", "web", "problem", "naming")),
            Map.entry(
                    "partner",
                    Set.of("writing", "manuscript", "changes", "access", "web", "query", "problem", "naming")),
            Map.entry("receipt", Set.of("access", "web", "query", "problem", "naming")),
            Map.entry("section", Set.of("access", "web", "query", "problem", "naming")),
            Map.entry("byline", Set.of("access", "web", "query", "problem", "naming")),
            Map.entry("tag", Set.of("access", "web", "query", "problem", "naming")),
            Map.entry("media", Set.of("access", "web", "query", "problem", "naming")),
            Map.entry("changes", Set.of("access", "web", "query", "problem", "naming")),
            Map.entry("writing", Set.of("changes", "access", "web", "query", "problem", "naming")),
            Map.entry(
                    "article",
                    Set.of("changes", "body", "section", "byline", "tag", "media", "access", "problem", "naming")),
            Map.entry(
                    "published",
                    Set.of(
                            "changes",
                            "article",
                            "markdown",
                            "html",
                            "body",
                            "section",
                            "byline",
                            "tag",
                            "media",
                            "access",
                            "web",
                            "query",
                            "problem",
                            "naming")),
            Map.entry("meaning", Set.of("published", "changes", "body", "access", "web", "query", "problem", "naming")),
            Map.entry(
                    "search",
                    Set.of(
                            "meaning",
                            "published",
                            "changes",
                            "article",
                            "section",
                            "body",
                            "access",
                            "web",
                            "query",
                            "problem",
                            "naming")),
            Map.entry("similar", Set.of("search", "meaning", "published", "problem")),
            Map.entry(
                    "delivery",
                    Set.of(
                            "format",
                            "similar",
                            "search",
                            "published",
                            "changes",
                            "article",
                            "body",
                            "section",
                            "byline",
                            "tag",
                            "access",
                            "web",
                            "query",
                            "problem",
                            "naming")),
            Map.entry(
                    "format",
                    Set.of(
                            "published",
                            "article",
                            "body",
                            "html",
                            "section",
                            "media",
                            "web",
                            "query",
                            "problem",
                            "naming")),
            Map.entry(
                    "syndication",
                    Set.of(
                            "delivery",
                            "format",
                            "published",
                            "changes",
                            "article",
                            "html",
                            "media",
                            "section",
                            "byline",
                            "tag",
                            "access",
                            "web",
                            "query",
                            "problem",
                            "naming")),
            Map.entry(
                    "following",
                    Set.of(
                            "receipt",
                            "delivery",
                            "published",
                            "changes",
                            "article",
                            "body",
                            "section",
                            "byline",
                            "tag",
                            "access",
                            "web",
                            "query",
                            "problem",
                            "naming")),
            Map.entry(
                    "webhook",
                    Set.of(
                            "receipt",
                            "following",
                            "delivery",
                            "published",
                            "writing",
                            "manuscript",
                            "changes",
                            "body",
                            "access",
                            "web",
                            "query",
                            "problem",
                            "naming")),
            Map.entry(
                    "publishing",
                    Set.of(
                            "receipt",
                            "published",
                            "writing",
                            "manuscript",
                            "changes",
                            "article",
                            "body",
                            "section",
                            "access",
                            "web",
                            "query",
                            "problem",
                            "naming")),
            Map.entry(
                    "newsdesk",
                    Set.of(
                            "similar",
                            "writing",
                            "manuscript",
                            "changes",
                            "article",
                            "section",
                            "byline",
                            "tag",
                            "media",
                            "body",
                            "access",
                            "web",
                            "query",
                            "problem",
                            "naming")),
            Map.entry(
                    "manuscript",
                    Set.of(
                            "article",
                            "section",
                            "byline",
                            "tag",
                            "media",
                            "markdown",
                            "html",
                            "body",
                            "access",
                            "problem",
                            "naming")),
            Map.entry(
                    "importing",
                    Set.of(
                            "changes",
                            "manuscript",
                            "article",
                            "section",
                            "byline",
                            "tag",
                            "media",
                            "body",
                            "problem",
                            "naming")),
            Map.entry(
                    "wiring",
                    Set.of(
                            "search",
                            "publishing",
                            "writing",
                            "importing",
                            "manuscript",
                            "following",
                            "delivery",
                            "published",
                            "changes",
                            "article",
                            "section",
                            "byline",
                            "tag",
                            "media",
                            "markdown",
                            "html",
                            "body",
                            "access",
                            "web",
                            "query",
                            "problem",
                            "naming")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.broadsheet");

    @Test
    void everyClassIsInARoomThatTheTableLists() {
        assertThat(CLASSES).isNotEmpty().allSatisfy(type -> assertThat(MAY_USE).containsKey(room(type)));
    }

    @Test
    void everyRoomOfTheTableExists() {
        Set<String> rooms = new TreeSet<>();
        CLASSES.forEach(type -> rooms.add(room(type)));
        assertThat(rooms).containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
    }

    @Test
    void roomsUseOnlyWhatTheTableLetsThem() {
        List<String> breaches = CLASSES.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(ArchitectureTest::leavesTheTable)
                .map(Dependency::getDescription)
                .distinct()
                .toList();
        assertThat(breaches).isEmpty();
    }

    private static boolean leavesTheTable(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (!target.getPackageName().startsWith(ROOT)) {
            return false;
        }
        String from = room(dependency.getOriginClass());
        return !room(target).equals(from)
                && !MAY_USE.getOrDefault(from, Set.of()).contains(room(target));
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.length() > ROOT.length() ? name.substring(ROOT.length()) : name;
    }

    @Test
    void thereAreNoCyclesBetweenRooms() {
        SlicesRuleDefinition.slices()
                .matching("org.broadsheet.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void onlyTheNewsroomsSideUsesTheWriteDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.broadsheet.article", "org.broadsheet.publishing", "org.broadsheet.importing")
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.describe("are the write door", type -> type.isEquivalentTo(Articles.class)))
                .check(CLASSES);
    }

    @Test
    void theReadDoorNamesNoTableOfTheNewsroomsSide() {
        assertThat(new ClassFileImporter().importClasses(PublishedArticles.class))
                .isNotEmpty();
        noClasses()
                .that()
                .resideInAnyPackage("org.broadsheet.published", "org.broadsheet.delivery")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.broadsheet.article.Article")
                .check(CLASSES);
    }

    /** Quarkus REST answers 404 for package-private ones, silently. */
    @Test
    void resourceMethodsArePublic() {
        methods()
                .that()
                .areMetaAnnotatedWith(jakarta.ws.rs.HttpMethod.class)
                .should()
                .bePublic()
                .check(CLASSES);
    }

    /** By the name, {@code fixture.ResourceMethods} finds all calls there are. */
    @Test
    void resourcesAreCalledSo() {
        classes()
                .that()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .should()
                .haveSimpleNameEndingWith("Resource")
                .check(CLASSES);
        methods()
                .that()
                .areMetaAnnotatedWith(jakarta.ws.rs.HttpMethod.class)
                .should()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(jakarta.ws.rs.Path.class)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(new com.tngtech.archunit.lang.ArchCondition<>("be in a @NullMarked package") {
                    @Override
                    public void check(JavaClass type, com.tngtech.archunit.lang.ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(org.jspecify.annotations.NullMarked.class);
                        events.add(new com.tngtech.archunit.lang.SimpleConditionEvent(
                                type, marked, type.getPackageName() + " is not @NullMarked"));
                    }
                })
                .check(CLASSES);
    }
}
