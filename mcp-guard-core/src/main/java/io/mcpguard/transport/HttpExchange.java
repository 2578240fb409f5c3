package io.mcpguard.transport;

import io.mcpguard.session.Message;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One request over HTTP and its answer. The head decides what becomes of the body; all that MCP has no use for is
 * refused in the guard's words, and its body is never looked at.
 */
final class HttpExchange<T> implements BodyHandler<T> {

    private final HttpRules rules;
    private final HttpReport report;
    private final SessionIds sessions;
    private final SessionIds events;
    private final HttpRequest request;
    private final BodyHandler<T> sdk;
    private final @Nullable Message posted;
    private final @Nullable Object awaited;
    private final CompletableFuture<HttpResponse<T>> answer = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> headed = new CompletableFuture<>();
    private volatile @Nullable HttpHead head;
    private volatile @Nullable HttpBody<T> body;
    private volatile @Nullable EmptyBody<T> empty;
    private volatile @Nullable HttpRefusal refusal;

    HttpExchange(HttpReport report, SessionIds sessions, SessionIds events, HttpRequest request, BodyHandler<T> sdk) {
        this.report = report;
        this.rules = report.rules();
        this.sessions = sessions;
        this.events = events;
        this.request = request;
        this.sdk = sdk;
        this.posted = request.method().equals("POST") ? Posted.message(request) : null;
        this.awaited = !rules.isSse() && posted instanceof Message.Request asked ? asked.id() : null;
        CompletionStage<?> over = answer;
        over.whenComplete((x, e) -> headed.complete(null));
    }

