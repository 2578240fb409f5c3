package io.mcpguard.api.view;

import io.mcpguard.api.Interception;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One item of a {@code tools/list} result. */
public final class ToolDefinition {

    private final Map<String, @Nullable Object> tool;
    private final int index;

    private ToolDefinition(Map<String, @Nullable Object> tool, int index) {
        this.tool = tool;
        this.index = index;
    }

    /**
     * The tools that a message lists.
     *
     * @param in the message
     * @return the tools in order, none if it is no {@code tools/list} result
     */
    @SuppressWarnings("unchecked") // keys of a JSON tree are strings
    public static List<ToolDefinition> listIn(Interception in) {
        if (!in.event().equals("tools/list")
                || in.kind() != Interception.Kind.RESULT
                || !(in.payload().get("tools") instanceof List<?> list)) {
            return List.of();
        }
        var tools = new ArrayList<ToolDefinition>(list.size());
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof Map<?, ?> map) {
                tools.add(new ToolDefinition((Map<String, @Nullable Object>) map, i));
            }
        }
        return Collections.unmodifiableList(tools);
    }

    /** {@return the item's pointer: an error there hides this tool and no other} */
    public String path() {
        return "/tools/" + index;
    }

    /** {@return the tool's name, {@code ""} if there is none} */
    public String name() {
        return tool.get("name") instanceof String name ? name : "";
    }

    /** {@return the description, {@code ""} if there is none} */
    public String description() {
        return tool.get("description") instanceof String description ? description : "";
    }

    /** {@return the whole definition as it came, unknown fields too} */
    public Map<String, @Nullable Object> definition() {
        return tool;
    }
}
