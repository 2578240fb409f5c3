package io.mcpguard.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Where results of rows go: standard output, or a file that has all of them or is not there. A regular file is written
 * under another name beside it and renamed when it is whole; where that cannot be (a pipe, a device, a folder
 * of somebody else), it is written as it is. Whatever cuts a scan off, the process being ended included, leaves an older file as it was.
 */
final class Results implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    private final OutputStream stream;
    private final @Nullable Path part;
    private final @Nullable Path file;
    private final Thread hook = new Thread(this::discard, "mcp-guard-part");
    private boolean whole;

    private Results(OutputStream to, @Nullable Path part, @Nullable Path file, boolean packed) throws IOException {
        this.stream = new BufferedOutputStream(packed ? new GZIPOutputStream(to, BUFFER) : to, BUFFER);
        this.part = part;
        this.file = file;
        if (part != null) {
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    /** Standard output, which stays open behind the results. */
    static Results on(PrintStream out) throws IOException {
        return new Results(new Unclosed(out), null, null, false);
    }

    /** A file, packed if its name ends so. */
    static Results in(Path named) throws IOException {
        boolean packed = named.toString().endsWith(".gz");
        Path file = Files.exists(named) ? named.toRealPath() : named;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new Results(Files.newOutputStream(file), null, null, packed);
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(named.toString());
        }
        if (!Files.isWritable(folder)) {
            return new Results(Files.newOutputStream(file), null, null, packed);
        }
        Path part = Files.createTempFile(folder, "." + file.getFileName() + ".", ".part");
        // A temporary file is for its owner alone; results are for whom the older ones are, else for whom files are.
        Files.delete(part);
        OutputStream to = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var now = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        if (now != null && Files.exists(file)) {
            now.setPermissions(Files.getPosixFilePermissions(file));
        }
        return new Results(to, part, file, packed);
    }

    OutputStream stream() {
        return stream;
    }

    /** All results are written: they may be seen. */
    void whole() {
        whole = true;
    }

    @Override
    public void close() throws IOException {
        try {
            stream.close();
            if (whole && part != null && file != null) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            discard();
            remove();
        }
    }

    private void discard() {
        try {
            if (part != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // what is left has a name that says what it is
        }
    }

    private void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook runs
        }
    }

    /** Once nobody takes results any more there is no use in more of them. */
    private static final class Unclosed extends FilterOutputStream {

        private final PrintStream to;

        Unclosed(PrintStream to) {
            super(to);
            this.to = to;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            to.write(bytes, from, length);
            if (to.checkError()) {
                throw new CliException("standard output cannot be written");
            }
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
