package io.mcpguard.policy;

/**
 * A value of the policy with the place it stands at.
 *
 * @param <T> its type, immutable
 * @param value the value
 * @param rule {@code mcp-guard.yaml:12 servers.files.client.sampling.max_tokens}, with {@code builder} in place of file
 *     and line, or {@code preset balanced}
 */
public record Setting<T>(T value, String rule) {}
