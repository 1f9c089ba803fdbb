package dev.aegis.agent.session;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.PeerLink;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Blob;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.ProjectFile;
import dev.aegis.protocol.session.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The client's side of one session, message by message.
final class SessionClient {
    private final PeerLink link;
    private final PeerChannel espctl;
    private final Future<SessionEnd> end;

    SessionClient(PeerLink link, Future<SessionEnd> end) throws LinkException {
        this.link = link;
        this.espctl = link.channel(ChannelName.ESPCTL);
        this.end = end;
    }

    MachineMessage.Welcome greet() throws Exception {
        send(new ClientMessage.Hello(List.of(1), "test", 1 << 20));
        return receive(MachineMessage.Welcome.class);
    }

    void send(ClientMessage message) throws Exception {
        sendRaw(WireJson.text(message));
    }

    void sendRaw(String json) throws Exception {
        espctl.sendMessage(json.getBytes(StandardCharsets.UTF_8));
    }

    void data(byte[] content) throws Exception {
        espctl.sendData(content, 0, content.length);
    }

    void close() {
        link.close();
    }

    <T extends MachineMessage> T receive(Class<T> type) throws Exception {
        return received(espctl, type);
    }

    /// Skips messages of other types.
    <T extends MachineMessage> T next(Class<T> type) throws Exception {
        MachineMessage received = receive(MachineMessage.class);
        while (!type.isInstance(received)) {
            received = receive(MachineMessage.class);
        }
        return type.cast(received);
    }

    MachineMessage.Failure failure(String code) throws Exception {
        MachineMessage.Failure failure = receive(MachineMessage.Failure.class);
        if (!failure.code().equals(code)) {
            throw new AssertionError("expected the failure " + code + ", received " + failure);
        }
        return failure;
    }

    private static <T extends MachineMessage> T received(PeerChannel channel, Class<T> type) throws Exception {
        if (!(channel.receive() instanceof Received.Message message)) {
            throw new AssertionError("expected " + type.getSimpleName() + ", but the channel ended");
        }
        MachineMessage received = WireJson.read(message.content(), MachineMessage.class);
        if (!type.isInstance(received)) {
            throw new AssertionError("expected " + type.getSimpleName() + ", received " + received);
        }
        return type.cast(received);
    }

    /// Returns the result of the session on the machine.
    SessionEnd end() throws Exception {
        return end.get(60, TimeUnit.SECONDS);
    }

    List<MachineMessage.SyncNeed.Missing> announce(Map<String, String> files) throws Exception {
        List<ProjectFile> list = new ArrayList<>();
        files.forEach((path, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            list.add(ProjectFile.file(path, bytes.length, Digest.of(bytes), false));
        });
        send(new ClientMessage.Sync("project", list));
        return receive(MachineMessage.SyncNeed.class).missing();
    }

    MachineMessage.SyncDone sync(Map<String, String> files) throws Exception {
        Map<Digest, byte[]> contents = new HashMap<>();
        files.values().forEach(text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            contents.put(Digest.of(bytes), bytes);
        });
        for (MachineMessage.SyncNeed.Missing missing : announce(files)) {
            upload(contents.getOrDefault(missing.sha256(), new byte[0]));
        }
        return receive(MachineMessage.SyncDone.class);
    }

    void upload(byte[] content) throws Exception {
        send(new ClientMessage.Upload(new Blob(Digest.of(content), content.length, 0, Blob.Encoding.IDENTITY)));
        data(content);
    }

    void build(String taskId, String target) throws Exception {
        build(taskId, target, MachineOptions.DEFAULT);
    }

    void build(String taskId, String target, MachineOptions options) throws Exception {
        send(new ClientMessage.Build(taskId, "project", target, Profile.DEBUG, null, List.of(), options));
    }

    /// Events up to the first log line with this text.
    List<TaskEvent> eventsUntilLine(String text) throws Exception {
        List<TaskEvent> events = new ArrayList<>();
        while (true) {
            for (TaskEvent event : receive(MachineMessage.Events.class).events()) {
                events.add(event);
                if (event instanceof TaskEvent.Log log && log.text().contains(text)) {
                    return events;
                }
            }
        }
    }

    TaskEvent.Finished finished() throws Exception {
        while (true) {
            for (TaskEvent event : receive(MachineMessage.Events.class).events()) {
                if (event instanceof TaskEvent.Finished finished) {
                    return finished;
                }
            }
        }
    }

    void sendFirmware(ClientMessage message) throws Exception {
        link.channel(ChannelName.FIRMWARE).sendMessage(WireJson.bytes(message));
    }

    <T extends MachineMessage> T receiveFirmware(Class<T> type) throws Exception {
        return received(link.channel(ChannelName.FIRMWARE), type);
    }

    /// The data frames of a download that is not packed.
    byte[] firmwareData(long length) throws Exception {
        byte[] all = new byte[(int) length];
        int at = 0;
        while (at < length && link.channel(ChannelName.FIRMWARE).receive() instanceof Received.Data data) {
            System.arraycopy(data.content(), 0, all, at, data.content().length);
            at += data.content().length;
        }
        return all;
    }
}
