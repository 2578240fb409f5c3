package io.mcpguard.transport;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of an answer as the SDK gets it: the status, and only headers whose text the guard knows or has checked. */
record HttpHead(int statusCode, HttpHeaders headers, HttpClient.Version version) implements ResponseInfo {

    static final String SESSION = "mcp-session-id";
    static final String LAST_EVENT = "last-event-id";
    static final String CONTENT_TYPE = "content-type";
    static final String EVENTS = "text/event-stream";
    static final String JSON = "application/json";

    static HttpHead of(ResponseInfo server, URI url, int status, String mediaType, @Nullable String session) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (!mediaType.isEmpty()) {
            headers.put(CONTENT_TYPE, List.of(mediaType));
        }
        if (session != null) {
            headers.put(SESSION, List.of(session));
        }
        if (status == 401 || status == 403) {
            List<String> challenges = AuthChallenge.checked(server.headers().allValues(AuthChallenge.HEADER), url);
            if (!challenges.isEmpty()) {
                headers.put(AuthChallenge.HEADER, challenges);
            }
        }
        return new HttpHead(status, HttpHeaders.of(headers, (name, value) -> true), server.version());
    }

    /** The media type without parameters. */
    static String mediaType(ResponseInfo server) {
        String type = server.headers().firstValue(CONTENT_TYPE).orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
