package org.broadsheet.access;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The roles in an access token. Read here and not by {@code smallrye.jwt.path.groups}, which a claim named {@code
 * groups} overrides: there Keycloak puts the groups that people are in, which are not roles.
 */
final class RolesClaim {

    private RolesClaim() {}

    /** The scopes of all the roles that {@code token} has at {@code path}; roles that are none of ours count for nothing. */
    static Set<Scope> scopes(JsonWebToken token, String path) {
        Object claim = token.getClaim(path);
        for (String step : claim == null ? path.split("/") : new String[0]) {
            claim = claim == null ? token.getClaim(step) : claim instanceof JsonObject object ? object.get(step) : null;
            if (claim == null) {
                break;
            }
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        words(claim).forEach(word -> Role.parse(word).ifPresent(role -> scopes.addAll(role.scopes())));
        return scopes;
    }

    private static List<String> words(@Nullable Object claim) {
        return switch (claim) {
            case JsonArray array -> array.stream().map(RolesClaim::text).toList();
            case Collection<?> list -> list.stream().map(RolesClaim::text).toList();
            case null -> List.of();
            default -> List.of(text(claim).split(" "));
        };
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case JsonString string -> string.getString();
            case String string -> string;
            case JsonValue other -> "";
            case null, default -> "";
        };
    }
}
