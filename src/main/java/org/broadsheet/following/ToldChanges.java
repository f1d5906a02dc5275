package org.broadsheet.following;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.broadsheet.receipt.How;
import org.broadsheet.receipt.Medium;
import org.broadsheet.receipt.Recorder;
import org.jspecify.annotations.Nullable;

/** Notes what partners were told of the log: which articles, and which kills. */
@ApplicationScoped
public class ToldChanges {

    private final Recorder recorder;

    ToldChanges(Recorder recorder) {
        this.recorder = recorder;
    }

    /** @param partner null when whoever was told is none: then nothing is noted */
    public void told(@Nullable UUID partner, List<ChangeView> changes, How how, Medium medium) {
        if (partner != null) {
            recorder.fetched(
                    partner,
                    changes.stream()
                            .filter(ChangeView::showsArticle)
                            .map(ChangeView::id)
                            .toList(),
                    how);
            changes.stream().filter(ChangeView::binds).forEach(change -> recorder.told(partner, change.seq(), medium));
        }
    }
}
