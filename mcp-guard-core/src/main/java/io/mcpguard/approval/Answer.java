package io.mcpguard.approval;

/**
 * What came of asking.
 *
 * @param lifted whether the refusal is lifted
 * @param by who answered, or what answered in place of somebody; for the audit log
 */
public record Answer(boolean lifted, String by) {}
