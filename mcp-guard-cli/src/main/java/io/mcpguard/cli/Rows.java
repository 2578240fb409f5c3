package io.mcpguard.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Rows to be judged; what cannot be read is told with its name. */
final class Rows extends FilterInputStream {

    private final String name;

    private Rows(InputStream in, String name) {
        super(in);
        this.name = name;
    }

    /** Standard input. */
    static Rows of(InputStream in) {
        return new Rows(in, "standard input");
    }

    /** A file, unpacked if its name ends so. */
    static Rows of(Path file, String name) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CliException(name + ": a folder; name a file of rows");
        }
        InputStream in = Files.newInputStream(file);
        if (!name.endsWith(".gz")) {
            return new Rows(in, name);
        }
        try {
            return new Rows(new GZIPInputStream(in, 1 << 16), name);
        } catch (IOException e) {
            in.close();
            throw new CliException(
                    name + ": cannot be unpacked, because it is no gzip file; rename it if it is not packed");
        }
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        try {
            return super.read(bytes, from, length);
        } catch (IOException e) {
            throw new CliException(name + ": cannot be read to its end: " + e.getMessage());
        }
    }
}
