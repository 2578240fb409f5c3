package io.mcpguard.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One schema within a compiled one. Schemas refer to each other in cycles, so it is made empty and filled once, before
 * any other thread sees it.
 */
final class Schema implements Check {

    static final Schema TRUE = new Schema();
    static final Schema FALSE = new Schema();

    static {
        FALSE.fill(List.of((instance, run, seen) -> run.fail("false")), List.of(), false);
    }

    private List<Check> checks = List.of();
    private List<Schema> inPlace = List.of();
    private boolean wantsEvaluated;

    /**
     * Says what it asks for.
     *
     * @param checks in the order in which they run
     * @param inPlace the schemas that those apply to the same instance
     * @param wantsEvaluated whether the last of them needs to know what the others looked at
     */
    void fill(List<Check> checks, List<Schema> inPlace, boolean wantsEvaluated) {
        this.checks = List.copyOf(checks);
        this.inPlace = List.copyOf(inPlace);
        this.wantsEvaluated = wantsEvaluated;
    }

    List<Schema> inPlace() {
        return inPlace;
    }

    @Override
    public boolean test(@Nullable Object instance, Run run, @Nullable Evaluated seen) {
        run.enter();
        run.take(checks.size());
        Evaluated mine = wantsEvaluated ? new Evaluated() : seen;
        for (int i = 0; i < checks.size(); i++) {
            if (!checks.get(i).test(instance, run, mine)) {
                run.leave();
                return false;
            }
        }
        if (wantsEvaluated && seen != null && mine != null) {
            run.take(mine.size());
            seen.add(mine);
        }
        run.leave();
        return true;
    }
}
