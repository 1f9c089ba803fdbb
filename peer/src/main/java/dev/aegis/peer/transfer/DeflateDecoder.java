package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The decoder of one zlib stream (RFC 1950). A few bytes can inflate to gigabytes, so it inflates at
/// most the announced size and one byte that shows that there is more.
final class DeflateDecoder implements BlobDecoder {
    private final PartialFile file;
    private final long wanted;
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[64 * 1024];
    private long unpacked;

    DeflateDecoder(PartialFile file, long wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    @Override
    public void unpack(byte[] frame) throws IOException, LinkException {
        inflater.setInput(frame);
        try {
            while (!inflater.finished() && take() > 0) {
                // until the frame is used up
            }
        } catch (DataFormatException broken) {
            throw BlobReceiver.corrupt("it is not a zlib stream");
        }
        if (inflater.getRemaining() > 0 || (inflater.finished() && unpacked < wanted)) {
            throw BlobReceiver.corrupt("the zlib stream ends after " + unpacked + " of " + wanted + " bytes");
        }
    }

    private int take() throws IOException, LinkException, DataFormatException {
        int most = (int) Math.min(buffer.length, wanted - unpacked + 1);
        int count = inflater.inflate(buffer, 0, most);
        if (count > wanted - unpacked) {
            throw BlobReceiver.corrupt("it has more than the " + wanted + " bytes that were announced");
        }
        if (count == 0 && inflater.needsDictionary()) {
            throw BlobReceiver.corrupt("the zlib stream needs a dictionary");
        }
        file.append(buffer, count);
        unpacked += count;
        return count;
    }

    @Override
    public long unpacked() {
        return unpacked;
    }

    @Override
    public boolean isWhole() {
        return unpacked == wanted && (wanted == 0 || inflater.finished());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
