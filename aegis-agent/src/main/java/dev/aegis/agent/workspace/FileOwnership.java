package dev.aegis.agent.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.OptionalInt;

/// Gives new files to the user that builds run as. Only for entries in a directory of the agent, where no build can
/// replace them.
record FileOwnership(OptionalInt uid) {
    void give(Path made) throws IOException {
        if (uid.isEmpty() || Files.isSymbolicLink(made)) {
            return;
        }
        // A numeric principal needs no entry in /etc/passwd.
        UserPrincipal owner = made.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(Integer.toString(uid.getAsInt()));
        PosixFileAttributeView view =
                Files.getFileAttributeView(made, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        view.setOwner(owner);
    }
}
