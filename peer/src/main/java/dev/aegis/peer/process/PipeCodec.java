package dev.aegis.peer.process;

import dev.aegis.peer.LinkPath;
import dev.aegis.peer.LinkSettings;
import dev.aegis.peer.PeerLink;
import dev.aegis.peer.process.PipeMessage.Verb;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Fingerprint;
import dev.aegis.protocol.WireJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The encoding of `PipeMessage`: one byte for the kind, four for the link, then the fields.
final class PipeCodec {
    private PipeCodec() {}

    static byte[] bytes(PipeMessage message) {
        var buffer = new ByteArrayOutputStream();
        var out = new DataOutputStream(buffer);
        try {
            out.writeByte(kind(message));
            out.writeInt(message.link());
            write(out, message);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return buffer.toByteArray();
    }

    private static int kind(PipeMessage message) {
        return switch (message) {
            case PipeMessage.Open _ -> 1;
            case PipeMessage.Request _ -> 2;
            case PipeMessage.Answer _ -> 3;
            case PipeMessage.Failed _ -> 4;
            case PipeMessage.Candidate _ -> 5;
            case PipeMessage.Frame _ -> 6;
            case PipeMessage.Sent _ -> 7;
            case PipeMessage.ChannelOpened _ -> 8;
            case PipeMessage.ChannelClosed _ -> 9;
            case PipeMessage.CloseChannel _ -> 10;
            case PipeMessage.Connected _ -> 11;
            case PipeMessage.Ended _ -> 12;
            case PipeMessage.Close _ -> 13;
            case PipeMessage.Closed _ -> 14;
        };
    }

    private static void write(DataOutputStream out, PipeMessage message) throws IOException {
        switch (message) {
            case PipeMessage.Open open -> writeBytes(out, WireJson.bytes(open.settings()));
            case PipeMessage.Request request -> {
                out.writeInt(request.number());
                out.writeUTF(request.verb().name());
                writeText(out, request.text());
            }
            case PipeMessage.Answer answer -> {
                out.writeInt(answer.number());
                writeText(out, answer.text());
            }
            case PipeMessage.Failed failed -> {
                out.writeInt(failed.number());
                writeText(out, failed.code());
                writeText(out, failed.sentence());
            }
            case PipeMessage.Candidate candidate -> {
                writeText(out, candidate.candidate());
                writeText(out, candidate.sdpMid());
                out.writeInt(candidate.sdpMlineIndex());
            }
            case PipeMessage.Frame frame -> {
                out.writeUTF(frame.channel().name());
                writeBytes(out, frame.content());
            }
            case PipeMessage.Sent sent -> {
                out.writeUTF(sent.channel().name());
                out.writeInt(sent.bytes());
            }
            case PipeMessage.ChannelOpened opened ->
                out.writeUTF(opened.channel().name());
            case PipeMessage.ChannelClosed closed ->
                out.writeUTF(closed.channel().name());
            case PipeMessage.CloseChannel close -> out.writeUTF(close.channel().name());
            case PipeMessage.Connected connected -> write(out, connected.connected());
            case PipeMessage.Ended ended -> {
                writeText(out, ended.code());
                writeText(out, ended.sentence());
            }
            case PipeMessage.Close _, PipeMessage.Closed _ -> {}
        }
    }

    private static void write(DataOutputStream out, PeerLink.Connected connected) throws IOException {
        writeText(out, connected.peer().text());
        out.writeBoolean(connected.path().relayed());
        writeText(out, connected.path().local());
        writeText(out, connected.path().remote());
    }

    static PipeMessage read(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        int kind = in.readByte();
        int link = in.readInt();
        return switch (kind) {
            case 1 -> new PipeMessage.Open(link, WireJson.readStrict(readBytes(in), LinkSettings.class));
            case 2 -> new PipeMessage.Request(link, in.readInt(), Verb.valueOf(in.readUTF()), text(in));
            case 3 -> new PipeMessage.Answer(link, in.readInt(), text(in));
            case 4 -> new PipeMessage.Failed(link, in.readInt(), text(in), text(in));
            case 5 -> new PipeMessage.Candidate(link, readText(in), readText(in), in.readInt());
            case 6 -> new PipeMessage.Frame(link, channel(in), readBytes(in));
            case 7 -> new PipeMessage.Sent(link, channel(in), in.readInt());
            case 8 -> new PipeMessage.ChannelOpened(link, channel(in));
            case 9 -> new PipeMessage.ChannelClosed(link, channel(in));
            case 10 -> new PipeMessage.CloseChannel(link, channel(in));
            case 11 -> new PipeMessage.Connected(link, connected(in));
            case 12 -> new PipeMessage.Ended(link, text(in), text(in));
            case 13 -> new PipeMessage.Close(link);
            case 14 -> new PipeMessage.Closed(link);
            default -> throw new IOException("a message of unknown kind " + kind);
        };
    }

    private static PeerLink.Connected connected(DataInputStream in) throws IOException {
        var peer = new Fingerprint(text(in));
        return new PeerLink.Connected(peer, new LinkPath(in.readBoolean(), text(in), text(in)));
    }

    private static ChannelName channel(DataInputStream in) throws IOException {
        return ChannelName.valueOf(in.readUTF());
    }

    private static void writeBytes(DataOutputStream out, byte[] content) throws IOException {
        out.writeInt(content.length);
        out.write(content);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
        } else {
            writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String text(DataInputStream in) throws IOException {
        String text = readText(in);
        if (text == null) {
            throw new IOException("a text is missing");
        }
        return text;
    }
}
