package io.mcpguard.policy;

import io.mcpguard.policy.Checks.Fault;
import io.mcpguard.policy.Node.Member;
import io.mcpguard.policy.Values.Listed;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what the policy file says about data, for all servers or for one. */
final class DataReader {

    static final int MAX_DETECTORS = 500;

    private final Problems problems;
    private final Values values;
    private final String origin;
    private DataPolicy policy;

    private DataReader(Problems problems, String origin, DataPolicy policy) {
        this.problems = problems;
        this.values = new Values(problems);
        this.origin = origin;
        this.policy = policy;
    }

    /** {@return the policy with what a section for all servers says} */
    static DataPolicy read(Section data, DataPolicy policy, Problems problems, String origin) {
        var reader = new DataReader(problems, origin, policy);
        data.section("own", reader::own);
        reader.classes(data, null);
        data.section("detectors", reader::detectors);
        data.texts("canaries", DataPolicy.MAX_CANARIES, true, DataExtras::canaryFault, reader::canaries);
        data.number("values", DataPolicy.VALUES, n -> reader.policy = reader.policy.values((int) n));
        data.duration("lifetime", DataPolicy.LIFETIME, time -> reader.policy = reader.policy.lifetime(time));
        data.section("entropy", reader::entropy);
        data.elsewhere("write it below \"servers\", the name of a server and \"data\"", "tools");
        return reader.policy;
    }

    /**
     * {@return the policy with what a section for one server says}
     *
     * @param all what is said of all, whose own classes it may name
     */
    static DataPolicy readServer(Section data, DataPolicy policy, DataPolicy all, Problems problems, String origin) {
        var reader = new DataReader(problems, origin, policy.extras(all.extras()));
        reader.classes(data, null);
        data.section("tools", reader::tools);
        data.elsewhere(
                "write it below \"data\" at the top; it holds for all servers",
                "own",
                "detectors",
                "canaries",
                "values",
                "lifetime",
                "entropy");
        return reader.policy;
    }

    private void tools(Section tools) {
        for (Member member : tools.named("globs", DataPolicy.MAX_TOOLS, Names::glob)) {
            Section tool = Section.open(problems, Checks.member(tools.path(), member.key()), member.value());
            if (tool != null) {
                classes(tool, member.key());
                tool.close();
            }
        }
    }

    private void classes(Section in, @Nullable String glob) {
        for (DataDirection direction : DataDirection.values()) {
            in.section(direction.key(), classes -> classes(classes, direction, glob));
        }
    }

    private void classes(Section classes, DataDirection direction, @Nullable String glob) {
        for (Member member : classes.named("classes", 100, policy::classFault)) {
            String path = Checks.member(classes.path(), member.key());
            DataTreatment treatment =
                    values.choice(member.value(), path, List.of(DataTreatment.values()), DataTreatment::key);
            if (treatment != null) {
                String where = origin + ":" + member.place().line() + " " + path;
                policy = glob == null
                        ? policy.with(direction, member.key(), treatment, where)
                        : policy.tool(glob, direction, member.key(), treatment, where);
            }
        }
    }

    private void own(Section own) {
        for (Member member : own.named("own classes", OwnClass.MAX_CLASSES, OwnClass::nameFault)) {
            String pattern =
                    values.text(member.value(), Checks.member(own.path(), member.key()), OwnClass::patternFault);
            if (pattern != null) {
                policy = policy.own(member.key(), pattern);
            }
        }
    }

    private void detectors(Section detectors) {
        var off = new TreeSet<String>();
        for (Member member : detectors.named("detectors", MAX_DETECTORS, DataReader::detectorFault)) {
            Boolean on = values.choice(
                    member.value(),
                    Checks.member(detectors.path(), member.key()),
                    List.of(true, false),
                    each -> each ? "on" : "off");
            if (on != null && !on) {
                off.add(member.key());
            }
        }
        policy = policy.without(off.toArray(String[]::new));
    }

    private static @Nullable Fault detectorFault(String id) {
        return Names.glob(id);
    }

    private void canaries(List<Listed> canaries) {
        policy = policy.canaries(canaries.stream().map(Listed::text).toArray(String[]::new));
    }

    private void entropy(Section entropy) {
        entropy.number("bits", DataPolicy.ENTROPY, bits -> policy = policy.entropy((int) bits, policy.beyondEntropy()));
        entropy.choice(
                "beyond",
                List.of(DataTreatment.ALLOW, DataTreatment.RECORD, DataTreatment.ASK, DataTreatment.REFUSE),
                DataTreatment::key,
                beyond -> policy = policy.entropy(policy.entropyBits(), beyond));
    }
}
