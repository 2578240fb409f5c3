package io.mcpguard.drift;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;

/** Trees as tests write them. */
final class Given {

    private Given() {}

    static Object json(String text) {
        return JsonText.parse(text.replace('\'', '"'), Limits.DEFAULT);
    }
}
