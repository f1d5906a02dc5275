package org.broadsheet.body;

import java.util.List;
import java.util.stream.Stream;

/** Takes the pictures out of a body, for readers who have no right to them. */
public final class Pictures {

    private Pictures() {}

    /** The same body without images, galleries, stills of videos, and markup in which there could be any of them. */
    public static Body without(Body body) {
        return Body.of(blocks(body.blocks()));
    }

    private static List<Block> blocks(List<Block> blocks) {
        return blocks.stream().flatMap(Pictures::block).toList();
    }

    private static Stream<Block> block(Block block) {
        return switch (block) {
            case Block.Image image -> Stream.empty();
            case Block.Gallery gallery -> Stream.empty();
            case Block.Html html -> Stream.empty();
            case Block.Video video ->
                Stream.of(new Block.Video(video.url(), null, video.caption(), video.credit(), video.durationSeconds()));
            case Block.FactBox box -> Stream.of(new Block.FactBox(box.title(), blocks(box.blocks())));
            case Block.Paragraph same -> Stream.of(same);
            case Block.Heading same -> Stream.of(same);
            case Block.ListBlock same -> Stream.of(same);
            case Block.Quote same -> Stream.of(same);
            case Block.PullQuote same -> Stream.of(same);
            case Block.Audio same -> Stream.of(same);
            case Block.Embed same -> Stream.of(same);
            case Block.Table same -> Stream.of(same);
            case Block.Code same -> Stream.of(same);
            case Block.Divider same -> Stream.of(same);
        };
    }
}
