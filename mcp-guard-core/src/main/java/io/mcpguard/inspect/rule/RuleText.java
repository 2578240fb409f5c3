package io.mcpguard.inspect.rule;

import io.mcpguard.inspect.OwnRules;
import io.mcpguard.inspect.RuleFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * The YAML of a rule file as maps, lists and scalars. Read token by token: Jackson's databind needs newer annotations
 * than an application on an older SDK may have on its class path. One document without aliases, anchors and tags, so
 * that nothing in it is larger than it looks.
 */
public final class RuleText {

    /** Maps and lists inside each other; a rule needs four. */
    private static final int MAX_DEPTH = 8;

    /** Of a path, in characters. */
    private static final int MAX_NAME = 256;

    private static final int MAX_VALUES = 100_000;

    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final IdentityHashMap<Object, Integer> lines = new IdentityHashMap<>();
    private int values;

    /** A text in a file of this name. */
    RuleText(String file) {
        this.file = file;
    }

    /**
     * The content of a file that lies in a folder or below it.
     *
     * @param name its path from there, with slashes
     * @throws RuleFileException if it lies elsewhere, or is no regular file of 1 MiB at most in UTF-8
     */
    public static String below(Path folder, String name) {
        if (!isBelow(name)) {
            throw new RuleFileException(
                    name, 0, "", "not the name of a file next to the policy, or below it, with slashes");
        }
        try {
            Path file = folder.resolve(name).toRealPath();
            if (!file.startsWith(folder.toRealPath())) {
                throw new RuleFileException(
                        name, 0, "", "a link to a place that is not next to the policy nor below it");
            }
            return load(file, name);
        } catch (NoSuchFileException e) {
            throw new RuleFileException(name, 0, "", "no such file");
        } catch (IOException | InvalidPathException e) {
            throw unreadable(name, e);
        }
    }

    private static boolean isBelow(String name) {
        boolean plain = name.length() <= MAX_NAME && name.chars().allMatch(c -> c >= ' ' && c != '\\' && c != ':');
        return plain
                && Stream.of(name.split("/", -1))
                        .noneMatch(part -> Set.of("", ".", "..").contains(part));
    }

    /**
     * The content of a file.
     *
     * @param name what errors call it
     * @throws RuleFileException if it is no regular file of 1 MiB at most in UTF-8
     */
    public static String load(Path file, String name) {
        if (Files.notExists(file)) {
            throw new RuleFileException(name, 0, "", "no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new RuleFileException(name, 0, "", "no regular file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(OwnRules.MAX_BYTES + 1);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        if (bytes.length > OwnRules.MAX_BYTES) {
            throw new RuleFileException(name, 0, "", "larger than 1 MiB");
        }
        return decoded(name, bytes);
    }

    private static RuleFileException unreadable(String name, Exception e) {
        return new RuleFileException(
                name, 0, "", "cannot be read, " + e.getClass().getSimpleName());
    }

    private static String decoded(String file, byte[] bytes) {
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, true);
        out.flip();
        if (result.isError()) {
            int line = 1 + (int) out.chars().filter(c -> c == '\n').count();
            throw new RuleFileException(file, line, "", "not UTF-8; save the file as UTF-8");
        }
        return out.toString();
    }

    /**
     * Reads a text.
     *
     * @throws RuleFileException with the line and the reason
     */
    @Nullable
    Object read(String text) {
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            @Nullable Object root = first == null ? null : value(parser, first, 0);
            if (first != null && parser.nextToken() != null) {
                throw refused(parser, "a second document; a rule file has one");
            }
            return root;
        } catch (JacksonException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("it is no YAML");
            throw new RuleFileException(file, e.getLocation().getLineNr(), "", reason);
        }
    }

    /** The line that a map of the text begins in, 0 for what is none. */
    int line(@Nullable Object map) {
        return map == null ? 0 : lines.getOrDefault(map, 0);
    }

    private @Nullable Object value(JsonParser parser, JsonToken token, int depth) {
        int line = parser.currentTokenLocation().getLineNr();
        if (++values > MAX_VALUES) {
            throw refused(parser, "more than 100,000 values");
        }
        if (depth >= MAX_DEPTH) {
            throw refused(parser, "more than " + MAX_DEPTH + " levels inside each other");
        }
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            throw refused(parser, "a YAML alias; text that starts with * needs quotation marks");
        }
        if (parser.getObjectId() != null) {
            throw refused(parser, "a YAML anchor; text that starts with & needs quotation marks");
        }
        if (parser.getTypeId() != null) {
            throw refused(parser, "a YAML tag; text that starts with ! needs quotation marks");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String key = parser.currentName();
                    map.put(key, value(parser, parser.nextToken(), depth + 1));
                }
                lines.put(map, line);
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    list.add(value(parser, next, depth + 1));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE, VALUE_FALSE -> token == JsonToken.VALUE_TRUE;
            default -> null;
        };
    }

    private RuleFileException refused(JsonParser parser, String reason) {
        return new RuleFileException(file, parser.currentTokenLocation().getLineNr(), "", reason);
    }
}
