package dev.aegis.espctl.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.espctl.connect.ConnectEvent;
import dev.aegis.espctl.remote.BuildEvent;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.peer.LinkPath;
import dev.aegis.protocol.control.QueueStatus;
import dev.aegis.protocol.session.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveBuildTest {
    private static final Terminal PIPE = new Terminal(false, false);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long nanos;

    @Test
    void movesOneBarOnATerminal() {
        LiveBuild live = live(new Terminal(true, true), Screen.Mode.HUMAN);
        live.on(new BuildEvent.PhaseEntered(Phase.COMPILING));
        live.on(new BuildEvent.Logged(line("[12/24] Building C object main.c.obj")));
        live.on(new BuildEvent.StepsDone(12, 24));
        live.on(new BuildEvent.Logged(line("main.c:3: warning: \u001b[31mx\u001b[0m")));
        live.end();

        String shown = shown();
        assertTrue(shown.contains("compiling    [############............] [12/24]"), shown);
        assertFalse(shown.contains("Building C object"), shown);
        assertTrue(shown.contains("\r\u001b[Kmain.c:3: warning: x\n"), shown);
        assertTrue(shown.endsWith("\r\u001b[K"), shown);
    }

    @Test
    void printsEveryLineElsewhereAndNoSignOfABar() {
        LiveBuild live = live(PIPE, Screen.Mode.HUMAN);
        live.on(new BuildEvent.PhaseEntered(Phase.COMPILING));
        live.on(new BuildEvent.Logged(line("[12/24] Building C object main.c.obj")));
        live.on(new BuildEvent.StepsDone(12, 24));
        live.end();

        assertEquals("[12/24] Building C object main.c.obj\n", shown());
    }

    @Test
    void saysNothingWhenOnlyTheAnswerIsWanted() {
        for (Screen.Mode mode : new Screen.Mode[] {Screen.Mode.QUIET, Screen.Mode.JSON}) {
            LiveBuild live = live(new Terminal(true, true), mode);
            live.on(new BuildEvent.PhaseEntered(Phase.COMPILING));
            live.on(new BuildEvent.StepsDone(1, 2));
            live.on(new BuildEvent.Logged(line("x")));
            live.on(new BuildEvent.Downloading("build/x.bin", 1, 2));
            live.end();
        }
        assertEquals("", shown());
    }

    @Test
    void tellsTheRateOfATransfer() {
        LiveBuild live = live(new Terminal(true, false), Screen.Mode.HUMAN);
        live.on(new BuildEvent.Connected("m-1", new LinkPath(false, "host", "host")));
        live.on(new BuildEvent.Downloading("build/x.elf", 1024 * 1024, 4 * 1024 * 1024));
        nanos += 2_000_000_000;
        live.on(new BuildEvent.Downloading("build/x.elf", 3 * 1024 * 1024, 4 * 1024 * 1024));

        assertTrue(shown().contains("3.0 MB of 4.0 MB, 1.0 MB left, 1.0 MB/s, direct  build/x.elf"), shown());
    }

    @Test
    void namesALargeFileWithItsRateWhereThereIsNoBar() {
        LiveBuild live = live(PIPE, Screen.Mode.HUMAN);
        live.on(new BuildEvent.Downloading("build/small.bin", 10, 10));
        live.on(new BuildEvent.Downloading("build/x.elf", 0, 4 * 1024 * 1024));
        nanos += 2_000_000_000;
        live.on(new BuildEvent.Downloading("build/x.elf", 4 * 1024 * 1024, 4 * 1024 * 1024));

        assertEquals("espctl: fetched build/x.elf, 4.0 MB, 2.0 MB/s\n", shown());
    }

    @Test
    void tellsEachPlaceInTheQueueOnce() {
        LiveBuild live = live(PIPE, Screen.Mode.HUMAN);
        live.on(new ConnectEvent.Queued(new QueueStatus(2, 30, "all machines are busy")));
        live.on(new ConnectEvent.Queued(new QueueStatus(2, 30, "all machines are busy")));
        live.on(new ConnectEvent.Queued(new QueueStatus(1, 10, null)));

        assertEquals("""
                espctl: in the queue at position 2, about 30 s: all machines are busy
                espctl: in the queue at position 1, about 10 s
                """, shown());
    }

    @Test
    void everyPhaseThatIsSilentForThreeSecondsSaysWhatItWaitsFor() {
        List<BuildEvent> events = new ArrayList<>(List.of(
                new BuildEvent.Connecting(new ConnectEvent.Queued(new QueueStatus(2, null, "all machines are busy"))),
                new BuildEvent.Connecting(new ConnectEvent.Assigned("m-1")),
                new BuildEvent.Connecting(new ConnectEvent.AttemptFailed(1, "no path")),
                new BuildEvent.Connected("m-1", new LinkPath(false, "host", "host")),
                new BuildEvent.UploadBegan(2, 100),
                new BuildEvent.Uploaded(50, 100),
                new BuildEvent.Uploaded(100, 100),
                new BuildEvent.StepsDone(3, 9),
                new BuildEvent.ConnectionLost("closed"),
                new BuildEvent.Reattached(),
                new BuildEvent.Downloading("build/x.elf", 1, 2)));
        for (Phase each : Phase.values()) {
            events.add(new BuildEvent.PhaseEntered(each));
        }
        for (Terminal terminal : List.of(PIPE, new Terminal(true, false))) {
            LiveBuild live = live(terminal, Screen.Mode.HUMAN);
            for (BuildEvent event : events) {
                live.on(event);
                nanos += 2_900_000_000L;
                err.reset();
                live.tick();
                assertEquals("", shown(), event.toString());
                nanos += 200_000_000L;
                live.tick();
                assertTrue(shown().contains(": waiting 3 s for "), event + ": " + shown());
            }
        }
    }

    @Test
    void reportsALongWaitAgainButNotAtEachLook() {
        LiveBuild live = live(PIPE, Screen.Mode.HUMAN);
        live.on(new ConnectEvent.Queued(new QueueStatus(2, null, "all machines are busy")));
        err.reset();
        for (int second = 0; second < 40; second++) {
            nanos += 1_000_000_000L;
            live.tick();
        }

        assertEquals("""
                espctl: queued: waiting 3 s for a free machine, at position 2: all machines are busy
                espctl: queued: waiting 33 s for a free machine, at position 2: all machines are busy
                """, shown());
    }

    private LiveBuild live(Terminal terminal, Screen.Mode mode) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new LiveBuild(new Screen(stream, stream, mode, terminal), () -> nanos);
    }

    private static LogLine line(String text) {
        return new LogLine(1, 0, "stdout", text);
    }

    private String shown() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
