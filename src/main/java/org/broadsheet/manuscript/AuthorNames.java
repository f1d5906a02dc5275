package org.broadsheet.manuscript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds the people in a line such as "By Ann Lee, MD and Bo Ray". Only when each part looks like a person's name of two
 * words or more is the line taken apart: "Rock and Roll Desk" is one desk.
 */
final class AuthorNames {

    private static final Pattern BY = Pattern.compile("^by(?:[:\\s]\\s*|$)", Pattern.CASE_INSENSITIVE);

    private static final Pattern SEPARATOR =
            Pattern.compile("\\s*[,;]\\s*(?:and\\s+|&\\s*)?|\\s+(?:and|&)\\s+", Pattern.CASE_INSENSITIVE);

    /** What follows a name after a comma and belongs to it. */
    private static final Pattern SUFFIX = Pattern.compile(
            "(?:jr|sr|ii|iii|iv|m\\.?d|ph\\.?d|d\\.?o|r\\.?n|j\\.?d|mba|mph|esq)\\.?", Pattern.CASE_INSENSITIVE);

    /** A capitalised word or an initial, of any script; scripts without capitals have none to ask for. */
    private static final String WORD = "(?:(?:[dl]['’]|al-|el-)?[\\p{Lu}\\p{Lt}\\p{Lo}][\\p{L}\\p{M}.'’-]*)";

    private static final String PARTICLE =
            "(?:de|del|della|der|den|di|da|do|dos|das|du|la|le|van|von|zu|ter|ten|bin|bint|ibn|y|e)";

    private static final Pattern NAME =
            Pattern.compile(WORD + "(?:\\s+" + PARTICLE + "){0,3}(?:\\s+(?:" + PARTICLE + "\\s+)*" + WORD + "){1,5}");

    /** Words that make a name a desk's. */
    private static final Pattern DESK = Pattern.compile(
            "(?:^the\\b.*)|.*\\b(?:desk|bureau|team|staff|newsroom|editors?|editorial|board|department|correspondents?"
                    + "|reporters?|writers?|service|office|agency)\\b.*",
            Pattern.CASE_INSENSITIVE);

    private AuthorNames() {}

    /** The names in {@code line}, in order; the whole line when it is one name, none when it is blank. */
    static List<String> split(String line) {
        String tidy = FormFields.onOneLine(line);
        String whole = tidy == null ? "" : BY.matcher(tidy).replaceFirst("");
        if (whole.isEmpty()) {
            return List.of();
        }
        List<String> people = new ArrayList<>();
        for (String part : SEPARATOR.split(whole)) {
            if (!people.isEmpty() && SUFFIX.matcher(part).matches()) {
                people.add(people.removeLast() + ", " + part);
            } else {
                people.add(part);
            }
        }
        return people.size() > 1 && people.stream().allMatch(AuthorNames::isPerson) ? people : List.of(whole);
    }

    private static boolean isPerson(String name) {
        String bare = name.contains(",") ? name.substring(0, name.indexOf(',')) : name;
        return NAME.matcher(bare).matches() && !DESK.matcher(bare).matches();
    }
}
