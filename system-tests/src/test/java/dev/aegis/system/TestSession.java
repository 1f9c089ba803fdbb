package dev.aegis.system;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.transfer.BlobReceiver;
import dev.aegis.peer.transfer.BlobSender;
import dev.aegis.peer.transfer.TransferProgress;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.MachineOptions;
import dev.aegis.protocol.session.Profile;
import dev.aegis.protocol.session.ProjectFile;
import dev.aegis.protocol.session.TaskEvent;
import dev.aegis.testkit.ExampleProject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;

/// The client's side of an open session.
final class TestSession implements AutoCloseable {
    static final String PROJECT = "project";

    private final PeerLink link;
    private final PeerChannel channel;
    private final String agentId;

    private TestSession(PeerLink link, PeerChannel channel, String agentId) {
        this.link = link;
        this.channel = channel;
        this.agentId = agentId;
    }

    static TestSession start(PeerLink link, String agentId) throws Exception {
        TestSession session = new TestSession(link, link.channel(ChannelName.ESPCTL), agentId);
        session.send(new ClientMessage.Hello(List.of(1), "system-tests", 4 << 20));
        MachineMessage.Welcome welcome = session.receive(MachineMessage.Welcome.class);
        for (ChannelName name : List.of(ChannelName.ESPCTL, ChannelName.FIRMWARE)) {
            link.channel(name).allowWindow(welcome.maxWindowBytes());
        }
        return session;
    }

    String agentId() {
        return agentId;
    }

    PeerLink link() {
        return link;
    }

    void send(ClientMessage message) throws LinkException, InterruptedException {
        channel.sendMessage(WireJson.bytes(message));
    }

    <T extends MachineMessage> T receive(Class<T> type) throws InterruptedException {
        if (!(channel.receive() instanceof Received.Message message)) {
            throw new AssertionError("expected " + type.getSimpleName() + ", but the channel ended");
        }
        MachineMessage received = WireJson.read(message.content(), MachineMessage.class);
        if (!type.isInstance(received)) {
            throw new AssertionError("expected " + type.getSimpleName() + ", received " + received);
        }
        return type.cast(received);
    }

    /// Uploads the files of a project that the machine does not have.
    ///
    /// @param replacements contents that replace those of the project, by path
    MachineMessage.SyncDone sync(ExampleProject project, Map<String, String> replacements) throws Exception {
        SortedMap<String, byte[]> contents = project.files();
        replacements.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
        Path copies = Files.createTempDirectory("sync");
        Map<Digest, Path> blobs = new LinkedHashMap<>();
        List<ProjectFile> files = new ArrayList<>();
        for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
            byte[] content = entry.getValue();
            Digest digest = Digest.of(content);
            blobs.put(digest, Files.write(copies.resolve(digest.hex()), content));
            files.add(ProjectFile.file(entry.getKey(), content.length, digest, false));
        }
        send(new ClientMessage.Sync(PROJECT, files));
        for (MachineMessage.SyncNeed.Missing missing :
                receive(MachineMessage.SyncNeed.class).missing()) {
            upload(missing, blobs.getOrDefault(missing.sha256(), copies));
        }
        return receive(MachineMessage.SyncDone.class);
    }

    private void upload(MachineMessage.SyncNeed.Missing missing, Path file) throws Exception {
        BlobSender.send(
                channel,
                file,
                missing.sha256(),
                Files.size(file),
                missing.offset(),
                blob -> WireJson.bytes(new ClientMessage.Upload(blob)),
                TransferProgress.NONE);
    }

    void build(String taskId) throws Exception {
        send(new ClientMessage.Build(
                taskId, PROJECT, "esp32c3", Profile.DEBUG, null, List.of(), MachineOptions.DEFAULT));
        receive(MachineMessage.Accepted.class);
    }

    static boolean isTick(TaskEvent event) {
        return event instanceof TaskEvent.Log log && log.text().contains("tick");
    }

    /// Receives events up to and including the first one that matches.
    List<TaskEvent> eventsUntil(Predicate<TaskEvent> last) throws InterruptedException {
        List<TaskEvent> events = new ArrayList<>();
        while (true) {
            for (TaskEvent event : receive(MachineMessage.Events.class).events()) {
                events.add(event);
                if (last.test(event)) {
                    return events;
                }
            }
        }
    }

    TaskEvent.Finished finished() throws InterruptedException {
        return (TaskEvent.Finished)
                eventsUntil(TaskEvent.Finished.class::isInstance).getLast();
    }

    /// Downloads an artifact.
    byte[] fetch(String taskId, Digest sha256) throws Exception {
        PeerChannel firmware = link.channel(ChannelName.FIRMWARE);
        firmware.sendMessage(WireJson.bytes(new ClientMessage.Fetch(taskId, sha256, 0)));
        if (!(firmware.receive() instanceof Received.Message message)) {
            throw new AssertionError("no answer to fetch");
        }
        if (!(WireJson.read(message.content(), MachineMessage.class) instanceof MachineMessage.Download download)) {
            throw new AssertionError("fetch was answered by " + new String(message.content(), StandardCharsets.UTF_8));
        }
        Path folder = Files.createTempDirectory("fetch");
        Path file = folder.resolve("artifact");
        BlobReceiver.receive(firmware, download.blob(), folder.resolve("partial"), file, TransferProgress.NONE);
        return Files.readAllBytes(file);
    }

    /// Closes the link without a goodbye, as a client does that loses its network.
    void vanish() {
        link.close();
    }

    @Override
    public void close() throws Exception {
        try {
            send(new ClientMessage.Goodbye("done"));
        } catch (LinkException gone) {
            // The session has ended already.
        }
        link.close();
    }
}
