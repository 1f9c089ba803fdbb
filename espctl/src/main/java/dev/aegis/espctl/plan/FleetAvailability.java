package dev.aegis.espctl.plan;

import dev.aegis.protocol.control.Preview;
import dev.aegis.protocol.control.QueueStatus;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The build machines that could take a build now, if the build server could be asked.
///
/// @param status `known`, or why nothing is known: `not_configured`, `no_key`, `no_answer`, `refused`, `cannot_say`
/// @param detail a one-sentence summary
/// @param machinesOnline the number of machines online; null if the status is not `known`, as are the following
/// @param machinesAble the number of online machines that could build this
/// @param machines the first of those, starting with the machine of the project's last build
/// @param queued the number of waiting jobs of all users
/// @param queue the position that this build would get
public record FleetAvailability(
        String status,
        String detail,
        @Nullable Integer machinesOnline,
        @Nullable Integer machinesAble,
        List<Preview.CapableMachine> machines,
        @Nullable Integer queued,
        @Nullable QueueStatus queue) {
    private static final int MOST_MACHINES = 5;

    public FleetAvailability {
        machines = List.copyOf(machines);
    }

    /// Returns a result without machines.
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

    static FleetAvailability unknown(Unknown why, String detail) {
        return new FleetAvailability(why.wire(), detail, null, null, List.of(), null, null);
    }

    static FleetAvailability of(Preview preview) {
        return new FleetAvailability(
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
