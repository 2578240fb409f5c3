package io.mcpguard;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.DecisionListener;
import io.mcpguard.api.Interceptor;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Server;
import io.mcpguard.api.ask.Approver;
import io.mcpguard.api.ask.Reviewer;
import io.mcpguard.api.audit.AuditSink;
import io.mcpguard.api.data.Vault;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.PinStore;
import io.mcpguard.approval.Desk;
import io.mcpguard.approval.Ticket;
import io.mcpguard.audit.Slf4jAudit;
import io.mcpguard.data.vault.Conversations;
import io.mcpguard.data.vault.DataVault;
import io.mcpguard.inspect.Surface;
import io.mcpguard.pipeline.FindingExplanation;
import io.mcpguard.pipeline.Leaks;
import io.mcpguard.pipeline.Recorder;
import io.mcpguard.pipeline.Secrets;
import io.mcpguard.policy.DataPolicy;
import io.mcpguard.policy.InspectPolicy;
import io.mcpguard.policy.Policy;
import io.mcpguard.session.Engine;
import io.mcpguard.session.Session;
import io.mcpguard.shadow.ForeignTools.Tool;
import io.mcpguard.shadow.NameClaims;
import io.mcpguard.trust.LockFile;
import io.mcpguard.trust.MemoryPinStore;
import io.mcpguard.trust.TrustBook;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The guard of an application: one for all its servers, so that it can see across them. Thread-safe. It names no type of
 * the MCP SDK; transports are wrapped by {@code io.mcpguard.transport.McpTransports}.
 *
 * <pre>{@code
 * McpGuard guard = McpGuard.create();
 * var client = McpClient.sync(McpTransports.stdio(guard, "files", parameters)).build();
 * }</pre>
 */
