package io.mcpguard.policy;

import io.mcpguard.policy.Node.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a policy file from disk. */
final class PolicyFile {

    private static final int MAX_BYTES = SourceReader.MAX_LENGTH;

    private PolicyFile() {}

    /** Rules name the file alone, so that records do not depend on where it lies; problems name it as it was given. */
    static Policy load(Path file) {
        String shown = file.toString();
        Path name = file.getFileName();
        return PolicyReader.read(
                text(file, shown),
                shown,
                name == null ? shown : name.toString(),
                file.toAbsolutePath().getParent());
    }

    private static String text(Path file, String shown) {
        var problems = new Problems(shown);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw missing(
                    shown, "no such file", "write one, or start the guard without a policy for the balanced preset");
        } catch (IOException e) {
            throw missing(
                    shown,
                    "cannot be read, " + e.getClass().getSimpleName(),
                    "check that it is a file and its permissions");
        }
        if (bytes.length > MAX_BYTES) {
            throw problems.fatal(
                    new Place(1, 1), "the file is larger than 1 MiB", "a policy is short; is this the right file?");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        out.flip();
        if (result.isError()) {
            var source = new SourceText(out.toString());
            throw problems.fatal(source.place(source.text().length()), "not UTF-8", "save the file as UTF-8");
        }
        return out.toString();
    }

    private static PolicyException missing(String shown, String message, String remedy) {
        return new PolicyException(new PolicyException.Problem(shown, 0, 0, "", message, remedy));
    }
}
