package dev.aegis.controlclient;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Certificates of an authority of its own, made by keytool.
final class TestCertificates {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    /// Creates the authority.
    TestCertificates(Path folder) throws Exception {
        this.folder = folder;
        keytool("ca", "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=authority", "-ext", "bc:c");
        keytool("ca", "-exportcert", "-alias", "ca", "-file", path("ca.crt"));
        keytool("trust", "-importcert", "-alias", "ca", "-file", path("ca.crt"), "-noprompt");
    }

    /// Returns a context that trusts the authority.
    SSLContext client() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store("trust"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /// Returns the context of a server whose certificate the authority signed.
    ///
    /// @param host the DNS name in the certificate
    /// @param start when it becomes valid, such as `-10d`
    /// @param days for how many days it is valid
    SSLContext server(String host, String start, int days) throws Exception {
        String san = "san=dns:" + host;
        keytool("server", "-genkeypair", "-alias", "s", "-keyalg", "EC", "-dname", "CN=" + host, "-ext", san);
        keytool("server", "-certreq", "-alias", "s", "-file", path("s.csr"));
        keytool(
                "ca",
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                path("s.csr"),
                "-outfile",
                path("s.crt"),
                "-ext",
                san,
                "-startdate",
                start,
                "-validity",
                String.valueOf(days));
        keytool("server", "-importcert", "-alias", "ca", "-file", path("ca.crt"), "-noprompt");
        keytool("server", "-importcert", "-alias", "s", "-file", path("s.crt"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store("server"), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore store(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void keytool(String store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-Xshare:auto"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", path(store + ".p12"), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Path log = folder.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new AssertionError(command + ": " + Files.readString(log));
        }
    }
}
