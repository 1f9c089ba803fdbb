package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;

/// Sends the data frames of one blob and counts their bytes.
final class DataFrameWriter {
    private final PeerChannel channel;
    private long sent;

    DataFrameWriter(PeerChannel channel) {
        this.channel = channel;
    }

    void send(byte[] content, int offset, int length) throws LinkException, InterruptedException {
        channel.sendData(content, offset, length);
        sent += length;
    }

    long sent() {
        return sent;
    }
}
