package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Content out of one zlib stream. A few bytes can inflate to gigabytes, so no more is taken out
/// than was announced and one byte that shows that there is more.
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
                // goes on until the frame has given all that it holds
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
            throw BlobReceiver.corrupt("more came than the " + wanted + " bytes that were announced");
        }
        if (count == 0 && inflater.needsDictionary()) {
            throw BlobReceiver.corrupt("the zlib stream wants a dictionary");
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
