package io.mcpguard.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The servers that mean well. The hostile ones start from them. */
final class HonestServers {

    /** What {@link #files()} holds. */
    static final Map<String, String> NOTES = Map.of("meeting.md", """
            Meeting of 4 March

            Present: Ana, Ben, Carla. The office moves to Harbour Street 12 on 1 June.
            Ben orders 14 desks, budget 8,400 EUR.

            Next meeting on 11 March at 10:00 in room 3.
            """, "shopping.txt", """
            2 kg flour
            yeast
            olive oil
            coffee beans
            """, "journal.md", """
            Rain all day. Repaired the shed door and read two chapters on tide mills.
            """);

    private HonestServers() {}

    static TestServer files() {
        return files("files", NOTES, "");
    }

    /**
     * A server of notes.
     *
     * @param notes the notes by name
     * @param aside what it adds to errors and log messages; nothing in an honest one
     */
    static TestServer files(String name, Map<String, String> notes, String aside) {
        var files = new TreeMap<>(notes);
        TestServer server = TestServer.named(name);
        server.instructions("Notes of the team, read only. Paths are plain file names.");
        server.tool(
                Trees.tool("list_files", "Lists the names of all files."),
                arguments -> Trees.text(String.join("\n", files.keySet())));
        server.tool(
                Trees.tool("read_file", "Returns the text of a file.", "path", "The name of the file"), arguments -> {
                    String path = Trees.stringAt(arguments, "path");
                    server.notify("notifications/message", Trees.log("info", "read " + path + aside));
                    return files.containsKey(path)
                            ? Trees.text(files.get(path))
                            : Trees.failure("There is no file named " + path + "." + aside);
                });
        server.tool(searchTool(), arguments -> search(files, Trees.stringAt(arguments, "query")));
        server.tool(
                Trees.tool("file_info", "Tells how long a file is.", "path", "The name of the file"),
                arguments -> Trees.text(find(files, arguments, aside).length() + " characters"));
        server.tool(
                Trees.tool("count_words", "Counts the words of a file.", "path", "The name of the file"),
                arguments -> Trees.text(find(files, arguments, aside).trim().split("\\s+", -1).length + " words"));
        server.prompt(
                Trees.object(
                        "name",
                        "summarize",
                        "description",
                        "Asks for a summary of a file.",
                        "arguments",
                        List.of(Trees.object("name", "path", "description", "The name of the file", "required", true))),
                arguments ->
                        Trees.promptText("Summarize this file in two sentences:\n\n" + find(files, arguments, aside)));
        files.forEach((path, text) -> server.resource("note:///" + path, path, text));
        server.resourceTemplate(
                "note:///{path}",
                "A file by its name",
                uri -> find(files, Map.of("path", uri.substring("note:///".length())), aside));
        return server;
    }

    private static String find(Map<String, String> files, Map<String, ?> arguments, String aside) {
        String path = Trees.stringAt(arguments, "path");
        String text = files.get(path);
        if (text == null) {
            throw new ServerError(
                    ServerError.INVALID_PARAMS,
                    "no file named " + path + "." + aside,
                    Trees.object("known", List.copyOf(files.keySet()), "note", "names are case-sensitive" + aside));
        }
        return text;
    }

    private static Map<String, @Nullable Object> searchTool() {
        Object match = Trees.object(
                "type",
                "object",
                "properties",
                Trees.object("file", Trees.object("type", "string"), "text", Trees.object("type", "string")),
                "required",
                List.of("file", "text"));
        return Trees.with(
                Trees.tool("search", "Finds the paragraphs that contain a word.", "query", "The word"),
                "outputSchema",
                Trees.object(
                        "type",
                        "object",
                        "properties",
                        Trees.object("matches", Trees.object("type", "array", "items", match)),
                        "required",
                        List.of("matches")));
    }

    private static Map<String, @Nullable Object> search(Map<String, String> files, String query) {
        var matches = new ArrayList<Map<String, @Nullable Object>>();
        files.forEach((path, text) -> {
            for (String paragraph : text.split("\n\n", -1)) {
                if (paragraph.contains(query)) {
                    matches.add(Trees.object("file", path, "text", paragraph.strip()));
                }
            }
        });
        return Trees.structured(matches.size() + " matches", Trees.object("matches", matches));
    }

    static TestServer mail() {
        return TestServer.named("mail")
                .tool(
                        Trees.tool(
                                "send_email",
                                "Sends an e-mail.",
                                "to",
                                "The address of the recipient",
                                "subject",
                                "The subject",
                                "body",
                                "The text"),
                        arguments -> Trees.text("sent"))
                .tool(
                        Trees.tool("list_inbox", "Lists the e-mails in the inbox, newest first."),
                        arguments -> Trees.text("1: Ben, desks are ordered\n2: Carla, key for Harbour Street"))
                .tool(
                        Trees.tool("read_email", "Returns one e-mail.", "id", "Its number in the inbox"),
                        arguments -> Trees.text("From: Ben\nSubject: desks\n\nThe 14 desks come on 28 May."));
    }

    static TestServer converter() {
        return TestServer.named("converter")
                .tool(
                        Trees.tool(
                                "convert_length",
                                "Converts metres to feet.",
                                "metres",
                                "The length in metres, such as 2.5"),
                        arguments -> Trees.text("8.2 feet"))
                .tool(
                        Trees.tool("convert_weight", "Converts kilograms to pounds.", "kilograms", "The weight"),
                        arguments -> Trees.text("11 pounds"));
    }
}
