package dev.aegis.bench;

import dev.aegis.espctl.connect.ConnectListener;
import dev.aegis.espctl.connect.Connector;
import dev.aegis.espctl.connect.MachineSession;
import dev.aegis.espctl.connect.SessionRequest;
import dev.aegis.espctl.control.ControlClient;
import dev.aegis.espctl.settings.Environment;
import dev.aegis.espctl.settings.MachinePins;
import dev.aegis.espctl.settings.UserDirectories;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerEngine;
import dev.aegis.peer.webrtc.WebRtcEngine;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.session.ClientMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// Opens sessions with the build machine, in this process and with the classes of espctl.
final class Sessions implements AutoCloseable {
    private final String target;
    private final ControlClient control;
    private final PeerEngine engine;
    private final Connector connector;

    Sessions(BenchEnvironment bench, String target, Clock clock) {
        BuildSite site = bench.site();
        Path home = bench.folder("connect");
        Environment environment = new Environment(site.userVariables());
        this.target = target;
        control = new ControlClient(site.control().server(), clock);
        engine = WebRtcEngine.onLoopback(home.resolve("native"));
        MachinePins pins = new MachinePins(UserDirectories.of(environment, home), environment, clock);
        connector = new Connector(control, engine, pins, clock, "bench");
    }

    ControlClient control() {
        return control;
    }

    /// Opens a session and ends it.
    ///
    /// @return milliseconds from the call until the channels are open
    double open(ConnectListener listener) throws InterruptedException {
        long start = System.nanoTime();
        MachineSession session = connector.open(
                new SessionRequest(
                        List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE), target, null, null, null, null, null),
                listener);
        double millis = (System.nanoTime() - start) / 1e6;
        try (session) {
            session.send(new ClientMessage.Goodbye("measured"));
        } catch (LinkException lost) {
            throw new BenchException("a session ended when it opened: " + lost.getMessage(), lost);
        }
        return millis;
    }

    @Override
    public void close() {
        engine.close();
        control.close();
    }
}
