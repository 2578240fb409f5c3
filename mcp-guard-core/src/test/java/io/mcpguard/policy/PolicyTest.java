package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Hook;
import io.mcpguard.api.Interceptor;
import io.mcpguard.api.Interceptor.Mode;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.PinPolicy.FirstSight;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Interceptor MAIL =
            Validator.of("no-outside-mail", Hook.requests("tools/call"), in -> ValidationResult.valid());

    @Test
    void balancedTrustsOnceAndRefusesWhatIsClear() {
        Policy policy = Policy.balanced();
        assertThat(policy.preset()).isEqualTo(Preset.BALANCED);
        assertThat(policy.origin()).isEqualTo("preset balanced");
        assertThat(policy.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(policy.serverNames()).isEmpty();
        assertThat(policy.pin())
                .hasToString("{first_sight=trust, drift={benign=flag, suspicious=ask, critical=block}, "
                        + "collision=block, resources=false, recheck=10m}");
        assertThat(policy.inspect())
                .hasToString("{definitions=block, results=sanitize, errors=sanitize, notifications=sanitize, "
                        + "server_requests=block, arguments=flag, noticed=flag, foreign_orders=sanitize}");
        assertThat(policy.audit()).hasToString("{required=false, payloads=false}");
        assertThat(policy.approval())
                .hasToString("{budget=15s, hold=0s, ticket=10m, max_open=64, max_open_per_conversation=8}");
        assertThat(policy.limits())
                .hasToString("{depth=128, nodes=400000, string_chars=4194304, message_chars=16777216, pages=1000, "
                        + "items=50000, pending=10000, request_timeout=10m, min_protocol=2024-11-05}");
        assertThat(policy.limits().json()).isEqualTo(Limits.DEFAULT);
        assertThat(policy.server("any").may(ClientFeature.SAMPLING)).isTrue();
        assertThat(policy.server("any").env()).isEmpty();
    }

    @Test
    void observeFlagsEverythingAndAppliesNothing() {
        Policy policy = Policy.observe();
        assertThat(policy.mode()).isEqualTo(Mode.AUDIT);
        assertThat(policy.inspect())
                .hasToString("{definitions=flag, results=flag, errors=flag, notifications=flag, server_requests=flag, "
                        + "arguments=flag, noticed=flag, foreign_orders=flag}");
        assertThat(policy.pin())
                .hasToString("{first_sight=trust, drift=flag, collision=flag, resources=false, recheck=10m}");
    }

    @Test
    void strictWantsPinsAndAsksBeforeFoundOrdersAreSent() {
        Policy policy = Policy.strict();
        assertThat(policy.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(policy.pin().firstSight()).isEqualTo(FirstSight.REFUSE);
        assertThat(policy.inspect().arguments()).isEqualTo(Treatment.ASK);
        assertThat(policy.server("any").may(ClientFeature.ROOTS)).isFalse();
    }

    @Test
    void strictRefusesWhatAServerAsksOfTheClientUnlessItIsAllowed() {
        Policy policy = Policy.strict().server("a", a -> a.allowClient(ClientFeature.ROOTS));
        assertThat(policy.server("a").client(ClientFeature.ROOTS))
                .hasToString("ALLOW builder servers.a.client.roots: allowed by the policy");
        assertThat(policy.server("a").client(ClientFeature.SAMPLING))
                .hasToString("REFUSE preset strict: strict refuses sampling");
    }

    @Test
    void balancedAllowsWhatAServerAsksOfTheClientUnlessItIsRefused() {
        Policy policy = Policy.balanced().server("a", a -> a.refuseClient(ClientFeature.SAMPLING));
        assertThat(policy.server("a").client(ClientFeature.SAMPLING))
                .hasToString("REFUSE builder servers.a.client.sampling: refused by the policy");
        assertThat(policy.server("a").client(ClientFeature.ROOTS))
                .hasToString("ALLOW preset balanced: allowed as far as the client declared it");
    }

    @Test
    void setsTheModeOfOneInterceptor() {
        Policy policy = Policy.balanced().interceptorMode("no-outside-mail", Mode.AUDIT);
        assertThat(policy.modeOf(MAIL)).isEqualTo(Mode.AUDIT);
        assertThat(policy.interceptors()).containsOnlyKeys("no-outside-mail");
        assertThat(Policy.balanced().modeOf(MAIL)).isEqualTo(Mode.ENFORCE);
    }

    @Test
    void aPolicyThatOnlyRecordsLetsNoInterceptorEnforce() {
        Policy policy = Policy.balanced().mode(Mode.AUDIT).interceptorMode("no-outside-mail", Mode.ENFORCE);
        assertThat(policy.modeOf(MAIL)).isEqualTo(Mode.AUDIT);
    }

    @Test
    void isNeverChanged() {
        Policy before = Policy.balanced();
        String digest = before.digest();
        Policy after = before.server("a", a -> a.env("HOME"))
                .pin(pin -> pin.drift(Treatment.FLAG).recheck(Duration.ofMinutes(1)))
                .limits(limits -> limits.maxPages(3));
        assertThat(before.digest()).isEqualTo(digest);
        assertThat(before.lists("a")).isFalse();
        assertThat(before.pin().drift(DriftSeverity.CRITICAL)).isEqualTo(Treatment.BLOCK);
        assertThat(after.lists("a")).isTrue();
        assertThat(after.limits().maxPages()).isEqualTo(3);
        assertThat(after.origin()).isEqualTo("builder");
    }

    @Test
    void whatMeansTheSameIsEqual() {
        Policy one = Policy.balanced()
                .server("a", a -> a.allowTools("x", "y").url("HTTPS://A.example:443/"))
                .server("b", b -> b.env("A", "B"));
        Policy other = Policy.balanced()
                .server("b", b -> b.env("B").env("A"))
                .server("a", a -> a.url("https://a.example").allowTools("y").allowTools("x"));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.digest()).isEqualTo(other.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void whatMeansSomethingElseIsNot() {
        assertThat(Policy.balanced()).isNotEqualTo(Policy.strict());
        assertThat(Policy.balanced()).isNotEqualTo(Policy.balanced().mode(Mode.AUDIT));
        assertThat(Policy.balanced().server("a", a -> a.allowTools()))
                .isNotEqualTo(Policy.balanced().server("a", a -> {}));
        assertThat(Policy.balanced().server("a", a -> a.denyTools("x")))
                .isNotEqualTo(Policy.balanced().server("a", a -> a.approveTools("x")));
        assertThat(Policy.balanced().server("a", a -> a.command("x", "y")))
                .isNotEqualTo(Policy.balanced().server("a", a -> a.command("x y")));
    }

    @Test
    void itsPartsAreValues() {
        assertThat(Policy.balanced().inspect())
                .isEqualTo(Policy.balanced().inspect())
                .hasSameHashCodeAs(Policy.balanced().inspect())
                .isNotEqualTo(Policy.observe().inspect());
        assertThat(Policy.balanced().pin())
                .isEqualTo(Policy.balanced().pin())
                .hasSameHashCodeAs(Policy.balanced().pin())
                .isNotEqualTo(Policy.balanced().pin().drift(Treatment.FLAG));
        assertThat(Policy.balanced().audit())
                .isEqualTo(Policy.strict().audit())
                .hasSameHashCodeAs(Policy.strict().audit())
                .isNotEqualTo(Policy.strict().audit().payloads(true));
        assertThat(Policy.balanced().approval())
                .isEqualTo(Policy.strict().approval())
                .hasSameHashCodeAs(Policy.strict().approval())
                .isNotEqualTo(Policy.strict().approval().maxOpen(1));
        assertThat(Policy.balanced().limits())
                .isEqualTo(Policy.strict().limits())
                .hasSameHashCodeAs(Policy.strict().limits())
                .isNotEqualTo(Policy.strict().limits().maxPending(1));
        assertThat(Policy.balanced().tool("a", "b"))
                .isEqualTo(Policy.balanced().tool("c", "d"))
                .hasSameHashCodeAs(Policy.balanced().tool("c", "d"))
                .isNotEqualTo(Policy.strict().tool("a", "b"));
    }
}
