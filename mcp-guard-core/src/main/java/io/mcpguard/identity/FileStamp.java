package io.mcpguard.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What shows that a file was not touched. Whoever may write a file can set its modification time back, and cannot set
 * back the time of its last change, which only Unix file systems tell.
 */
record FileStamp(
        long size,
        FileTime modified,
        @Nullable Object key,
        @Nullable FileTime changed) {

    /** Two changes within a tick of the file system's clock have one time. */
    private static final Duration TICK = Duration.ofSeconds(2);

    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes basic = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(basic.size(), basic.lastModifiedTime(), basic.fileKey(), changed(file));
    }

    private static @Nullable FileTime changed(Path file) throws IOException {
        boolean isUnix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return isUnix && Files.getAttribute(file, "unix:ctime") instanceof FileTime time ? time : null;
    }

    boolean tellsEveryChange() {
        return changed != null;
    }

    boolean isOlderThan(Instant now) {
        return changed != null && changed.toInstant().plus(TICK).isBefore(now);
    }
}
