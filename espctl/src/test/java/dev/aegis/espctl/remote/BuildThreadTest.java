package dev.aegis.espctl.remote;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BuildThreadTest {
    @Test
    void interruptsARunningBuild() {
        BuildThread build = new BuildThread();

        build.interrupt();

        assertTrue(Thread.interrupted());
    }

    @Test
    void leavesTheNextBuildOfTheThreadAlone() {
        BuildThread build = new BuildThread();
        build.end();

        build.interrupt();

        assertFalse(Thread.interrupted());
    }

    @Test
    void clearsAnInterruptionThatCameTooLate() {
        BuildThread build = new BuildThread();
        build.interrupt();

        build.end();

        assertFalse(Thread.interrupted());
    }

    @Test
    void keepsTheInterruptionOfAnother() {
        BuildThread build = new BuildThread();
        Thread.currentThread().interrupt();

        build.end();

        assertTrue(Thread.interrupted());
    }
}
