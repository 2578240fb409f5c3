package io.mcpguard.cli.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in place of {@code ${env:NAME}}, {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${input:ID}},
 * {@code ${workspaceFolder}} and {@code ${userHome}}. One that has no value is an error and never empty: a server that
 * starts without its folder or key is another one. Values are not looked at again.
 */
public final class Variables {

    private final Map<String, String> environment;
    private final Map<String, String> inputs;
    private final Map<String, String> places = new HashMap<>();

    private Variables(Map<String, String> environment, Map<String, String> inputs) {
        this.environment = environment;
        this.inputs = inputs;
    }

    /**
     * Variables.
     *
     * @param environment the environment
     * @param inputs what a person would be asked for, by id; may hold variables of the environment
     * @param folder what {@code ${workspaceFolder}} stands for
     */
    public static Variables of(Map<String, String> environment, Map<String, String> inputs, String folder) {
        var plain = new Variables(environment, Map.of());
        var resolved = new HashMap<String, String>();
        inputs.forEach((id, value) -> {
            try {
                resolved.put(id, plain.resolve(value, "--input " + id));
            } catch (ConfigException e) {
                // told where it is used
            }
        });
        var variables = new Variables(environment, resolved);
        variables.places.put("workspaceFolder", folder);
        variables.places.put("userHome", environment.getOrDefault("HOME", System.getProperty("user.home", "")));
        variables.places.put("/", java.io.File.separator);
        variables.places.put("pathSeparator", java.io.File.separator);
        return variables;
    }

    static boolean has(String text) {
        return text.contains("${");
    }

    /** The text with values, or an error that names the place. */
    String resolve(String text, String place) {
        var out = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            out.append(text, at, open).append(value(text.substring(open + 2, close), place));
            at = close + 1;
        }
        return out.append(text, at, text.length()).toString();
    }

    private String value(String name, String place) {
        if (name.startsWith("input:")) {
            String id = name.substring("input:".length());
            return found(
                    inputs.get(id),
                    name,
                    place,
                    "give it with --input " + id + "=VALUE, better --input '" + id + "=${env:NAME}'");
        }
        if (name.startsWith("env:")) {
            String variable = name.substring("env:".length());
            return found(environment.get(variable), name, place, "set " + variable + " in the environment");
        }
        if (places.containsKey(name)) {
            return places.getOrDefault(name, "");
        }
        int otherwise = name.indexOf(":-");
        if (name.indexOf(':') >= 0 && name.indexOf(':') != otherwise) {
            throw new ConfigException(
                    place + ": ${" + name + "} is nothing that mcp-guard knows; write its value, or ${env:NAME}");
        }
        String variable = otherwise < 0 ? name : name.substring(0, otherwise);
        String set = environment.get(variable);
        if (otherwise >= 0 && (set == null || set.isEmpty())) {
            return name.substring(otherwise + 2);
        }
        return found(set, name, place, "set " + variable + " in the environment");
    }

    private static String found(@Nullable String value, String name, String place, String remedy) {
        if (value == null) {
            throw new ConfigException(place + ": ${" + name + "} has no value; " + remedy);
        }
        return value;
    }
}
