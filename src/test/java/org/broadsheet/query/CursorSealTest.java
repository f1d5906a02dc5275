package org.broadsheet.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.broadsheet.problem.Refusal;

class CursorSealTest {

    private final CursorSeal seal = new CursorSeal(new byte[] {1, 2, 3});

    @Provide
    Arbitrary<Cursor> cursors() {
        Arbitrary<String> keys =
                Arbitraries.strings().excludeChars('\u001f').ofMaxLength(40).filter(CursorSealTest::isText);
        return Combinators.combine(
                        Arbitraries.of(true, false), keys.list().ofMinSize(1).ofMaxSize(4))
                .as(Cursor::new);
    }

    /** Lone surrogates are no text: they can't be in a database's column either. */
    private static boolean isText(String text) {
        return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Property
    void whatWasSealedOpensAgain(@ForAll("cursors") Cursor cursor, @ForAll String query) {
        assertThat(seal.open(seal.seal(cursor, query), query)).isEqualTo(cursor);
    }

    @Property
    void anyChangeOfATokenIsRefused(
            @ForAll("cursors") Cursor cursor, @ForAll int place, @ForAll("tokenLetters") char letter) {
        String token = seal.seal(cursor, "q");
        int at = Math.floorMod(place, token.length());
        String changed = token.substring(0, at) + letter + token.substring(at + 1);
        if (!changed.equals(token)) {
            assertThatThrownBy(() -> seal.open(changed, "q")).isInstanceOf(Refusal.Invalid.class);
        }
    }

    @Provide
    Arbitrary<Character> tokenLetters() {
        return Arbitraries.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
                .chars()
                .mapToObj(c -> (char) c)
                .toList());
    }

    @Property
    void anyOtherTextIsRefused(@ForAll String text) {
        assertThatThrownBy(() -> seal.open(text, "q")).isInstanceOf(Refusal.Invalid.class);
    }

    @Property
    void tokenOfAnotherQueryIsRefused(@ForAll("cursors") Cursor cursor, @ForAll String one, @ForAll String other) {
        if (!one.equals(other)) {
            assertThatThrownBy(() -> seal.open(seal.seal(cursor, one), other)).isInstanceOf(Refusal.Invalid.class);
        }
    }

    @Property(tries = 1)
    void tokenOfAnotherSecretIsRefused() {
        String token = new CursorSeal(new byte[] {4}).seal(new Cursor(false, List.of("a")), "q");

        assertThatThrownBy(() -> seal.open(token, "q")).isInstanceOf(Refusal.Invalid.class);
    }
}