public final class McpGuard implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(McpGuard.class);

    private final Engine engine;

    private McpGuard(Engine engine) {
        this.engine = engine;
    }

    /**
     * A guard with the {@code balanced} preset, its pins in {@code mcp-guard.lock} in the working directory, and its
     * decisions in the log.
     *
     * @return the guard
     */
    public static McpGuard create() {
        return builder().lock(LockFile.at(Path.of("mcp-guard.lock"))).build();
    }

    /** {@return a builder, which starts with the {@code balanced} preset, pins in memory and decisions in the log} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A session, for an adapter to another MCP client. Users of the MCP Java SDK wrap a transport instead.
     *
     * @param server the server at its other end
     * @return the session, not yet open
     */
    public Session session(Server server) {
        return engine.session(requireNonNull(server, "server"));
    }

    /**
     * Which line of the policy decides about a tool, without calling it.
     *
     * @param server the server's name in the policy
     * @param tool the tool's name
     * @return what would happen, and why
     */
    public Explanation explain(String server, String tool) {
        return new Explanation(
                server,
                tool,
                engine.policy().tool(server, tool),
                engine.policy().server(server));
    }

    /**
     * Why inspection finds something in a text of a server, and which lines of the policy decide what happens to it, without
     * the server.
     *
     * @param server the server's name in the policy; what the policy says of that one counts
     * @param surface where the text would stand
     * @param text the text
     * @return one for each finding, empty if nothing is found
     */
    public List<FindingExplanation> explain(String server, Surface surface, String text) {
        InspectPolicy inspect = policy().inspect(requireNonNull(server, "server"));
        return FindingExplanation.of(
                inspect, surface, Samples.event(surface), Phase.RESPONSE, Samples.of(surface, text));
    }

    /**
     * Approves a definition that is held, in all running sessions at once. What a person approves is the definition with
     * this digest, as the lock and the log show it, and none that comes after it.
     *
     * @param server the server's name in the policy
     * @param kind what the item is
     * @param name its name
     * @param digest {@code sha256:} and the digest of the definition
     * @return true if it is approved; false if no such definition is known; fails if it cannot be written down
     */
    public CompletionStage<Boolean> approve(String server, ItemKind kind, String name, String digest) {
        return engine.book().approve(server, kind, name, digest);
    }

    /**
     * Approves where a server runs, and the digests of its files: what was refused because it is pinned at another place.
     * It holds for all running sessions at once and in the lock; what the server declares is judged by its pins as before.
     *
     * @param server the server's name in the policy
     * @param code {@code place-} and what stands behind it in the reason of the refusal; it means nothing to another process
     * @return true if it is approved; false if the server was not refused at that place last; fails if it cannot be
     *     written down
     */
    public CompletionStage<Boolean> approvePlace(String server, String code) {
        return engine.book().approvePlace(server, code);
    }

    /**
     * Where the question about a refused call stands. The refusal names its ticket, in its text and in
     * {@code _meta["io.mcpguard/decision"].ticket}.
     *
     * @param name the ticket's name
     * @return the ticket; empty if there is none of that name, if its time is up, or if it was used
     */
    public Optional<Ticket> ticket(String name) {
        return engine.desk().ticket(requireNonNull(name, "name"));
    }

    /** {@return the policy, which never changes} */
    public Policy policy() {
        return engine.policy();
    }

    /**
     * Flushes and closes the audit sink, and no longer watches the store of the pins. Sessions that are still open go on
     * unrecorded, so close clients first.
     */
    @Override
    public void close() {
        engine.book().close();
        engine.recorder().close();
    }

    /** Puts a guard together. Not thread-safe. */
    public static final class Builder {

        private final List<Interceptor> interceptors = new ArrayList<>();
        private final List<DecisionListener> listeners = new ArrayList<>();
        private Policy policy = Policy.balanced();
        private @Nullable PinStore lock;
        private @Nullable AuditSink audit;
        private @Nullable Approver approver;
        private @Nullable Reviewer reviewer;
        private @Nullable Vault vault;
        private @Nullable BinaryOperator<String> exposedNames;
        private final List<Tool> localTools = new ArrayList<>();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Reads the policy from a file.
         *
         * @param file {@code mcp-guard.yaml}, YAML or JSON
         * @return this
         * @throws io.mcpguard.policy.PolicyException if something in it is wrong; names file, line, column and remedy
         */
        public Builder policy(Path file) {
            return policy(Policy.load(file));
        }

        /**
         * Sets the policy.
         *
         * @param policy the policy; {@code balanced} if never called
         * @return this
         */
        public Builder policy(Policy policy) {
            this.policy = requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Sets where pins are kept.
         *
         * @param store the store; memory if never called, and then the first sight of a server is that of this process
         * @return this
         */
        public Builder lock(PinStore store) {
            this.lock = requireNonNull(store, "store");
            return this;
        }

        /**
         * Sets where decisions are recorded.
         *
         * @param sink the sink; the SLF4J log if never called
         * @return this
         */
        public Builder audit(AuditSink sink) {
            this.audit = requireNonNull(sink, "sink");
            return this;
        }

        /**
         * Adds an interceptor. Validators run in the order they are added, after the guard's own.
         *
         * @param interceptor a validator or a mutator with a name of its own
         * @return this
         */
        public Builder interceptor(Interceptor interceptor) {
            interceptors.add(requireNonNull(interceptor, "interceptor"));
            return this;
        }

        /**
         * Sets who asks people.
         *
         * @param approver asks; if never called, what needs an approval is refused
         * @return this
         */
        public Builder approver(Approver approver) {
            this.approver = requireNonNull(approver, "approver");
            return this;
        }

        /**
         * Sets who gives a second opinion on findings that are open to review.
         *
         * @param reviewer reviews; if never called, people are asked
         * @return this
         */
        public Builder reviewer(Reviewer reviewer) {
            this.reviewer = requireNonNull(reviewer, "reviewer");
            return this;
        }

        /**
         * Sets a vault of the application's own, for values that only the application knows. It works beside the guard's, on
         * messages in which the guard's placeholders stand; what it puts back nobody checks.
         *
         * @param vault the vault; if never called, the policy alone says what is redacted
         * @return this
         */
        public Builder vault(Vault vault) {
            this.vault = requireNonNull(vault, "vault");
            return this;
        }

        /**
         * Says how the framework names tools and prompts to the model, where {@code names.exposed} of the policy does not
         * say it exactly. Names collide if what this makes of them looks the same.
         *
         * @param exposed makes the name that the model sees of a server's name and a tool's or prompt's; a pure function
         * @return this
         */
        public Builder exposedNames(BinaryOperator<String> exposed) {
            this.exposedNames = requireNonNull(exposed, "exposed");
            return this;
        }

        /**
         * Adds tools that the application gives the model itself: no server gets their names, unless its tool is approved
         * by a person or was pinned before.
         *
         * @param names their names, as the model sees them; 10,000 at most
         * @return this
         */
        public Builder localTools(Collection<String> names) {
            names.forEach(name -> localTools.add(new Tool(requireNonNull(name, "name"), "")));
            return this;
        }

        /**
         * Adds tools that the application gives the model itself, as {@code tools/list} would show them. More than by
         * {@link #localTools}, a tool of a server is reported that is described like one of them.
         *
         * @param definitions each with {@code name}, as the model sees it, and {@code description}; what else they have,
         *     such as {@code inputSchema}, is not compared. With those known by name 10,000 at most
         * @return this
         * @throws IllegalArgumentException if one has no name
         */
        public Builder localToolDefinitions(Collection<? extends Map<String, ?>> definitions) {
            for (Map<String, ?> definition : definitions) {
                if (!(definition.get("name") instanceof String name)) {
                    throw new IllegalArgumentException("a local tool has no name; give each a \"name\"");
                }
                localTools.add(new Tool(name, definition.get("description") instanceof String text ? text : ""));
            }
            return this;
        }

        /**
         * Adds a listener, which is told of every decision in order and off the message's thread.
         *
         * @param listener the listener
         * @return this
         */
        public Builder onDecision(DecisionListener listener) {
            listeners.add(requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Sets the clock that decisions, deadlines and grants go by.
         *
         * @param clock the clock; UTC if never called
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Builds the guard and starts to read the pins.
         *
         * @return the guard
         * @throws IllegalArgumentException if two interceptors have one name, or the policy names one that does not exist
         */
        public McpGuard build() {
            if (lock == null) {
                log.info("pins live in memory only: what a server changes between two runs goes unnoticed; "
                        + "keep them with McpGuard.builder().lock(LockFile.at(Path.of(\"mcp-guard.lock\")))");
            }
            var names = NameClaims.described(policy, exposedNames, localTools);
            var book = new TrustBook(lock == null ? new MemoryPinStore() : lock, policy.pin(), names);
            DataPolicy data = policy.data();
            var dataVault = new DataVault(data.detectors(), new Conversations(data.values(), data.lifetime(), clock));
            var recorder = new Recorder(
                    audit == null ? new Slf4jAudit() : audit,
                    listeners,
                    clock,
                    policy.audit().payloads(),
                    new Secrets(dataVault::conceal, dataVault::concealSecrets));
            Supplier<String> ids = ids();
            var desk = new Desk(approver, reviewer, policy.approval(), ids, clock);
            var engine = new Engine(
                    policy,
                    interceptors,
                    book,
                    dataVault,
                    new Leaks(data, clock),
                    vault,
                    desk,
                    recorder,
                    ids,
                    new AtomicLong());
            // A session with nobody at its other end finds two interceptors of one name now rather than later.
            engine.session(Server.named("mcp-guard")).close();
            book.load();
            return new McpGuard(engine);
        }

        private static Supplier<String> ids() {
            var random = new SecureRandom();
            return () -> {
                var bytes = new byte[16];
                random.nextBytes(bytes);
                return HexFormat.of().formatHex(bytes);
            };
        }
    }
}
