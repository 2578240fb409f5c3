package io.mcpguard.cli.said;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPLogger;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logging of this program: none, since what people read it writes itself, except that what servers write to stderr is kept
 * ({@link Said}). SLF4J finds it by its name in {@code META-INF/services}.
 */
public final class SaidProvider implements SLF4JServiceProvider {

    /** The logger of core that servers' stderr goes to. */
    static final String STDERR = "io.mcpguard.stderr";

    private final Logger stderr = new SaidLogger();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** Made by SLF4J. */
    public SaidProvider() {}

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> name.equals(STDERR) ? stderr : NOPLogger.NOP_LOGGER;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}
}
