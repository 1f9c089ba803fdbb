package dev.aegis.peer.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.peer.LinkPair;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramEndTest {
    @TempDir
    Path cache;

    @Test
    void programThatUsedLinksPrintsOnlyItsOwnOutput() throws Exception {
        ChildJvm child = ChildJvm.start(ReturningMain.class, List.of(), List.of(cache.toString(), "return"));
        assertEquals("done\n", child.output());
        assertEquals(0, child.exitStatus());
    }

    @Test
    void programMayExitWithoutClosingAnything() throws Exception {
        ChildJvm child = ChildJvm.start(ReturningMain.class, List.of(), List.of(cache.toString(), "exit"));
        assertEquals("done\n", child.output());
        assertEquals(3, child.exitStatus());
    }

    /// Connects two links, prints a line, and exits in the given way.
    public static final class ReturningMain {
        private ReturningMain() {}

        public static void main(String[] arguments) throws Exception {
            var engine = WebRtcEngine.onLoopback(Path.of(arguments[0]));
            LinkPair pair = LinkPair.connected(engine, engine);
            System.out.println("done");
            if (arguments[1].equals("exit")) {
                System.exit(3);
            }
            pair.close();
            engine.close();
        }
    }
}
