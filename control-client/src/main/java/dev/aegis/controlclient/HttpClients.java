package dev.aegis.controlclient;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// Creates the HTTP client for one build server.
final class HttpClients {
    private HttpClients() {}

    static HttpClient create(URI server, ConnectionSettings settings) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(settings.connectWithin())
                .followRedirects(HttpClient.Redirect.NEVER);
        if (settings.executor() != null) {
            builder.executor(settings.executor());
        }
        if ("https".equalsIgnoreCase(server.getScheme())) {
            return builder.version(settings.version()).build();
        }
        // Without TLS, HTTP/2 would mean an h2c upgrade offer with each first request, which no build server accepts.
        return builder.version(HttpClient.Version.HTTP_1_1)
                .sslContext(withoutAuthorities())
                .build();
    }

    // A client has a TLS context even if it never uses TLS, and the default one reads every certificate authority of
    // the
    // system first.
    private static SSLContext withoutAuthorities() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has TLS", impossible);
        }
    }
}
