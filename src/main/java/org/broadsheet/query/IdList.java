package org.broadsheet.query;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.naming.Ids;
import org.broadsheet.naming.Text;
import org.broadsheet.problem.Refusal;

/** Up to 200 ids, separated by commas. */
public record IdList(List<UUID> ids) {

    public static final int MOST = 200;

    /** Reads the value of the parameter {@code ids}; the name is the one JAX-RS looks for. */
    public static IdList fromString(String text) {
        List<UUID> ids = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            ids.add(Ids.parse(word)
                    .orElseThrow(() -> Refusal.Invalid.parameter(
                            "ids", "has '" + Text.shorten(word) + "' in it, which is no id (a UUID).")));
        }
        if (ids.size() > MOST) {
            throw Refusal.Invalid.parameter("ids", "names more than " + MOST + " ids.");
        }
        return new IdList(ids.stream().distinct().toList());
    }
}
