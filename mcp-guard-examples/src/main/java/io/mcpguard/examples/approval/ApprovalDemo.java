package io.mcpguard.examples.approval;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.approval.ApprovalInbox;
import io.mcpguard.audit.FileAudit;
import io.mcpguard.policy.Policy;
import io.mcpguard.test.TestServer;
import io.mcpguard.test.TestServers;
import io.mcpguard.test.transport.InMemoryTransport;
import io.mcpguard.transport.McpTransports;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * An agent that wants to send e-mails, and a person who approves them on a web page. Run it with {@code ./quickstart
 * approval}, open the link it prints, approve one, deny one, and let the time of one run out.
 */
public final class ApprovalDemo implements AutoCloseable {

    private static final String HELP = """
            An agent wants to send e-mails and to delete one; you approve or deny it on a web page.

              --port N   the page's port on 127.0.0.1, from 0 to 65535; 0, which is the default, takes a free one
              --help

            Questions stay open for two minutes. Ctrl-C ends the program.""";

    private static final Duration TICKET = Duration.ofMinutes(2);

    private final TestServer mail = TestServers.mail().tool("delete_email", "Deletes an e-mail.", args -> "deleted");
    private final McpGuard guard;
    private final McpSyncClient client;
    private final DemoAgent agent;
    private final ApprovalPage page;

    ApprovalDemo(String person, int port, Duration ticket, Path audit) throws IOException {
        Policy policy = Policy.balanced()
                .server("mail", mail -> mail.approveTools("send_*", "delete_*"))
                .approval(approval -> approval.ticket(ticket));

        var inbox = new ApprovalInbox();
        guard = McpGuard.builder()
                .policy(policy)
                .approver(inbox)
                .audit(FileAudit.at(audit))
                .build();

        client = McpClient.sync(McpTransports.wrap(guard, Server.named("mail"), () -> InMemoryTransport.to(mail)))
                // Else the conversation is lost between threads, and an approval holds for one alone.
                .transportContextProvider(McpTransports.conversationContext())
                .build();
        agent = new DemoAgent(guard, client);

        page = ApprovalPage.open(inbox, person, port, this::activity);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = List.of(args);
        if (words.contains("--help")) {
            System.out.println(HELP);
            return;
        }
        int port = port(words);
        if (port < 0) {
            System.err.println("cannot be understood: " + String.join(" ", words) + "\n\n" + HELP);
            System.exit(2);
        }
        try {
            run(port);
        } catch (BindException e) {
            System.err.println("port " + port + " is taken; without --port a free one is used");
            System.exit(1);
        }
    }

    private static void run(int port) throws IOException, InterruptedException {
        // A request that does not end within ten seconds is given up, so that nobody can keep the page's threads busy.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        Path audit = Files.createTempDirectory("mcp-guard-approval").resolve("audit.jsonl");
        var demo = new ApprovalDemo(System.getProperty("user.name"), port, TICKET, audit);
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
        demo.start();
        System.out.println("Approve or deny here:  " + demo.page.link());
        System.out.println("The link is for you alone: whoever has it can approve.");
        System.out.println("The audit log of this run: " + audit);
        new CountDownLatch(1).await();
    }

    /** The port; -1 if the words are no options. */
    private static int port(List<String> words) {
        if (words.isEmpty()) {
            return 0;
        }
        boolean isPort = words.size() == 2
                && words.get(0).equals("--port")
                && words.get(1).matches("[0-9]{1,5}");
        int port = isPort ? Integer.parseInt(words.get(1)) : -1;
        return port <= 65_535 ? port : -1;
    }

    void start() {
        agent.start();
    }

    String link() {
        return page.link();
    }

    TestServer mail() {
        return mail;
    }

    List<Errand> errands() {
        return agent.errands();
    }

    private List<String> activity() {
        return agent.errands().stream().map(Errand::told).toList();
    }

    @Override
    public void close() {
        page.close();
        agent.close();
        client.close();
        guard.close();
    }
}
