package io.mcpguard.session;

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
        return objection != null && objection.isUnlisted() && isMade(uri, epoch) ? null : objection;
    }

    /** Why the values of a reference may not be completed; null if they may. It is a template, or a resource. */
    @Nullable
    Objection complete(@Nullable Object uri, long epoch) {
        Objection objection = templates.use(uri, epoch);
        boolean isResource = uri instanceof String text && text.indexOf('{') < 0 && !templates.lists(uri, epoch);
        return objection != null && isResource ? read(uri, epoch) : objection;
    }

    private boolean isMade(@Nullable Object uri, long epoch) {
        int tried = 0;
        for (String template : templates.names(epoch)) {
            if (++tried > MAX_TEMPLATES) {
                return false;
            }
            if (uri instanceof String text
                    && UriTemplate.matches(template, text)
                    && templates.use(template, epoch) == null) {
                return true;
            }
        }
        return false;
    }
}
