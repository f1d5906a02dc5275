package org.broadsheet.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.broadsheet.access.OidcSettings;
import org.broadsheet.article.Publication;
import org.broadsheet.changes.ChangeSettings;
import org.broadsheet.media.Renditions;
import org.broadsheet.reading.ReadingSettings;
import org.broadsheet.search.SearchSettings;
import org.broadsheet.syndication.SyndicationSettings;
import org.broadsheet.web.CacheSettings;
import org.broadsheet.webhook.WebhookSettings;

/** What the application can be configured with, for tests that hold the files around it against that. */
final class Settings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+):([^}]*)}");
    private static final String CONFIG_MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

    private final Properties properties = new Properties();

    private Settings() {}

    static Settings read() {
        Settings settings = new Settings();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            settings.properties.load(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return settings;
    }

    /** The value, with a placeholder's default in the placeholder's place. */
    String value(String property) {
        String value = properties.getProperty(property, "");
        if (value.isEmpty()) {
            throw new AssertionError("application.properties has no " + property);
        }
        return PLACEHOLDER.matcher(value).replaceAll(match -> Matcher.quoteReplacement(match.group(2)));
    }

    String port() {
        return value("quarkus.http.port");
    }

    String healthRoot() {
        return value("quarkus.smallrye-health.root-path");
    }

    Duration shutdownTimeout() {
        return Duration.parse("PT" + value("quarkus.shutdown.timeout"));
    }

    /** Every variable that changes something in an application that is built: a new set. */
    Set<String> environmentVariables() {
        Set<String> names = new TreeSet<>();
        properties.forEach((property, value) -> {
            Matcher placeholder = PLACEHOLDER.matcher(value.toString());
            while (placeholder.find()) {
                names.add(placeholder.group(1));
            }
        });
        for (Class<?> mapping : Set.of(
                Publication.class,
                Renditions.class,
                CacheSettings.class,
                OidcSettings.class,
                ChangeSettings.class,
                SearchSettings.class,
                SyndicationSettings.class,
                ReadingSettings.class,
                WebhookSettings.class)) {
            mapped(mapping.getAnnotation(ConfigMapping.class).prefix(), mapping, names);
        }
        quarkus(names);
        return names;
    }

    private static void mapped(String prefix, Class<?> mapping, Set<String> names) {
        for (Method method : mapping.getDeclaredMethods()) {
            if (method.getParameterCount() == 0 && !method.isDefault() && !method.isSynthetic()) {
                String name = prefix + "." + kebab(method.getName());
                if (method.getReturnType().getEnclosingClass() == mapping
                        && method.getReturnType().isInterface()) {
                    mapped(name, method.getReturnType(), names);
                } else {
                    names.add(variable(name));
                }
            }
        }
    }

    private static void quarkus(Set<String> names) {
        try {
            for (URL model : Collections.list(Settings.class.getClassLoader().getResources(CONFIG_MODEL))) {
                try (InputStream json = model.openStream()) {
                    atRunTime(new ObjectMapper().readTree(json), names);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What Quarkus reads when it starts; what it reads when it is built can't be changed by a variable. */
    private static void atRunTime(JsonNode node, Set<String> names) {
        if (node.path("phase").asText().equals("RUN_TIME")) {
            names.add(node.at("/path/environmentVariable").asText());
        }
        node.forEach(child -> atRunTime(child, names));
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
