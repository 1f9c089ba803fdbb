package dev.aegis.espctl.process;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.webrtc.WebRtcEngine;
import java.nio.file.Path;

/// Loads and starts the WebRTC library and prints the failure, if any, on one line. Runs in a process of its own,
/// because broken native code can crash the process.
public final class WebRtcSelfTest {
    private WebRtcSelfTest() {}

    /// @param arguments where the library is unpacked
    public static void main(String[] arguments) {
        int exit = 0;
        try (WebRtcEngine engine = WebRtcEngine.create(Path.of(arguments[0]))) {
            engine.prepare();
        } catch (LinkException unusable) {
            System.out.println(unusable.code() + "\t" + unusable.getMessage());
            System.out.flush();
            exit = 1;
        }
        // The library's threads would keep the process alive.
        System.exit(exit);
    }
}
