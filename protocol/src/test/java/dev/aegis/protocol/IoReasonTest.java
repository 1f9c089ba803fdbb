package dev.aegis.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.BindException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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

    @Test
    void namesTheFileOnceAndTheSystemsReason() {
        assertEquals("no such file or folder (/a)", IoReason.of(new NoSuchFileException("/a")));
        assertEquals("permission denied (/a)", IoReason.of(new AccessDeniedException("/a")));
        assertEquals(
                "no space left on device (/a)",
                IoReason.of(new FileSystemException("/a", null, "No space left on device")));
        assertEquals("a file of this name exists (/a)", IoReason.of(new FileAlreadyExistsException("/a")));
        assertEquals("the folder is not empty (/a)", IoReason.of(new DirectoryNotEmptyException("/a")));
        assertEquals("the system gave no reason (/a)", IoReason.of(new FileSystemException("/a")));
        assertEquals("not UTF-8", IoReason.of(new MalformedInputException(1)));
    }

    @Test
    void saysWhyAProgramDoesNotStart() {
        IOException missing =
                assertThrows(IOException.class, () -> new ProcessBuilder("/nowhere/bwrap", "--help").start());
        assertEquals("no such file or directory", IoReason.of(missing));
        assertEquals(
                "permission denied",
                IoReason.of(new IOException("Cannot run program \"/x\": error=13, Permission denied")));
    }
}
