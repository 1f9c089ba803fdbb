package dev.aegis.peer.webrtc;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.LinkSettings;
import dev.aegis.protocol.control.IceServer;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCIceTransportPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Converts `LinkSettings` to the configuration of the library.
final class ConnectionSettings {
    private static final Pattern ON_LOOPBACK = Pattern.compile("(?:stun|turn)s?:127\\.0\\.0\\.1(?::\\d+)?(?:\\?.*)?");

    private ConnectionSettings() {}

    static RTCConfiguration of(LinkSettings settings, boolean loopback) throws LinkException {
        var configuration = new RTCConfiguration();
        configuration.certificates = new ArrayList<>(List.of(CertificatePem.checked(settings.certificate())));
        configuration.iceServers = new ArrayList<>(servers(settings.iceServers(), loopback));
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        configuration.iceTransportPolicy =
                settings.relayOnly() ? RTCIceTransportPolicy.RELAY : RTCIceTransportPolicy.ALL;
        configuration.portAllocatorConfig = ports(loopback);
        return configuration;
    }

    /// Disables TCP candidates, because the library would listen on TCP ports. The library never uses a
    /// loopback interface, so for loopback it must not enumerate interfaces and binds to any address.
    private static PortAllocatorConfig ports(boolean loopback) {
        return new PortAllocatorConfig().setDisableTcp(true).setDisableAdapterEnumeration(loopback);
    }

    private static List<RTCIceServer> servers(List<IceServer> servers, boolean loopback) {
        return servers.stream()
                .map(server -> server(server, loopback))
                .filter(server -> !server.urls.isEmpty())
                .toList();
    }

    private static RTCIceServer server(IceServer server, boolean loopback) {
        var entry = new RTCIceServer();
        entry.urls = new ArrayList<>(server.urls().stream()
                .filter(url -> !loopback || ON_LOOPBACK.matcher(url).matches())
                .toList());
        entry.username = server.username() == null ? "" : server.username();
        entry.password = server.credential() == null ? "" : server.credential();
        return entry;
    }
}
