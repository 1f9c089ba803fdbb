package dev.aegis.agent.execution;

/// Separates ninja's `[done/total]` of the application from those of inner builds. The bootloader is an inner build: it
/// runs at the same time, and its lines have a counter that starts at 1.
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

    /// Whether a counter is the application's. The total alone does not show it, because ninja may change it.
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
