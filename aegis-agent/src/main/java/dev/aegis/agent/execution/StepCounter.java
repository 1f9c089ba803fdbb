package dev.aegis.agent.execution;

/// Keeps ninja's `[done/total]` of the application apart from those of builds inside it. The bootloader
/// is such a build, runs at the same time, and its lines stand between the others with a counter of
/// their own that begins at 1.
final class StepCounter {
    private int mainDone;
    private int mainTotal;
    private int innerDone;
    private int innerTotal;

    void reset() {
        mainDone = 0;
        mainTotal = 0;
        innerDone = 0;
        innerTotal = 0;
    }

    /// Whether a counter is the application's. ninja may change its total while it runs, so the total
    /// alone does not say.
    boolean isMain(int done, int total) {
        boolean main = mainTotal == 0 || !isInner(done, total);
        if (main) {
            mainDone = done;
            mainTotal = total;
        } else {
            innerDone = done;
            innerTotal = total;
        }
        return main;
    }

    private boolean isInner(int done, int total) {
        if (total == mainTotal && done > mainDone) {
            return false;
        }
        boolean continues = innerTotal > 0 && total == innerTotal && done > innerDone;
        return done <= 1 || continues || done <= mainDone;
    }
}
