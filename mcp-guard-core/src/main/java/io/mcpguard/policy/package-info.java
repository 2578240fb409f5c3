/**
 * The policy: what an application wants of its servers, as one immutable {@link io.mcpguard.policy.Policy}. It is read
 * from {@code mcp-guard.yaml} or built in code, and both give equal values. docs/policy.md describes the file.
 */
@NullMarked
package io.mcpguard.policy;

import org.jspecify.annotations.NullMarked;
