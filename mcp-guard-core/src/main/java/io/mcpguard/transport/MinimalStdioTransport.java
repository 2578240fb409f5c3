package io.mcpguard.transport;

import io.mcpguard.json.SafeText;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The SDK's stdio transport with two things changed. The child starts from an empty environment, to which the SDK adds
 * what its parameters name; the plain one hands on everything this process has. And what the child writes to stderr is
 * logged escaped, cut, and only so much of it.
 */
final class MinimalStdioTransport extends StdioClientTransport {

    private static final Logger log = LoggerFactory.getLogger("io.mcpguard.stderr");

    private static final int MAX_LINE = 500;
    private static final int MAX_LINES = 1_000;

    private final AtomicInteger lines = new AtomicInteger();

    MinimalStdioTransport(ServerParameters parameters) {
        super(parameters, McpJsonDefaults.getMapper());
        setStdErrorHandler(this::logLine);
    }

    @Override
    protected ProcessBuilder getProcessBuilder() {
        var builder = new ProcessBuilder();
        builder.environment().clear();
        return builder;
    }

    private void logLine(String line) {
        int number = lines.incrementAndGet();
        if (number <= MAX_LINES) {
            log.debug("server says: {}", SafeText.excerpt(line, MAX_LINE));
        } else if (number == MAX_LINES + 1) {
            log.debug("the server says more than {} lines; the rest is not logged", MAX_LINES);
        }
    }
}
