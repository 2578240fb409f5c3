package io.mcpguard.api.trust;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One definition of one item. Several pins may share kind and name: lists legitimately vary by user, by version and by
 * what the client can do.
 */
public final class Pin {

    private final ItemKind kind;
    private final String name;
    private final PinState state;
    private final String digest;
    private final @Nullable Object definition;

    private Pin(ItemKind kind, String name, PinState state, String digest, @Nullable Object definition) {
        this.kind = requireNonNull(kind, "kind");
        this.name = requireNonNull(name, "name");
        this.state = requireNonNull(state, "state");
        this.digest = requireNonNull(digest, "digest");
        this.definition = definition;
    }

    /**
     * A pin.
     *
     * @param kind what the item is
     * @param name its name, or its URI or URI template; {@code ""} where a server has only one
     * @param state how far it is trusted
     * @param digest {@code sha256:} and the lower-case hex SHA-256 over the RFC 8785 canonical form of the definition
     * @param definition the whole definition as it came, an immutable JSON tree
     * @return the pin
     */
    public static Pin of(ItemKind kind, String name, PinState state, String digest, @Nullable Object definition) {
        return new Pin(kind, name, state, digest, definition);
    }

    /**
     * The same definition, trusted as given.
     *
     * @param state the new state
     * @return a copy
     */
    public Pin state(PinState state) {
        return new Pin(kind, name, state, digest, definition);
    }

    /** {@return what the item is} */
    public ItemKind kind() {
        return kind;
    }

    /** {@return its name, URI or URI template} */
    public String name() {
        return name;
    }

    /** {@return how far it is trusted} */
    public PinState state() {
        return state;
    }

    /** {@return {@code sha256:} and the digest of the canonical definition} */
    public String digest() {
        return digest;
    }

    /** {@return the whole definition, an immutable JSON tree} */
    public @Nullable Object definition() {
        return definition;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Pin that
                && kind == that.kind
                && name.equals(that.name)
                && state == that.state
                && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, name, state, digest);
    }

    @Override
    public String toString() {
        return kind + " " + name + " " + state + " " + digest;
    }
}
