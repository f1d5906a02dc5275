package org.broadsheet.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What readers get who have no right to pictures. */
class PicturesTest {

    @Provide
    Arbitrary<Body> bodies() {
        return Bodies.any();
    }

    @Property
    void noPictureIsLeftAndNothingElseIsGone(@ForAll("bodies") Body body) {
        Body without = Pictures.without(body);
        assertThat(all(without.blocks()))
                .noneMatch(block -> block instanceof Block.Image
                        || block instanceof Block.Gallery
                        || block instanceof Block.Html
                        || (block instanceof Block.Video video && video.posterUrl() != null));
        assertThat(all(without.blocks()).filter(PicturesTest::isOfText))
                .containsExactlyElementsOf(
                        all(body.blocks()).filter(PicturesTest::isOfText).toList());
    }

    private static Stream<Block> all(List<Block> blocks) {
        return blocks.stream()
                .flatMap(block -> block instanceof Block.FactBox box ? all(box.blocks()) : Stream.of(block));
    }

    private static boolean isOfText(Block block) {
        return !(block instanceof Block.Image
                || block instanceof Block.Gallery
                || block instanceof Block.Html
                || block instanceof Block.Video);
    }
}
