package io.mcpguard.transport;

import java.lang.reflect.Constructor;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exception by which the SDK tells an application that a server wants an authorization, made anew with a text of
 * ours. Asked for by name: it is there from SDK 1.1.0 on, and from 2.0.0 on its constructor takes the request as well.
 */
final class AuthorizationRefusal {

    private static final String TYPE =
            "io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException";

    private AuthorizationRefusal() {}

    /** The same refusal under another message; empty if the failure is none. */
    static Optional<Throwable> under(String message, Throwable failure) {
        Class<?> type = failure.getClass();
        while (type != null && !type.getName().equals(TYPE)) {
            type = type.getSuperclass();
        }
        try {
            return type == null ? Optional.empty() : Optional.of(copy(message, type, failure));
        } catch (ReflectiveOperationException e) {
            // An SDK that does it in another way: then it is a failure like any other, without the server's text.
            return Optional.empty();
        }
    }

    private static Throwable copy(String message, Class<?> type, Throwable refusal)
            throws ReflectiveOperationException {
        for (Constructor<?> constructor : type.getConstructors()) {
            Class<?>[] types = constructor.getParameterTypes();
            if (types.length >= 2 && types[0] == String.class && types[types.length - 1] == ResponseInfo.class) {
                @Nullable Object[] arguments = new @Nullable Object[types.length];
                arguments[0] = message;
                arguments[types.length - 1] = get(refusal, "getResponseInfo");
                if (types.length == 3) {
                    arguments[1] = get(refusal, "getRequestSnapshot");
                }
                return (Throwable) constructor.newInstance(arguments);
            }
        }
        throw new NoSuchMethodException(TYPE);
    }

    private static @Nullable Object get(Throwable refusal, String property) throws ReflectiveOperationException {
        return refusal.getClass().getMethod(property).invoke(refusal);
    }
}
