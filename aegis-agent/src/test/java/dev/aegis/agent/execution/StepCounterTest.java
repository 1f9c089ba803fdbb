package dev.aegis.agent.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepCounterTest {
    private final StepCounter counter = new StepCounter();

    @Test
    void keepsTheBootloadersStepsApart() throws IOException {
        assertTrue(counter.isMain(0, 40));
        assertFalse(counter.isMain(1, 11));
        assertFalse(counter.isMain(2, 11));
        assertTrue(counter.isMain(1, 40));
        assertFalse(counter.isMain(11, 11));
        assertTrue(counter.isMain(2, 40));
        assertTrue(counter.isMain(40, 40));
    }

    @Test
    void staysWithTheApplicationWhenItsTotalChanges() {
        assertTrue(counter.isMain(1, 933));
        assertTrue(counter.isMain(2, 930));
        assertTrue(counter.isMain(3, 930));
    }

    @Test
    void resetsForTheNextCommand() {
        assertTrue(counter.isMain(5, 5));
        counter.reset();
        assertEquals(List.of(true, true), List.of(counter.isMain(1, 3), counter.isMain(2, 3)));
    }
}
