package dev.aegis.espctl.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.BindException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class IoReasonTest {
    @Test
    void saysWithoutJavasWordsWhatFailed() {
        String inUse = "the port is in use, or the address is not one of this computer";
        assertEquals(inUse, IoReason.of(new BindException("Address already in use")));
        assertEquals(
                inUse, IoReason.of(new IOException("Failed to bind to /127.0.0.1:38411", new BindException("in use"))));
        assertEquals("no program listens on the port", IoReason.of(new PortUnreachableException()));
        assertEquals("no answer in time", IoReason.of(new SocketTimeoutException("Read timed out")));
        assertEquals("the system gave no reason", IoReason.of(new IOException()));
    }
}
