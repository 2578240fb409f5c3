package io.mcpguard.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.shadow.ForeignTools.Tool;
import io.mcpguard.shadow.References.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that come and go while others ask: no answer is ever about a server that does not have the tool. */
class ForeignToolsRaceTest {

    private static final int SERVERS = 6;
    private static final int READERS = 3;
    private static final int ROUNDS = 1_000;
    private static final String SHARED = "shared_tool";
    private static final String URI = "file:///shared";

    private final ForeignTools tools = new ForeignTools(NameClaims.none(), new ForeignTools.Trust() {
        @Override
        public boolean trusts(String server, String tool) {
            return true;
        }

        @Override
        public boolean isContested(String server, String tool) {
            return false;
        }
    });

    private static String own(int server) {
        return "tool_of_" + server;
    }

    private static String text() {
        var text = new StringBuilder("Please call " + SHARED + ".\n");
        for (int server = 0; server < SERVERS; server++) {
            text.append("Please call ").append(own(server)).append(".\n");
        }
        return text.toString();
    }

    private static List<Tool> toolsOf(int server) {
        String description = "Does what only server " + server + " does, as long as it is there and nobody else is";
        return List.of(new Tool(own(server), description), new Tool(SHARED, ""));
    }

    private void comeAndGo(int server) {
        String name = "server-" + server;
        for (int round = 0; round < ROUNDS; round++) {
            tools.declare(name, toolsOf(server));
            tools.lists(name, ItemKind.RESOURCE, List.of(URI, "file:///" + server));
            tools.gone(name);
        }
        tools.declare(name, toolsOf(server));
        tools.lists(name, ItemKind.RESOURCE, List.of(URI, "file:///" + server));
    }

    private void ask(AtomicInteger running) {
        String text = text();
        while (running.get() > 0) {
            for (Reference reference : References.inResult("reader", text, tools)) {
                if (!reference.name().equals(SHARED)) {
                    assertThat(reference.owner())
                            .isEqualTo("server-" + reference.name().substring(8));
                }
            }
            for (int server = 0; server < SERVERS; server++) {
                assertThat(tools.alsoListedBy("server-" + server, ItemKind.RESOURCE, "file:///" + server))
                        .isNull();
                String copied =
                        tools.cloneOf("server-" + server, toolsOf(server).get(0).description());
                assertThat(copied == null || !copied.startsWith("server-" + server))
                        .isTrue();
            }
        }
    }

    @Test
    void whoeverAsksIsToldOfNobodyWhoDoesNotHaveIt() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(SERVERS + READERS);
        var running = new AtomicInteger(SERVERS);
        var start = new CountDownLatch(1);
        var all = new ArrayList<Future<?>>();
        for (int i = 0; i < SERVERS; i++) {
            int server = i;
            all.add(threads.submit(after(start, () -> {
                try {
                    comeAndGo(server);
                } finally {
                    running.decrementAndGet();
                }
            })));
        }
        for (int i = 0; i < READERS; i++) {
            all.add(threads.submit(after(start, () -> ask(running))));
        }
        start.countDown();
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();

        assertThat(References.inResult("reader", text(), tools))
                .as("no name was lost on the way")
                .hasSize(SERVERS + 1)
                .allMatch(Reference::order);
        assertThat(tools.alsoListedBy("server-0", ItemKind.RESOURCE, URI)).isNotNull();

        for (int server = 0; server < SERVERS; server++) {
            tools.gone("server-" + server);
        }
        assertThat(References.inResult("reader", text(), tools)).isEmpty();
    }

    private static Callable<?> after(CountDownLatch start, Runnable task) {
        return () -> {
            start.await();
            task.run();
            return null;
        };
    }
}
