package io.mcpguard.session;

import io.mcpguard.api.trust.DriftSeverity;
import io.mcpguard.session.VerifiedItem.Objection;
import org.jspecify.annotations.Nullable;

/** Judges the use of resources by their pins, where the policy wants resources pinned, and of templates in any case. */
final class ResourcePins {

    /** A URI is looked for in no more templates. */
    private static final int MAX_TEMPLATES = 1_000;

    private final @Nullable ListPins resources;
    private final ListPins templates;

    /**
     * @param resources null if the policy does not want them pinned
     */
    ResourcePins(@Nullable ListPins resources, ListPins templates) {
        this.resources = resources;
        this.templates = templates;
    }

    /** Why a resource may not be read; null if it may: it is listed as pinned, or a template that is can make its URI. */
    @Nullable
    Objection read(@Nullable Object uri, long epoch) {
        if (resources == null) {
            return null;
        }
        Objection objection = resources.use(uri, epoch);
        return objection != null && objection.isUnlisted() ? made(uri, epoch, objection) : objection;
    }

    /** Why the values of a reference may not be completed; null if they may. It is a template, or a resource. */
    @Nullable
    Objection complete(@Nullable Object uri, long epoch) {
        Objection objection = templates.use(uri, epoch);
        boolean isResource = uri instanceof String text && text.indexOf('{') < 0 && !templates.lists(uri, epoch);
        return objection != null && isResource ? read(uri, epoch) : objection;
    }

    /** What stands against the template that makes a URI; of several the least grave, of none that it is not listed. */
    private @Nullable Objection made(@Nullable Object uri, long epoch, Objection unlisted) {
        int tried = 0;
        Objection least = unlisted;
        for (String template : templates.names(epoch)) {
            if (++tried > MAX_TEMPLATES) {
                return unlisted;
            }
            if (uri instanceof String text && UriTemplate.matches(template, text)) {
                Objection objection = templates.use(template, epoch);
                if (objection == null) {
                    return null;
                }
                boolean isDrift = objection.drift() != DriftSeverity.NONE;
                if (isDrift && (least.isUnlisted() || objection.drift().compareTo(least.drift()) < 0)) {
                    least = objection;
                }
            }
        }
        return least;
    }
}
