package dev.aegis.protocol;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The reason why a file could not be read or written, in the operating system's words, without Java's class names.
public final class IoReason {
    private IoReason() {}

    public static String of(IOException broken) {
        return switch (broken) {
            case NoSuchFileException missing -> "no such file or folder" + named(missing);
            case AccessDeniedException denied -> "permission denied" + named(denied);
            case NotDirectoryException file -> "not a folder" + named(file);
            case FileAlreadyExistsException taken -> "a file of this name exists" + named(taken);
            case DirectoryNotEmptyException full -> "the folder is not empty" + named(full);
            case FileSystemLoopException loop -> "a link leads back to its own folder" + named(loop);
            case FileSystemException system
            when system.getReason() != null ->
                String.valueOf(system.getReason()).toLowerCase(Locale.ROOT) + named(system);
            case FileSystemException other -> "the system gave no reason" + named(other);
            case CharacterCodingException coding -> "not UTF-8";
            case BindException taken -> "the port is in use, or the address is not one of this computer";
            case PortUnreachableException closed -> "no program listens on the port";
            case ConnectException refused -> "no program listens on the port";
            case NoRouteToHostException far -> "there is no route to the host";
            case UnknownHostException unknown -> "the name has no address";
            case SocketTimeoutException late -> "no answer in time";
            default ->
                broken.getCause() instanceof BindException bind
                        ? of(bind)
                        : broken.getMessage() == null ? "the system gave no reason" : told(broken.getMessage());
        };
    }

    /// A program that cannot be started: the number of the system's error, and its words.
    private static final Pattern NOT_STARTED =
            Pattern.compile("(?s)Cannot run program .*\\berror[:=] ?\\d+,? \\(?([^)]*)\\)?.*");

    /// Messages of the system start with a capital letter.
    private static String told(String message) {
        Matcher notStarted = NOT_STARTED.matcher(message);
        return begun(notStarted.matches() ? notStarted.group(1) : message).replaceAll("\\p{Cntrl}", " ");
    }

    private static String begun(String message) {
        return message.substring(0, Math.min(1, message.length())).toLowerCase(Locale.ROOT)
                + message.substring(Math.min(1, message.length()));
    }

    private static String named(FileSystemException broken) {
        return broken.getFile() == null ? "" : " (" + broken.getFile() + ")";
    }
}
