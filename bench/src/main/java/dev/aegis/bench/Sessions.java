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

/// Sessions with the build machine, opened in this process with what espctl opens them with.
final class Sessions implements AutoCloseable {
    private final String target;
    private final ControlClient control;
    private final PeerEngine engine;
    private final Connector connector;

    Sessions(Ground ground, String target, Clock clock) {
        BuildSite site = ground.site();
        Path home = ground.folder("connect");
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

    /// Opens one and leaves it again.
    ///
    /// @return milliseconds from the wish to open channels
    double open(ConnectListener listener) throws InterruptedException {
        long asked = System.nanoTime();
        MachineSession session = connector.open(
                new SessionRequest(
                        List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE), target, null, null, null, null, null),
                listener);
        double millis = (System.nanoTime() - asked) / 1e6;
        try (session) {
            session.send(new ClientMessage.Goodbye("measured"));
        } catch (LinkException lost) {
            throw new BenchException("a session broke at once: " + lost.getMessage(), lost);
        }
        return millis;
    }

    @Override
    public void close() {
        engine.close();
        control.close();
    }
}
