package io.mcpguard.it.realservers;

import static io.mcpguard.it.realservers.ToolUse.use;

import io.mcpguard.it.realservers.Driver.Expect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What is done with server-filesystem: every tool, on files of the kinds that people have. */
final class FilesystemScript {

    private static final int SEED = 20_260_831;

    private FilesystemScript() {}

    static void run(Driver driver, Path folder) {
        List<ToolUse> uses = uses(folder);
        driver.step("initialize", driver.client()::initialize, new Expect("roots/list request", 1));
        driver.lists();
        driver.requireUses(uses, Set.of());
        uses.forEach(driver::call);
        driver.call(use("no_such_tool", Map.of("path", folder.toString())));
        driver.request("no such method", "no/such/method", Map.of());
    }

    private static List<ToolUse> uses(Path folder) {
        String work = folder.resolve("work").toString();
        String notes = work + "/notes.md";
        return List.of(
                use("list_allowed_directories", Map.of()),
                use("list_directory", Map.of("path", work)),
                use("list_directory_with_sizes", Map.of("path", work, "sortBy", "size")),
                use("directory_tree", Map.of("path", work, "excludePatterns", List.of("*.log"))),
                use("search_files", Map.of("path", work, "pattern", "**/*.md")),
                use("get_file_info", Map.of("path", folder + "/kept/old.txt")),
                use("read_file", Map.of("path", notes)),
                use("read_text_file", Map.of("path", work + "/page.html")),
                use("read_text_file", Map.of("path", work + "/app.log", "tail", 2))
                        .note("its end"),
                use("read_text_file", Map.of("path", work + "/app.log", "head", 3))
                        .note("its beginning"),
                use("read_text_file", Map.of("path", work + "/world.txt")).note("in many scripts"),
                use("read_text_file", Map.of("path", work + "/src/App.java")).note("a program"),
                use("read_text_file", Map.of("path", work + "/data.json")).note("JSON"),
                use("read_text_file", Map.of("path", work + "/large.csv")).note("a large one"),
                use("read_text_file", Map.of("path", work + "/empty.txt")).note("an empty one"),
                use("read_text_file", Map.of("path", work + "/none.txt")).note("a missing one"),
                use("read_text_file", Map.of("path", "/etc/passwd")).note("a forbidden one"),
                use("read_text_file", Map.of()).note("without its path"),
                use("read_media_file", Map.of("path", work + "/picture.png")),
                use("read_media_file", Map.of("path", work + "/bytes.bin")).note("of no known type"),
                use("read_multiple_files", Map.of("paths", List.of(notes, work + "/none.txt", work + "/data.json"))),
                use("create_directory", Map.of("path", work + "/new/deep")),
                use("write_file", Map.of("path", work + "/new/deep/file.txt", "content", "first\nsecond\nthird\n")),
                use(
                        "edit_file",
                        Map.of(
                                "path",
                                work + "/new/deep/file.txt",
                                "edits",
                                List.of(Map.of("oldText", "second", "newText", "2nd")))),
                use(
                                "edit_file",
                                Map.of(
                                        "path",
                                        notes,
                                        "dryRun",
                                        true,
                                        "edits",
                                        List.of(Map.of("oldText", "milk", "newText", "oat milk"))))
                        .note("without doing it"),
                use("move_file", Map.of("source", work + "/new/deep/file.txt", "destination", work + "/moved.txt")),
                use("read_text_file", Map.of("path", work + "/moved.txt")).note("what was written"));
    }

    /**
     * The files as they are before each run. What is under {@code kept} is never made anew, so that its times stay.
     *
     * @param folder has neither or both
     */
    static void prepare(Path folder) {
        try {
            Path kept = folder.resolve("kept");
            if (Files.notExists(kept)) {
                Files.createDirectories(kept);
                write(kept, "old.txt", "old\n");
                Files.setLastModifiedTime(
                        kept.resolve("old.txt"), FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
            }
            delete(folder.resolve("work"));
            fill(Files.createDirectories(folder.resolve("work")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Path work) throws IOException {
        write(work, "notes.md", """
                # Shopping

                - milk, bread, and *two* lemons
                - ask Ana: is the [shop](https://example.com/shop?id=7&x=1) open on Sunday?

                > Important: the recipe wants 200 g, not 300 g. Do not forget the salt.
                """);
        write(work, "page.html", """
                <!DOCTYPE html>
                <html lang="en"><head><title>Opening hours &amp; prices</title><style>p { color: #333 }</style></head>
                <body><!-- made by the site generator --><h1>Opening hours</h1>
                <p>You must book before you come. Please send a mail to <a href="mailto:hi@example.com">us</a>.</p>
                <script>console.log("ready");</script></body></html>
                """);
        write(work, "app.log", """
                2026-01-02T03:04:05Z INFO  started in 312 ms
                2026-01-02T03:04:06Z WARN  retry 1 of 3: connection reset
                2026-01-02T03:04:07Z ERROR could not read C:\\data\\in.csv: access denied
                2026-01-02T03:04:08Z INFO  ignoring the previous error, going on
                2026-01-02T03:04:09Z INFO  done
                """);
        // An emoji of several joined characters, and scripts that need joiners and marks, are no hidden text.
        write(work, "world.txt", """
                Français, Ελληνικά, Русский, 日本語, 한국어, ไทย
                עברית ו-English ביחד, العربية والإنجليزية English
                नमस्ते क्‍ष, می‌خواهم, 👨‍👩‍👧‍👦 ❤️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿
                """);
        write(work, "src/App.java", """
                public final class App {
                    // TODO: ignore case when comparing; you must not call this twice
                    public static void main(String[] args) {
                        System.out.println(args.length > 0 ? "Hello, " + args[0] : "Hello");
                    }
                }
                """);
        write(work, "data.json", """
                {"id": 9007199254740991, "price": 1.50, "tags": ["a", "b"], "none": null, "text": "line\\nbreak \\u00e9"}
                """);
        write(work, "src/README.md", "A small program.\n");
        write(work, "empty.txt", "");
        var csv = new StringBuilder("id,name,amount\n");
        for (int i = 0; i < 8_000; i++) {
            csv.append(i)
                    .append(",customer ")
                    .append(i % 97)
                    .append(',')
                    .append(i * 13 % 1000)
                    .append(".25\n");
        }
        write(work, "large.csv", csv.toString());
        var bytes = new byte[200_000];
        new Random(SEED).nextBytes(bytes);
        Files.write(work.resolve("bytes.bin"), bytes);
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        System.arraycopy(png, 0, bytes, 0, png.length);
        Files.write(work.resolve("picture.png"), bytes);
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
