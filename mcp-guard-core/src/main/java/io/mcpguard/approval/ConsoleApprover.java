package io.mcpguard.approval;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.api.ask.Approval;
import io.mcpguard.api.ask.ApprovalRequest;
import io.mcpguard.api.ask.Approver;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An approver that asks on a terminal, for demonstrations and for tools that one person runs for themselves. One question
 * at a time, on a daemon thread of its own; the next one waits. {@code y} approves the call once, {@code n}, an empty line
 * and the end of the input deny it; what was typed before the question was there is no answer. What servers and models
 * wrote is shown escaped, so that no control sequence reaches the terminal, and what is sent is shown whole: a call whose
 * tool and arguments are too long for that is denied without a question.
 *
 * <pre>{@code
 * McpGuard guard = McpGuard.builder()
 *     .policy(Policy.balanced().approval(approval -> approval.hold(Duration.ofSeconds(12)))) // somebody sits there
 *     .approver(ConsoleApprover.onSystemConsole("ana"))
 *     .build();
 * }</pre>
 */
public final class ConsoleApprover implements Approver {

    /** In characters, as they are shown. */
    private static final int MAX_TEXT = 2_000;

    /** In characters, typed ahead. More is no person. */
    private static final int MAX_TYPED = 65_536;

    private static final int MAX_FINDINGS = 10;
    private static final long IDLE_SECONDS = 5;

    private final BufferedReader in;
    private final PrintStream out;
    private final String person;
    private final ThreadPoolExecutor asking;

    /**
     * Asks with these streams.
     *
     * @param in where answers come from, a line each
     * @param out where questions go
     * @param person who sits there, for the audit log
     */
    public ConsoleApprover(Reader in, PrintStream out, String person) {
        this.in = new BufferedReader(requireNonNull(in, "in"));
        this.out = requireNonNull(out, "out");
        this.person = requireNonNull(person, "person");
        this.asking = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ConsoleApprover::daemon);
        asking.allowCoreThreadTimeOut(true);
    }

    /**
     * Asks on standard error and reads from standard input, which nobody else should read.
     *
     * @param person who sits there, for the audit log
     * @return the approver
     */
    public static ConsoleApprover onSystemConsole(String person) {
        return new ConsoleApprover(new InputStreamReader(System.in, Charset.defaultCharset()), System.err, person);
    }

    @Override
    public CompletionStage<Approval> ask(ApprovalRequest request) {
        var answer = new CompletableFuture<Approval>();
        request.settled().thenRun(() -> answer.cancel(false));
        asking.execute(() -> {
            if (!answer.isDone()) {
                answer.complete(question(request));
            }
        });
        return answer;
    }

    private Approval question(ApprovalRequest request) {
        String arguments = JsonText.write(request.arguments());
        if (!fits(arguments) || !fits(request.target())) {
            out.println();
            out.println(shown(request.event()) + " of server "
                    + shown(request.server().name()) + " is denied: it cannot be shown whole, since it is too long");
            return Approval.denied(person, "it cannot be shown whole on the console");
        }
        if (!forgetTyped()) {
            return Approval.denied(person, "the input of the console does not end");
        }
        out.println();
        out.println(shown(request.event()) + " " + shown(request.target()) + " of server "
                + shown(request.server().name()) + " needs your approval"
                + request.ticket().map(ticket -> " (ticket " + ticket + ")").orElse("") + ":");
        out.println("  arguments: " + shown(arguments));
        request.conversation().principal().ifPresent(principal -> out.println("  on behalf of: " + shown(principal)));
        request.findings().stream()
                .limit(MAX_FINDINGS)
                .forEach(finding -> out.println("  because: " + reason(finding)));
        out.print("Approve this call once? [y/N] ");
        out.flush();
        String line = readLine();
        boolean yes = line.equals("y") || line.equals("yes");
        out.println(yes ? "approved" : "denied");
        return yes ? Approval.once(person) : Approval.denied(person, "answered on the console");
    }

    private String readLine() {
        try {
            String line = in.readLine();
            return line == null ? "" : line.strip().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            return ""; // a console that is gone says no
        }
    }

    private static String reason(Finding finding) {
        return shown(finding.message()) + (finding.rule().isEmpty() ? "" : " (" + shown(finding.rule()) + ")");
    }

    /** Whoever types y out of habit, or pastes a text with lines in it, has not answered the next question. */
    private boolean forgetTyped() {
        try {
            for (int i = 0; in.ready(); i++) {
                if (i == MAX_TYPED) {
                    return false;
                }
                if (in.read() < 0) {
                    return true;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean fits(String text) {
        return text.length() <= MAX_TEXT
                && SafeText.excerpt(text, Integer.MAX_VALUE).length() <= MAX_TEXT;
    }

    private static String shown(String text) {
        return SafeText.excerpt(text, MAX_TEXT);
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "mcp-guard-console");
        thread.setDaemon(true);
        return thread;
    }
}
