package io.mcpguard.it.realservers;

import java.util.Map;

/**
 * One call of a tool in a script.
 *
 * @param tool its name
 * @param note what is particular about this call; {@code ""} for the first one
 * @param arguments its arguments
 * @param progress whether to ask for progress notifications
 */
record ToolUse(String tool, String note, Map<String, Object> arguments, boolean progress) {

    static ToolUse use(String tool, Map<String, Object> arguments) {
        return new ToolUse(tool, "", arguments, false);
    }

    ToolUse note(String text) {
        return new ToolUse(tool, text, arguments, progress);
    }

    ToolUse withProgress() {
        return new ToolUse(tool, note, arguments, true);
    }

    String step() {
        return note.isEmpty() ? tool : tool + " (" + note + ")";
    }
}
