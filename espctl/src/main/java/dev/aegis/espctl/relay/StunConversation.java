package dev.aegis.espctl.relay;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// An exchange of requests and answers over UDP or a stream, with a deadline.
sealed interface StunConversation extends Closeable {
    /// @throws SocketTimeoutException if no answer arrives before the deadline
    StunMessage ask(StunRequest request) throws IOException;

    /// @param address resolved
    /// @param deadline by `System.nanoTime`
    static StunConversation with(RelayUrl url, InetSocketAddress address, long deadline) throws IOException {
        return url.overTcp() ? OverStream.open(url, address, deadline) : OverUdp.open(address, deadline);
    }

    private static int millisLeft(long deadline) throws SocketTimeoutException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("the time is over");
        }
        return (int) left;
    }

    /// UDP loses packets: a request is sent again after 0.25 s, 0.5 s and so on.
    record OverUdp(DatagramSocket socket, long deadline) implements StunConversation {
        private static final int FIRST_WAIT_MS = 250;

        static OverUdp open(InetSocketAddress address, long deadline) throws IOException {
            DatagramSocket socket = new DatagramSocket();
            try {
                socket.connect(address);
                return new OverUdp(socket, deadline);
            } catch (IOException | RuntimeException failed) {
                socket.close();
                throw failed;
            }
        }

        @Override
        public StunMessage ask(StunRequest request) throws IOException {
            byte[] bytes = request.bytes();
            for (int wait = FIRST_WAIT_MS; ; wait *= 2) {
                socket.send(new DatagramPacket(bytes, bytes.length));
                try {
                    return answer(request, Math.min(wait, millisLeft(deadline)));
                } catch (SocketTimeoutException lost) {
                    millisLeft(deadline);
                }
            }
        }

        private StunMessage answer(StunRequest request, int waitMs) throws IOException {
            long end = System.nanoTime() + waitMs * 1_000_000L;
            byte[] buffer = new byte[2048];
            while (true) {
                socket.setSoTimeout(millisLeft(end));
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                StunMessage message = StunMessage.read(buffer, packet.getLength());
                if (message != null && message.answers(request.method(), request.transaction())) {
                    return message;
                }
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /// @param socket a connected socket, with TLS if the URL requires it
    record OverStream(Socket socket, long deadline) implements StunConversation {
        static OverStream open(RelayUrl url, InetSocketAddress address, long deadline) throws IOException {
            Socket socket = new Socket();
            try {
                socket.connect(address, millisLeft(deadline));
                return new OverStream(url.secure() ? tls(socket, url, deadline) : socket, deadline);
            } catch (IOException | RuntimeException failed) {
                socket.close();
                throw failed;
            }
        }

        private static Socket tls(Socket socket, RelayUrl url, long deadline) throws IOException {
            socket.setSoTimeout(millisLeft(deadline));
            SSLSocket secure = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                    .createSocket(socket, url.host(), url.port(), true);
            var parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        }

        @Override
        public StunMessage ask(StunRequest request) throws IOException {
            socket.getOutputStream().write(request.bytes());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            socket.setSoTimeout(millisLeft(deadline));
            byte[] header = in.readNBytes(StunMessage.HEADER_BYTES);
            if (header.length < StunMessage.HEADER_BYTES) {
                throw new IOException("it closed the connection");
            }
            byte[] whole = new byte[StunMessage.HEADER_BYTES + StunMessage.sizeIn(header)];
            System.arraycopy(header, 0, whole, 0, header.length);
            socket.setSoTimeout(millisLeft(deadline));
            in.readFully(whole, header.length, whole.length - header.length);
            StunMessage message = StunMessage.read(whole, whole.length);
            if (message == null || !message.answers(request.method(), request.transaction())) {
                throw new IOException("it does not speak STUN");
            }
            return message;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
