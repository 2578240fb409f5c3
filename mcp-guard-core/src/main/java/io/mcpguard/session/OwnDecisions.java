package io.mcpguard.session;

import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Interceptor.Mode;
import io.mcpguard.pipeline.Judgement;
import io.mcpguard.session.Correlation.Pending;
import io.mcpguard.trust.Learned;
import java.util.List;
import java.util.Map;

/** Decisions about what is no message, or not any more: they are recorded, and nothing goes anywhere. */
final class OwnDecisions {

    /** The rule by which everything is refused once the connection ended by itself. */
    static final String LOST = "session.lost";

    private static final String DROPPED = "guard/dropped";

    private final Engine engine;
    private final Intake intake;

    OwnDecisions(Engine engine, Intake intake) {
        this.engine = engine;
        this.intake = intake;
    }

    /** Something came that belongs to nothing. */
    void dropped(String reason) {
        record(refusal(DROPPED, "correlation", reason));
    }

    /** Many notifications, or requests of the server, are one decision. */
    void flooded(String rule, String reason) {
        Judgement refused = refusal(DROPPED, rule, reason);
        record(engine.policy().mode() == Mode.ENFORCE ? refused : refused.onlyRecorded());
    }

    /** What the guard made of its own listing. */
    void learned(Learned learned, List<String> collisions, List<String> tools) {
        record(Learning.judge(intake.own("guard/pins", Map.of()), learned, collisions, tools));
    }

    /** A server was not started, or would not have been. Returns whether it is refused. */
    boolean notStarted(String rule, String reason) {
        Judgement refused = refusal("guard/start", rule, reason);
        boolean enforced = engine.policy().mode() == Mode.ENFORCE;
        record(enforced ? refused : refused.onlyRecorded());
        return enforced;
    }

    /** The connection ended by itself. */
    void lost(String reason) {
        record(refusal("guard/lost", LOST, reason));
    }

    /** A request waited for its answer when that happened. */
    Judgement unanswered(Pending request, String reason) {
        return record(Judgement.refuse(intake.response(request, Kind.ERROR, true, null), LOST, reason));
    }

    /** A request is settled, and the transport could not send it. */
    void unsent(Pending request) {
        record(Judgement.refuse(
                intake.response(request, Kind.ERROR, true, null),
                "session.unsent",
                "it could not be sent, or nothing that can be read came back"));
    }

    private Judgement refusal(String event, String rule, String reason) {
        return Judgement.refuse(intake.own(event, Map.of()), rule, reason);
    }

    private Judgement record(Judgement judgement) {
        engine.recorder().record(judgement, Map.of(), 0);
        return judgement;
    }
}
