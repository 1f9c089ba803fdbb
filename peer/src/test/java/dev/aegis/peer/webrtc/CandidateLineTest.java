package dev.aegis.peer.webrtc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidateLineTest {
    private static Optional<String> onLoopback(String candidate) {
        return CandidateLine.parse(candidate).flatMap(CandidateLine::onLoopback).map(CandidateLine::text);
    }

    @Test
    void movesHostCandidateToLoopback() {
        assertEquals(
                Optional.of("candidate:1 1 udp 2122260223 127.0.0.1 4711 typ host generation 0"),
                onLoopback("candidate:1 1 udp 2122260223 192.0.2.2 4711 typ host generation 0"));
    }

    @Test
    void movesRelatedAddressToo() {
        assertEquals(
                Optional.of("candidate:1 1 udp 1 127.0.0.1 4711 typ srflx raddr 127.0.0.1 rport 9"),
                onLoopback("candidate:1 1 udp 1 203.0.113.9 4711 typ srflx raddr 192.0.2.2 rport 9"));
    }

    @Test
    void dropsCandidatesThatLoopbackCannotReach() {
        assertTrue(onLoopback("candidate:1 1 udp 1 203.0.113.9 4711 typ relay").isEmpty());
        assertTrue(onLoopback("candidate:1 1 udp 1 2001:db8::1 4711 typ host").isEmpty());
        assertTrue(onLoopback("candidate:1 1 udp 1 name.local 4711 typ host").isEmpty());
        assertTrue(onLoopback("candidate:1 1 tcp 1 192.0.2.2 9 typ host tcptype active")
                .isEmpty());
    }

    @Test
    void refusesMalformedCandidate() {
        assertTrue(CandidateLine.parse("nonsense").isEmpty());
        assertTrue(
                CandidateLine.parse("candidate:1 1 udp 1 192.0.2.2 9 kind host").isEmpty());
    }
}
