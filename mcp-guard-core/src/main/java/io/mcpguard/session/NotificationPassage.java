package io.mcpguard.session;

import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A notification of either side: it goes on, or nobody hears of it. */
final class NotificationPassage extends Passage {

    NotificationPassage(Intercepted in) {
        super(in);
    }

    @Override
    Outcome pass(Map<String, @Nullable Object> payload) {
        return new Outcome.Pass(new Message.Notification(in.event(), payload));
    }

    @Override
    Outcome refuse(Judgement judgement) {
        return Outcome.Drop.INSTANCE;
    }
}
