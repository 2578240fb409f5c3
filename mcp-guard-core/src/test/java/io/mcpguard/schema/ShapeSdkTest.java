package io.mcpguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Phase;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What has the right shape is read by the MCP SDK without an exception and without being changed. */
class ShapeSdkTest {

    private static final int MUTANTS = 5_000;

    private static final List<@Nullable Object> REPLACEMENTS = Arrays.asList(
            null,
            true,
            false,
            0L,
            1L,
            5.5,
            5.0,
            -1L,
            3_000_000_000L,
            BigInteger.TEN.pow(30),
            1e300,
            "",
            " ",
            "true",
            "5",
            "text",
            "resource",
            "user",
            "info",
            "url",
            "x",
            List.of(),
            List.of("x"),
            Map.of(),
            Map.of("type", "text"));

    private static final List<String> KEYS =
            List.of("_meta", "annotations", "type", "text", "blob", "mode", "isError", "size", "x", "icons", "content");

    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();

    /** It warns of each field that it puts a default in place of. */
    @BeforeAll
    static void silenceTheSdk() {
        sdkLog().setLevel(Level.ERROR);
    }

    @AfterAll
    static void letTheSdkSpeak() {
        sdkLog().setLevel(null);
    }

    private static Logger sdkLog() {
        return (Logger) LoggerFactory.getLogger(McpSchema.class);
    }

    static List<Message> messages() {
        return List.of(
                result("initialize", McpSchema.InitializeResult.class),
                result("tools/list", McpSchema.ListToolsResult.class),
                result("prompts/list", McpSchema.ListPromptsResult.class),
                result("resources/list", McpSchema.ListResourcesResult.class),
                result("resources/templates/list", McpSchema.ListResourceTemplatesResult.class),
                result("tools/call", McpSchema.CallToolResult.class),
                result("prompts/get", McpSchema.GetPromptResult.class),
                result("resources/read", McpSchema.ReadResourceResult.class),
                result("completion/complete", McpSchema.CompleteResult.class),
                new Message("tools/call", Kind.ERROR, McpSchema.JSONRPCResponse.JSONRPCError.class),
                new Message("sampling/createMessage", Kind.REQUEST, McpSchema.CreateMessageRequest.class),
                new Message("elicitation/create", Kind.REQUEST, McpSchema.ElicitRequest.class),
                notification("notifications/message", McpSchema.LoggingMessageNotification.class),
                notification("notifications/progress", McpSchema.ProgressNotification.class),
                notification("notifications/resources/updated", McpSchema.ResourcesUpdatedNotification.class),
                notification("notifications/elicitation/complete", McpSchema.ElicitationCompleteNotification.class));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsWhatHasTheRightShape(Message message) {
        var random = new Random(message.event.hashCode());
        List<?> seeds = message.examples();
        int passed = 0;
        for (int i = 0; i < MUTANTS; i++) {
            Object mutant = seeds.get(i % seeds.size());
            for (int n = i < seeds.size() ? 0 : 1 + random.nextInt(3); n > 0; n--) {
                mutant = mutate(mutant, random);
            }
            if (mutant instanceof Map<?, ?> payload
                    && message.shape().check(cast(payload)).isEmpty()) {
                passed++;
                Object read = mapper.convertValue(payload, message.type);
                assertUnchanged(mapper.convertValue(read, Object.class), payload, payload);
            }
        }
        assertThat(passed).isBetween(MUTANTS / 10, MUTANTS * 9 / 10);
    }

    /** Every scalar that the SDK read is the one that was sent, but for those that it puts in place of what is absent. */
    private static void assertUnchanged(@Nullable Object read, @Nullable Object sent, Map<?, ?> payload) {
        if (read instanceof Map<?, ?> map) {
            assertThat(sent).as("%s", payload).isInstanceOf(Map.class);
            map.forEach((key, value) -> assertUnchanged(value, ((Map<?, ?>) sent).get(key), payload));
        } else if (read instanceof List<?> list) {
            if (sent == null && list.isEmpty()) {
                return;
            }
            assertThat(sent).as("%s", payload).isInstanceOf(List.class);
            assertThat(((List<?>) sent)).as("%s", payload).hasSameSizeAs(list);
            for (int i = 0; i < list.size(); i++) {
                assertUnchanged(list.get(i), ((List<?>) sent).get(i), payload);
            }
        } else if (read instanceof Number number) {
            assertThat(sent).as("%s", payload).isInstanceOf(Number.class);
            assertThat(number.doubleValue()).as("%s", payload).isEqualTo(((Number) sent).doubleValue());
        } else if (sent != null || !("".equals(read) || "form".equals(read))) {
            assertThat(read).as("%s", payload).isEqualTo(sent);
        }
    }

    private static @Nullable Object mutate(@Nullable Object node, Random random) {
        if (random.nextInt(6) == 0) {
            return REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size()));
        }
        if (node instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, @Nullable Object>();
            int changed = random.nextInt(map.size() + 1);
            int at = 0;
            for (Map.Entry<?, ?> member : map.entrySet()) {
                if (at++ != changed) {
                    copy.put(member.getKey(), member.getValue());
                } else if (random.nextInt(5) > 0) {
                    copy.put(member.getKey(), mutate(member.getValue(), random));
                }
            }
            if (changed == map.size()) {
                copy.put(KEYS.get(random.nextInt(KEYS.size())), REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size())));
            }
            return copy;
        }
        if (node instanceof List<?> list && !list.isEmpty()) {
            List<@Nullable Object> copy = new ArrayList<>(list);
            int changed = random.nextInt(list.size());
            copy.set(changed, mutate(list.get(changed), random));
            return copy;
        }
        return REPLACEMENTS.get(random.nextInt(REPLACEMENTS.size()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> cast(Map<?, ?> payload) {
        return (Map<String, @Nullable Object>) payload;
    }

    private static Message result(String event, Class<?> type) {
        return new Message(event, Kind.RESULT, type);
    }

    private static Message notification(String event, Class<?> type) {
        return new Message(event, Kind.NOTIFICATION, type);
    }

    private record Message(String event, Kind kind, Class<?> type) {

        Shape shape() {
            return Shape.of(event, kind == Kind.RESULT || kind == Kind.ERROR ? Phase.RESPONSE : Phase.REQUEST, kind);
        }

        List<?> examples() {
            return Cases.read("shapes.json").stream()
                    .filter(c -> event.equals(c.get("event")) && kind.name().equals(c.get("kind")))
                    .flatMap(c -> ((List<?>) c.get("fine")).stream())
                    .toList();
        }

        @Override
        public String toString() {
            return kind + " of " + event;
        }
    }
}
