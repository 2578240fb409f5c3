package io.mcpguard.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/**
 * Who else can say what is trusted, because a file is theirs. It is told and not refused: services often run as another
 * user than the one that deploys them, and some file systems show every file as writable by everybody.
 */
final class FileOwner {

    private FileOwner() {}

    /** What to tell of a file; empty if it belongs to this process or the system alone, or if nobody can tell. */
    static Optional<String> doubt(Path file) {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return Optional.empty();
        }
        try {
            PosixFileAttributes attributes = view.readAttributes();
            return doubt(
                    attributes.owner().getName(),
                    String.valueOf(System.getProperty("user.name")),
                    attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE));
        } catch (IOException e) {
            return Optional.empty(); // gone, or unreadable, which whoever reads it will say
        }
    }

    static Optional<String> doubt(String owner, String user, boolean isOpen) {
        if (isOpen) {
            return Optional.of("everybody on this machine can write it, and so decide what is trusted; say chmod o-w");
        }
        boolean isOurs = owner.equals(user) || owner.equals("root");
        boolean isUnknown = user.equals("?") || user.equals("null");
        return isOurs || isUnknown
                ? Optional.empty()
                : Optional.of("it belongs to " + owner + ", and this process runs as " + user
                        + ": its owner decides what is trusted");
    }
}
