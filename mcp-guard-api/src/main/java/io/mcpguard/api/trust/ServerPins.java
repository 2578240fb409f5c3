package io.mcpguard.api.trust;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything that is pinned of one server. Immutable. */
public final class ServerPins {

    private final Map<String, @Nullable Object> identity;
    private final Map<String, @Nullable Object> serverInfo;
    private final List<Pin> pins;

    private ServerPins(
            Map<String, @Nullable Object> identity, Map<String, @Nullable Object> serverInfo, List<Pin> pins) {
        this.identity = requireNonNull(identity, "identity");
        this.serverInfo = requireNonNull(serverInfo, "serverInfo");
        this.pins = List.copyOf(pins);
    }

    /**
     * The pins of a server.
     *
     * @param identity where it runs, an immutable JSON object: {@code {"command": [...]}}, {@code {"url": "..."}} or
     *     {@code {}} where only the name is known
     * @param pins its definitions
     * @return the value
     */
    public static ServerPins of(Map<String, @Nullable Object> identity, List<Pin> pins) {
        return new ServerPins(identity, Map.of(), pins);
    }

    /**
     * Records what the server says about itself. It is shown to reviewers, never compared.
     *
     * @param serverInfo an immutable JSON object
     * @return a copy
     */
    public ServerPins serverInfo(Map<String, @Nullable Object> serverInfo) {
        return new ServerPins(identity, serverInfo, pins);
    }

    /**
     * The same server with other pins.
     *
     * @param pins all its definitions
     * @return a copy
     */
    public ServerPins pins(List<Pin> pins) {
        return new ServerPins(identity, serverInfo, pins);
    }

    /** {@return where it runs} */
    public Map<String, @Nullable Object> identity() {
        return identity;
    }

    /** {@return what it said about itself when it was pinned} */
    public Map<String, @Nullable Object> serverInfo() {
        return serverInfo;
    }

    /** {@return its definitions} */
    public List<Pin> pins() {
        return pins;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ServerPins that
                && identity.equals(that.identity)
                && serverInfo.equals(that.serverInfo)
                && pins.equals(that.pins);
    }

    @Override
    public int hashCode() {
        return Objects.hash(identity, serverInfo, pins);
    }
}
