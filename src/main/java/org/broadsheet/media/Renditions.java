package org.broadsheet.media;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sizes in which an image service offers every picture. */
@ConfigMapping(prefix = "broadsheet.media")
public interface Renditions {

    /**
     * The address of a picture at a width: {@code {url}} stands for the original's address, percent-encoded,
     * {@code {width}} for the width in pixels. Without one, pictures have no renditions.
     */
    Optional<String> renditionTemplate();

    /** The widths offered, in pixels. */
    @WithDefault("320,640,1280,1920")
    List<Integer> widths();

    /** The renditions of a picture, none wider than the original. */
    default List<MediaView.Rendition> of(String url, @Nullable Integer width, @Nullable Integer height) {
        return renditionTemplate().stream()
                .flatMap(template -> widths().stream()
                        .filter(w -> width == null || w < width)
                        .map(w -> new MediaView.Rendition(
                                template.replace("{url}", URLEncoder.encode(url, StandardCharsets.UTF_8))
                                        .replace("{width}", Integer.toString(w)),
                                w,
                                width == null || height == null || width == 0
                                        ? null
                                        : Math.round((float) w * height / width))))
                .toList();
    }
}
