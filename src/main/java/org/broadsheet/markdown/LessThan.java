package org.broadsheet.markdown;

import java.util.HashSet;
import java.util.Set;
import org.broadsheet.body.Links;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Decides whether a {@code <} in Markdown can begin markup, before commonmark-java looks for the end of it: it searches
 * the rest of the paragraph again for each one, which takes quadratic time when there is no end. Made anew for each
 * paragraph, it remembers which ends are not to come.
 */
final class LessThan implements InlineContentParser {
    /** A tag or an address in angle brackets is no longer than this. */
    private static final int LONGEST_TAG = Links.MAX_LENGTH + 500;

    private final Set<String> notToCome = new HashSet<>();

    @Override
    public ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        Position start = scanner.position();
        scanner.next();
        Position afterSign = scanner.position();
        boolean markup = switch (scanner.peek()) {
            case '?' -> comes("?>", scanner);
            case '!' -> comes(endOfDeclaration(scanner), scanner);
            default -> isTag(scanner);
        };
        scanner.setPosition(markup ? start : afterSign);
        return markup ? ParsedInline.none() : ParsedInline.of(new Text("<"), afterSign);
    }

    private static String endOfDeclaration(Scanner scanner) {
        scanner.next();
        return scanner.peek() == '-' ? "-->" : scanner.peek() == '[' ? "]]>" : ">";
    }

    /** Whether the end stands somewhere after this; the scanner then stands behind it. */
    private boolean comes(String end, Scanner scanner) {
        if (notToCome.contains(end)) {
            return false;
        }
        while (scanner.find(end.charAt(0)) >= 0) {
            if (scanner.next(end)) {
                return true;
            }
            scanner.next();
        }
        notToCome.add(end);
        return false;
    }

    private static boolean isTag(Scanner scanner) {
        boolean quoted = false;
        for (int length = 0; length < LONGEST_TAG && scanner.hasNext(); length++) {
            char c = scanner.peek();
            if (c == '>') {
                return true;
            }
            quoted |= c == '"' || c == '\'';
            if (c == '<' && !quoted) {
                return false;
            }
            scanner.next();
        }
        return false;
    }

    static final class Factory implements InlineContentParserFactory {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('<');
        }

        @Override
        public InlineContentParser create() {
            return new LessThan();
        }
    }
}
