package dev.aegis.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Copies a file through one TCP connection on loopback, without checks or encryption.
final class TcpCopy implements Copy {
    private static final int PIECE_BYTES = 64 * 1024;

    @Override
    public void copy(Path from, Path to) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> sent = sender.submit(() -> {
                try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    pump(from, socket.getOutputStream());
                }
                return null;
            });
            try (Socket socket = server.accept();
                    OutputStream file = Files.newOutputStream(to)) {
                byte[] piece = new byte[PIECE_BYTES];
                for (int n = socket.getInputStream().read(piece);
                        n >= 0;
                        n = socket.getInputStream().read(piece)) {
                    file.write(piece, 0, n);
                }
            }
            sent.get();
        } catch (ExecutionException failed) {
            throw new IOException("sending by TCP: " + failed.getCause(), failed);
        }
    }

    private static void pump(Path from, OutputStream out) throws IOException {
        try (var file = Files.newInputStream(from)) {
            byte[] piece = new byte[PIECE_BYTES];
            for (int n = file.read(piece); n >= 0; n = file.read(piece)) {
                out.write(piece, 0, n);
            }
        }
    }
}