    /** Sends it, unless nobody waits for it any more. Never fails: the answer does. */
    void start(HttpClient client) {
        if (!rules.isSameOrigin(request.uri())) {
            answer.completeExceptionally(
                    report.refuse("was to be sent something at another origin than the one that was checked"));
        } else if (request.method().equals("POST") && posted == null) {
            // Sent, it would be a request that nobody knows of, whose answer nobody looks for.
            answer.completeExceptionally(report.refuse("was to be sent what the guard cannot read as a message"));
        } else if (!answer.isDone()) {
            try {
                watch(client.sendAsync(outgoing(), this));
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void watch(CompletableFuture<HttpResponse<T>> exchange) {
        Duration patience = request.method().equals("DELETE") ? rules.idle() : rules.patience();
        Alarm alarm = Alarm.after(patience, () -> {
            if (head == null && !answer.isDone()) {
                failed(report.refuse("did not answer in time"));
                exchange.cancel(true);
            }
        });
        CompletionStage<HttpResponse<T>> end = exchange;
        end.whenComplete((response, failure) -> {
            alarm.callOff();
            HttpHead shown = head;
            if (response != null && shown != null) {
                answer.complete(new ShownResponse<>(response, request, shown));
            } else {
                failed(failure);
            }
        });
        CompletionStage<HttpResponse<T>> given = answer;
        given.whenComplete((response, failure) -> {
            if (answer.isCancelled()) {
                exchange.cancel(true);
            }
        });
    }

    CompletableFuture<HttpResponse<T>> answer() {
        return answer;
    }

    /** Whether it is a message that no answer is awaited to, so that the server is in no hurry to take it. */
    boolean listens() {
        return request.method().equals("GET");
    }

    /** Whether it tells a server that it may begin to talk by itself. */
    boolean letsTalk() {
        return posted instanceof Message.Notification told && told.method().equals("notifications/initialized");
    }

    /** Completes when the server has begun to answer, or never will. */
    CompletableFuture<@Nullable Void> headed() {
        return headed;
    }

    boolean mayWait() {
        return posted != null && !(posted instanceof Message.Request) && rules.isSameOrigin(request.uri());
    }

    long bytes() {
        return request.bodyPublisher()
                .map(HttpRequest.BodyPublisher::contentLength)
                .orElse(0L);
    }

    /** It is not sent at all. */
    void refuse(String why) {
        answer.completeExceptionally(report.refuse(why));
    }

    /** Does it when nothing more will come. */
    void whenOver(Runnable then) {
        CompletionStage<HttpResponse<T>> given = answer;
        given.whenComplete((response, failure) -> {
            HttpBody<T> open = body;
            EmptyBody<T> unread = empty;
            if (failure == null && open != null) {
                open.whenOver(then);
            } else if (failure == null && unread != null) {
                unread.whenOver(then);
            } else {
                then.run();
            }
        });
    }

    /** The connection is closed from this side. */
    void abort() {
        answer.cancel(true);
        HttpBody<T> open = body;
        if (open != null) {
            open.cancel();
        }
    }

    private void failed(@Nullable Throwable failure) {
        if (answer.isDone()) {
            return;
        }
        if (rules.isSse() && request.method().equals("GET") && !(failure instanceof CancellationException)) {
            // The SDK would wait on for the endpoint that this stream was to name.
            report.lost("is not connected: its event stream could not be opened, or ended at once");
        }
        HttpRefusal said = refusal == null ? Concealment.find(failure, HttpRefusal.class) : refusal;
        if (said != null) {
            answer.completeExceptionally(said);
        } else if (failure instanceof CancellationException) {
            answer.cancel(false);
        } else {
            WrongKeyException wrong = Concealment.find(failure, WrongKeyException.class);
            answer.completeExceptionally(report.refuse(
                    wrong != null
                            ? wrong.words()
                            : Concealment.find(failure, ConnectException.class) != null
                                    ? "cannot be reached"
                                    : "cannot be talked to over HTTP"));
        }
    }

    private HttpRequest outgoing() {
        HttpRequest.Builder copy = HttpRequest.newBuilder(
                request,
                (name, value) ->
                        !name.equalsIgnoreCase(HttpHead.SESSION) && !name.equalsIgnoreCase(HttpHead.LAST_EVENT));
        request.headers()
                .firstValue(HttpHead.LAST_EVENT)
                .ifPresent(name -> copy.header(HttpHead.LAST_EVENT, events.id(name)));
        request.headers()
                .firstValue(HttpHead.SESSION)
                .ifPresent(name -> copy.header(HttpHead.SESSION, sessions.id(name)));
        return copy.build();
    }

    @Override
    public BodySubscriber<T> apply(ResponseInfo server) {
        headed.complete(null);
        int status = server.statusCode();
        String id = server.headers().firstValue(HttpHead.SESSION).orElse(null);
        String session = id == null ? null : sessions.name(id);
        if (id != null && session == null) {
            return refuse(server, "names a session by what is no id of a session");
        }
        if (status >= 300 && status < 400) {
            return refuse(
                    server,
                    "redirects (HTTP status " + status + "), which the guard does not follow: if it has moved, give its"
                            + " new URL");
        }
        if (request.method().equals("DELETE")) {
            return nothing(server, status, session);
        }
        if (status >= 400) {
            return error(server, status, session);
        }
        return request.method().equals("GET") ? listen(server, session) : posted(server, session);
    }

    /** Those statuses that the SDK knows what to do with go on, without their bodies. */
    private BodySubscriber<T> error(ResponseInfo server, int status, @Nullable String session) {
        boolean get = request.method().equals("GET");
        if (rules.isSse() || status == 402 || status > 405 || (status == 405 && !get)) {
            return refuse(server, "answers with HTTP status " + status);
        }
        if (get && (status == 400 || status == 404)) {
            // The SDK would take it for the end of the session and begin anew, again and again, where there is nothing
            // to listen to. If the session is over, then the next POST is told so.
            report.unreadable("has no event stream to listen to (HTTP status " + status + ")");
            return nothing(server, 405, session);
        }
        if (status == 400 || status == 404) {
            if (request.headers().firstValue(HttpHead.SESSION).isEmpty()) {
                return refuse(server, "answers with HTTP status " + status);
            }
            report.unreadable("does not know the session any more (HTTP status " + status + ")");
        } else if (status != 405) {
            report.unreadable("wants an authorization (HTTP status " + status + ")");
        }
        return nothing(server, status, session);
    }

    private BodySubscriber<T> listen(ResponseInfo server, @Nullable String session) {
        return HttpHead.mediaType(server).equals(HttpHead.EVENTS)
                ? events(server, session, true)
                : refuse(server, "answers with no event stream where one was asked for");
    }

    private BodySubscriber<T> posted(ResponseInfo server, @Nullable String session) {
        if (rules.isSse()) {
            return nothing(server, 202, session);
        }
        String mediaType = HttpHead.mediaType(server);
        if (mediaType.equals(HttpHead.EVENTS) && server.statusCode() != 202) {
            return events(server, session, false);
        }
        if (awaited == null) {
            return nothing(server, 202, session);
        }
        if (server.statusCode() == 202 || mediaType.isEmpty()) {
            return refuse(server, "accepts a request and does not answer it");
        }
        if (!mediaType.equals(HttpHead.JSON)) {
            return refuse(server, "answers with a media type that MCP does not know");
        }
        return body(new JsonBody<>(sdk.apply(show(server, 200, HttpHead.JSON, session)), report, awaited));
    }

    private BodySubscriber<T> events(ResponseInfo server, @Nullable String session, boolean listening) {
        BodySubscriber<T> reader = sdk.apply(show(server, 200, HttpHead.EVENTS, session));
        return body(new EventBody<>(reader, report, events, request.uri(), listening, awaited));
    }

    private BodySubscriber<T> body(HttpBody<T> of) {
        body = of;
        return of;
    }

    private BodySubscriber<T> nothing(ResponseInfo server, int status, @Nullable String session) {
        var unread = new EmptyBody<>(sdk.apply(show(server, status, "", session)));
        empty = unread;
        return unread;
    }

    private BodySubscriber<T> refuse(ResponseInfo server, String what) {
        refusal = report.refuse(what);
        show(server, server.statusCode(), "", null);
        return new RefusedBody<>(refusal);
    }

    private HttpHead show(ResponseInfo server, int status, String mediaType, @Nullable String session) {
        HttpHead shown = HttpHead.of(server, rules.url(), status, mediaType, session);
        head = shown;
        return shown;
    }
}
