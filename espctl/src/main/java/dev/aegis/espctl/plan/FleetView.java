package dev.aegis.espctl.plan;

import dev.aegis.protocol.control.Preview;
import dev.aegis.protocol.control.QueueStatus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the build machines would do for a build now, as far as the build server could be asked.
///
/// @param status `known`, or why nothing is known: `not_configured`, `no_key`, `no_answer`, `refused`, `cannot_say`
/// @param detail one sentence that says it all
/// @param machinesOnline absent when nothing is known, like all that follows
/// @param machinesAble how many of them could build this
/// @param machines the first of those, the one with the project's last build before the others
/// @param queued jobs of anybody that wait
/// @param queue where this build would stand
public record FleetView(
        String status,
        String detail,
        @Nullable Integer machinesOnline,
        @Nullable Integer machinesAble,
        List<Preview.CapableMachine> machines,
        @Nullable Integer queued,
        @Nullable QueueStatus queue) {
    private static final int MOST_MACHINES = 5;

    public FleetView {
        machines = List.copyOf(machines);
    }

    /// Why nothing is known.
    enum Unknown {
        NOT_CONFIGURED,
        NO_KEY,
        NO_ANSWER,
        REFUSED,
        CANNOT_SAY;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static FleetView unknown(Unknown why, String detail) {
        return new FleetView(why.wire(), detail, null, null, List.of(), null, null);
    }

    static FleetView of(Preview preview) {
        return new FleetView(
                "known",
                sentence(preview),
                preview.machinesOnline(),
                preview.machinesAble(),
                preview.machines().stream().limit(MOST_MACHINES).toList(),
                preview.queued(),
                preview.queue());
    }

    private static String sentence(Preview preview) {
        QueueStatus queue = preview.queue();
        if (preview.machinesAble() == 0) {
            return queue.reason() == null ? "no machine can build this" : queue.reason();
        }
        String able = preview.machinesAble() + " of " + preview.machinesOnline() + " online could build this";
        if (queue.position() == 0) {
            return able + ", one at once";
        }
        return able + "; it would wait at position " + queue.position()
                + (queue.estimatedWaitSecs() == null ? "" : ", about " + queue.estimatedWaitSecs() + " s")
                + (queue.reason() == null ? "" : ": " + queue.reason());
    }
}
