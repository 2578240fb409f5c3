package io.mcpguard.policy;

import io.mcpguard.data.DataClass;
import java.util.Set;

/**
 * What happens to data where the policy says nothing. Secrets never leave to a server, and the model does not need to see
 * them. What identifies a person or moves money is asked about before it goes to a server, and the model works with
 * placeholders until then. The rest is recorded.
 */
final class DataPresets {

    private static final Set<DataClass> GRAVE = Set.of(
            DataClass.CARD,
            DataClass.IBAN,
            DataClass.NATIONAL_ID,
            DataClass.PASSPORT,
            DataClass.DRIVING_LICENCE,
            DataClass.HEALTH_ID);

    /** What servers of an honest company get all the time, and no person is harmed by. */
    private static final Set<DataClass> TECHNICAL = Set.of(DataClass.IP, DataClass.MAC, DataClass.COMPANY_ID);

    private DataPresets() {}

    static Setting<DataTreatment> of(Preset preset, DataDirection direction, DataClass kind) {
        return new Setting<>(treatment(preset, direction == DataDirection.ARGUMENTS, kind), preset.asRule());
    }

    private static DataTreatment treatment(Preset preset, boolean sent, DataClass kind) {
        boolean secret = kind.equals(DataClass.SECRET);
        boolean grave = GRAVE.contains(kind);
        return switch (preset) {
            case OBSERVE -> DataTreatment.RECORD;
            case BALANCED ->
                secret
                        ? sent ? DataTreatment.REFUSE : DataTreatment.REDACT
                        : grave ? sent ? DataTreatment.ASK : DataTreatment.REDACT : DataTreatment.RECORD;
            case STRICT ->
                secret || grave
                        ? sent ? DataTreatment.REFUSE : DataTreatment.REDACT
                        : TECHNICAL.contains(kind)
                                ? DataTreatment.RECORD
                                : sent ? DataTreatment.ASK : DataTreatment.REDACT;
        };
    }
}
