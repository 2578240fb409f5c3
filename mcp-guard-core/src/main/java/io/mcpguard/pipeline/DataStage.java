package io.mcpguard.pipeline;

import io.mcpguard.data.Detectors;
import io.mcpguard.data.vault.Conversations;
import io.mcpguard.data.vault.DataVault;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.DataPolicy;
import io.mcpguard.policy.Policy;
import java.time.Clock;

/**
 * What a connection's stages for data are made of.
 *
 * @param policy what it says of data to and from the server at the other end
 * @param vault where the values of all conversations are
 * @param leaks what has gone out piece by piece
 */
public record DataStage(DataPolicy policy, DataVault vault, Leaks leaks) {

    /** {@return stages that find nothing, for those who judge something else} */
    public static DataStage none() {
        DataPolicy policy = Policy.observe().data();
        var nothing = new Conversations(policy.values(), policy.lifetime(), Clock.systemUTC());
        return new DataStage(policy, new DataVault(Detectors.none(), nothing), new Leaks(policy, Clock.systemUTC()));
    }

    Exposure of(Limits limits, boolean enforced) {
        return new Exposure(policy, vault, leaks, limits, enforced);
    }
}
