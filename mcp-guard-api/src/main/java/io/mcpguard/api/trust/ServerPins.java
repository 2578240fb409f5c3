package io.mcpguard.api.trust;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that is pinned of one server. Immutable. */
public final class ServerPins {

    private final Map<String, @Nullable Object> identity;
    private final Map<String, @Nullable Object> serverInfo;
    private final Set<ItemKind> listed;
    private final List<Pin> pins;

    private ServerPins(
            Map<String, @Nullable Object> identity,
            Map<String, @Nullable Object> serverInfo,
            Collection<ItemKind> listed,
            List<Pin> pins) {
        this.identity = requireNonNull(identity, "identity");
        this.serverInfo = requireNonNull(serverInfo, "serverInfo");
        this.pins = List.copyOf(pins);
        Set<ItemKind> kinds = EnumSet.noneOf(ItemKind.class);
        kinds.addAll(listed);
        this.pins.forEach(pin -> kinds.add(pin.kind()));
        this.listed = Collections.unmodifiableSet(kinds);
    }

    /**
     * The pins of a server of which everything was listed: what it declares besides them is new.
     *
     * @param identity where it runs, an immutable JSON object: {@code {"command": [...]}}, {@code {"url": "..."}} or
     *     {@code {}} where only the name is known
     * @param pins its definitions
     * @return the value
     */
    public static ServerPins of(Map<String, @Nullable Object> identity, List<Pin> pins) {
        return new ServerPins(identity, Map.of(), EnumSet.allOf(ItemKind.class), pins);
    }

    /**
     * Records what the server says about itself. It is shown to reviewers, never compared.
     *
     * @param serverInfo an immutable JSON object
     * @return a copy
     */
    public ServerPins serverInfo(Map<String, @Nullable Object> serverInfo) {
        return new ServerPins(identity, serverInfo, listed, pins);
    }

    /**
     * Says which kinds of items were listed. A kind that never was has no first sight behind it: what the server declares
     * of it when it is listed first counts as what a new server declares.
     *
     * @param listed the kinds of which there was a complete listing, even an empty one; those that have pins always count
     * @return a copy
     */
    public ServerPins listed(Collection<ItemKind> listed) {
        return new ServerPins(identity, serverInfo, listed, pins);
    }

    /**
     * The same server with other pins.
     *
     * @param pins all its definitions
     * @return a copy
     */
    public ServerPins pins(List<Pin> pins) {
        return new ServerPins(identity, serverInfo, listed, pins);
    }

    /**
     * The same server at another place.
     *
     * @param identity where it runs, an immutable JSON object
     * @return a copy
     */
    public ServerPins identity(Map<String, @Nullable Object> identity) {
        return new ServerPins(identity, serverInfo, listed, pins);
    }

    /** {@return where it runs} */
    public Map<String, @Nullable Object> identity() {
        return identity;
    }

    /** {@return what it said about itself when it was pinned} */
    public Map<String, @Nullable Object> serverInfo() {
        return serverInfo;
    }

    /** {@return the kinds of which there was a complete listing} */
    public Set<ItemKind> listed() {
        return listed;
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
                && listed.equals(that.listed)
                && pins.equals(that.pins);
    }

    @Override
    public int hashCode() {
        return Objects.hash(identity, serverInfo, listed, pins);
    }
}
