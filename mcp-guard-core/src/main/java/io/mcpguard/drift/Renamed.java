package io.mcpguard.drift;

/**
 * An item that is there under another name.
 *
 * @param from the name that is gone
 * @param drift what differs besides, and how grave the new name is
 */
public record Renamed(String from, Drift drift) {}
