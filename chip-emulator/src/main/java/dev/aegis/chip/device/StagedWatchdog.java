package dev.aegis.chip.device;

/// The counter of a watchdog: up to four stages in sequence until it is fed. In flash-boot mode, in
/// which the chip starts, it runs even when it is not enabled, and its first stage resets the chip.
final class StagedWatchdog implements Timed {
    /// The action at the end of a stage, as the registers encode it.
    @FunctionalInterface
    interface Expiry {
        void expired(int action);
    }

    private static final int STAGES = 4;

    private final int flashBootAction;
    private final Expiry expiry;
    private final int[] actions = new int[STAGES];
    private final long[] durations = new long[STAGES];
    private boolean enabled;
    private boolean flashBoot;
    private int stage;
    private long stageEnd = NEVER;

    StagedWatchdog(int flashBootAction, Expiry expiry) {
        this.flashBootAction = flashBootAction;
        this.expiry = expiry;
    }

    void configureStage(int number, int action, long picos) {
        actions[number] = action;
        durations[number] = Math.max(1, picos);
    }

    /// Starts, stops or continues after the configuration changed.
    void configure(boolean nowEnabled, boolean nowFlashBoot, long now) {
        boolean ran = enabled || flashBoot;
        enabled = nowEnabled;
        flashBoot = nowFlashBoot;
        if (!enabled && !flashBoot) {
            stageEnd = NEVER;
        } else if (!ran) {
            feed(now);
        }
    }

    void feed(long now) {
        if (enabled || flashBoot) {
            stage = 0;
            stageEnd = now + durations[0];
        }
    }

    @Override
    public long deadline() {
        return stageEnd;
    }

    @Override
    public void advance(long now) {
        while (stageEnd <= now) {
            int action = flashBoot && stage == 0 ? flashBootAction : actions[stage];
            stage = (stage + 1) % STAGES;
            stageEnd += durations[stage];
            expiry.expired(action);
        }
    }
}
