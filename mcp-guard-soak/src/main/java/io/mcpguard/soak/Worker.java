package io.mcpguard.soak;

import io.mcpguard.api.Conversation;
import io.mcpguard.soak.Ledger.End;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** One thread that calls, injects faults, and looks at how each call ends. */
final class Worker implements Runnable {

    static final int TENANTS = 5;

    /** Of the result of a call that the guard refused. */
    private static final String DECISION = "io.mcpguard/decision";

    private final List<Slot> slots;
    private final Set<Fault> faults;
    private final Ledger ledger;
    private final BooleanSupplier goOn;
    private final Random random;
    private volatile long startedAt;

    Worker(List<Slot> slots, Set<Fault> faults, Ledger ledger, BooleanSupplier goOn, long seed) {
        this.slots = slots;
        this.faults = faults;
        this.ledger = ledger;
        this.goOn = goOn;
        this.random = new Random(seed);
    }

    /** Nanoseconds that the call under way has taken; 0 if none is. */
    long busyFor() {
        long since = startedAt;
        return since == 0 ? 0 : System.nanoTime() - since;
    }

    @Override
    public void run() {
        while (goOn.getAsBoolean()) {
            startedAt = System.nanoTime();
            try {
                turn(slots.get(random.nextInt(slots.size())));
            } catch (Throwable e) {
                ledger.broken("the soak itself failed with " + e);
            }
            startedAt = 0;
        }
    }

    private void turn(Slot slot) {
        if (slot.site().kind() == Site.Kind.STDIO && !faults.contains(Fault.CROWD)) {
            slot.alone().lock();
            try {
                step(slot);
            } finally {
                slot.alone().unlock();
            }
        } else {
            step(slot);
        }
    }

    private void step(Slot slot) {
        if (rarely(slot, Fault.RECONNECT, 5_000)) {
            slot.replace(slot.number());
        }
        if (slot.site().kind() != Site.Kind.MEMORY
                && slot.site().kind() != Site.Kind.STDIO
                && rarely(slot, Fault.HTTP, 2_000)) {
            disturbSite(slot);
            slot.site().breakNextPost(random.nextBoolean());
        }
        long call = ledger.start();
        String token = "t" + call + "-" + Long.toHexString(random.nextLong());
        Conversation conversation = Conversation.of("c" + call).principal("tenant-" + call % TENANTS);
        String tool = tool(slot);
        int number = slot.number();
        long start = System.nanoTime();
        try {
            CallToolResult result = slot.isAsync()
                    ? callAsync(slot, call, tool, token, conversation)
                    : slot.call(tool, token, conversation);
            if (result == null) {
                ledger.ended(call, End.CANCELLED);
            } else {
                judge(slot, call, tool, token, result, start);
                if (isLost(result)) {
                    slot.replace(number); // as an application does: a process that ended does not come back by itself
                }
            }
        } catch (Exception e) {
            ledger.ended(call, End.FAILED);
            if (!slot.isDisturbed(start)) {
                ledger.broken("call " + call + " of " + slot.tool(tool) + " failed, and nothing was wrong: " + e);
            }
            slot.replace(number);
        }
    }

    private static boolean isLost(CallToolResult result) {
        return result.meta() != null
                && result.meta().get(DECISION) instanceof Map<?, ?> decision
                && "session.lost".equals(decision.get("rule"));
    }

    private String tool(Slot slot) {
        if (rarely(slot, Fault.KILL, 4_000)) {
            disturbSite(slot);
            return "vanish";
        }
        if (rarely(slot, Fault.STORM, 1_000)) {
            disturbSite(slot);
            return "storm";
        }
        int dice = random.nextInt(1_000);
        if (dice < 4) {
            return ordinary(Fault.SLOW, "slow");
        } else if (dice < 14) {
            return ordinary(Fault.TWICE, "twice");
        } else if (dice < 24) {
            return ordinary(Fault.REFUSE, "wipe");
        }
        return dice < 34 ? ordinary(Fault.ASK, "pay") : "echo";
    }

    private String ordinary(Fault fault, String tool) {
        if (!faults.contains(fault)) {
            return "echo";
        }
        ledger.injected(fault);
        return tool;
    }

    /** Now and then, and only if nothing has been wrong for a while: a soak is not a crash test. */
    private boolean rarely(Slot slot, Fault fault, int oneIn) {
        boolean now = faults.contains(fault)
                && random.nextInt(oneIn) == 0
                && slot.calmFor() > Slot.TIMEOUT.multipliedBy(2).toNanos();
        if (now) {
            ledger.injected(fault);
        }
        return now;
    }

    /** Both clients of a server feel it. */
    private void disturbSite(Slot slot) {
        slots.stream().filter(other -> other.site().equals(slot.site())).forEach(Slot::disturb);
    }

    /** Null if it was cancelled. */
    private @Nullable CallToolResult callAsync(
            Slot slot, long call, String tool, String token, Conversation conversation) throws Exception {
        var ends = new AtomicInteger();
        var end = new CompletableFuture<@Nullable CallToolResult>();
        Disposable running = slot.callAsync(tool, token, conversation)
                .subscribe(
                        result -> {
                            once(call, ends);
                            end.complete(result);
                        },
                        failure -> {
                            once(call, ends);
                            end.completeExceptionally(failure);
                        },
                        () -> end.complete(null));
        if (tool.equals("echo") && faults.contains(Fault.CANCEL) && random.nextInt(200) == 0) {
            ledger.injected(Fault.CANCEL);
            running.dispose();
            end.complete(null);
        }
        return end.get(Slot.TIMEOUT.toMillis() * 3, TimeUnit.MILLISECONDS);
    }

    private void once(long call, AtomicInteger ends) {
        if (ends.incrementAndGet() > 1) {
            ledger.broken("call " + call + " ended twice");
        }
    }

    private void judge(Slot slot, long call, String tool, String token, CallToolResult result, long start) {
        boolean refused = result.meta() != null && result.meta().containsKey(DECISION);
        ledger.ended(call, refused ? End.REFUSED : End.ANSWERED);
        boolean mayPass = !tool.equals("wipe") && !(tool.equals("pay") && Answers.to(call) != Answers.GRANTED);
        if (refused) {
            if (mayPass && !slot.isDisturbed(start)) {
                ledger.broken("call " + call + " of " + slot.tool(tool) + " was refused: " + result.content());
            }
        } else if (!mayPass) {
            ledger.broken("call " + call + " of " + slot.tool(tool) + " was not refused");
        } else if (!(result.content().size() == 1
                && result.content().get(0) instanceof TextContent text
                && (text.text().equals(token)
                        || (tool.equals("twice") && text.text().equals(token + EchoServer.AGAIN))))) {
            ledger.broken("call " + call + " of " + slot.tool(tool) + " got another's answer: wanted " + token
                    + ", got " + result.content());
        }
    }
}
