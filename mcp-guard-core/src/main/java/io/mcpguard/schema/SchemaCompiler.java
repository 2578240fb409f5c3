package io.mcpguard.schema;

import io.mcpguard.api.Json;
import io.mcpguard.schema.UnsupportedSchemaException.Reason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles one schema: measures it, gives each of its objects a {@link Schema}, and looks for endless references. */
final class SchemaCompiler {

    private static final int MAX_NODES = 100_000;
    private static final int MAX_DEPTH = 128;
    /** How many schemas may apply to one instance because of each other: references, allOf and so on. */
    private static final int MAX_CHAIN = 100;

    private static final long MAX_STEPS = 5_000_000;

    private static final Set<String> DIALECTS = Set.of(
            "json-schema.org/draft-04/schema",
            "json-schema.org/draft-06/schema",
            "json-schema.org/draft-07/schema",
            "json-schema.org/draft/2019-09/schema",
            "json-schema.org/draft/2020-12/schema");

    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private final @Nullable Object root;
    private final String rootId;
    private final boolean draft07;
    private final Map<String, Object> anchors = new HashMap<>();
    private final IdentityHashMap<Object, Schema> schemas = new IdentityHashMap<>();
    private final ArrayDeque<Map<?, ?>> toFill = new ArrayDeque<>();
    private int nodes;
    private long steps = MAX_STEPS;

    SchemaCompiler(@Nullable Object root) {
        this.root = root;
        this.rootId = root instanceof Map<?, ?> map && map.get("$id") instanceof String id ? id : "";
        this.draft07 = root instanceof Map<?, ?> map
                && map.get("$schema") instanceof String dialect
                && dialect.contains("json-schema.org/draft-0");
    }

    int nodes() {
        return nodes;
    }

    Schema compile() {
        measure(root, 0, false);
        if (root instanceof Map<?, ?> map && map.get("$schema") instanceof String dialect && !isKnown(dialect)) {
            // Validators that read the schema after this one would fetch it.
            throw new UnsupportedSchemaException(Reason.REMOTE_REF);
        }
        Schema compiled = schema(root);
        while (!toFill.isEmpty()) {
            fill(toFill.remove());
        }
        var done = new HashMap<Schema, Integer>();
        for (Schema schema : schemas.values()) {
            chain(schema, 0, done);
        }
        return compiled;
    }

    private static boolean isKnown(String dialect) {
        String plain = dialect.startsWith("https://")
                ? dialect.substring(8)
                : dialect.startsWith("http://") ? dialect.substring(7) : dialect;
        return DIALECTS.contains(plain.endsWith("#") ? plain.substring(0, plain.length() - 1) : plain);
    }

    /** Counts nodes and finds anchors. */
    private void measure(@Nullable Object node, int depth, boolean value) {
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new UnsupportedSchemaException(Reason.TOO_LARGE);
        }
        if (node instanceof List<?> list) {
            for (Object item : list) {
                measure(item, depth + 1, value);
            }
        } else if (node instanceof Map<?, ?> map) {
            if (!value) {
                anchors(map);
            }
            for (Map.Entry<?, ?> member : map.entrySet()) {
                measure(member.getValue(), depth + 1, value || VALUES.contains(member.getKey()));
            }
        }
    }

    private void anchors(Map<?, ?> schema) {
        anchor(schema.get("$anchor"), schema);
        anchor(schema.get("$dynamicAnchor"), schema);
        if (schema.get("$id") instanceof String id && id.startsWith("#")) {
            anchor(id.substring(1), schema); // draft-07
        }
    }

    private void anchor(@Nullable Object name, Map<?, ?> schema) {
        if (name instanceof String text && anchors.putIfAbsent(text, schema) != null) {
            throw Keywords.malformed();
        }
    }

    /** The schema that stands for a subtree, to be filled later. */
    private Schema schema(@Nullable Object node) {
        if (node instanceof Boolean all) {
            return all ? Schema.TRUE : Schema.FALSE;
        }
        if (!(node instanceof Map<?, ?> map)) {
            throw Keywords.malformed();
        }
        return schemas.computeIfAbsent(map, m -> {
            toFill.add(map);
            return new Schema();
        });
    }

    private void fill(Map<?, ?> object) {
        var keywords = new Keywords(object, this::schema);
        if (keywords.has("$dynamicRef") || keywords.has("$recursiveRef")) {
            throw new UnsupportedSchemaException(Reason.UNSUPPORTED_KEYWORD);
        }
        String id = keywords.text("$id");
        if (id != null && object != root && !id.startsWith("#")) {
            throw new UnsupportedSchemaException(Reason.UNSUPPORTED_KEYWORD); // references would start from there
        }
        var checks = new ArrayList<Check>();
        var inPlace = new ArrayList<Schema>();
        boolean wantsEvaluated = false;
        String ref = keywords.text("$ref");
        if (ref != null) {
            Schema target = schema(resolve(ref));
            checks.add(target);
            inPlace.add(target);
        }
        if (ref == null || !draft07) { // draft-07 ignores what stands beside a reference
            var combinators = new Combinators(keywords, draft07);
            checks.addAll(ValueChecks.of(keywords, this::take));
            checks.addAll(ArrayChecks.of(keywords, draft07));
            checks.addAll(ObjectChecks.of(keywords, draft07, this::take));
            checks.addAll(combinators.checks());
            inPlace.addAll(combinators.inPlace());
            wantsEvaluated = unevaluated(keywords, checks);
        }
        Schema schema = schemas.get(object);
        if (schema != null) {
            schema.fill(checks, inPlace, wantsEvaluated);
        }
    }

    private boolean unevaluated(Keywords keywords, List<Check> checks) {
        Schema members = draft07 ? null : keywords.schema("unevaluatedProperties");
        Schema items = draft07 ? null : keywords.schema("unevaluatedItems");
        if (members != null) {
            checks.add(ObjectChecks.unevaluated(members));
        }
        if (items != null) {
            checks.add(ArrayChecks.unevaluated(items));
        }
        return members != null || items != null;
    }

    private void take(long cost) {
        steps -= cost;
        if (steps < 0) {
            throw new UnsupportedSchemaException(Reason.TOO_LARGE);
        }
    }

    /** What a reference refers to. Nothing is ever fetched. */
    private @Nullable Object resolve(String ref) {
        int hash = ref.indexOf('#');
        String document = hash < 0 ? ref : ref.substring(0, hash);
        String idDocument = rootId.endsWith("#") ? rootId.substring(0, rootId.length() - 1) : rootId;
        if (!document.isEmpty() && !document.equals(idDocument)) {
            throw new UnsupportedSchemaException(Reason.REMOTE_REF);
        }
        String fragment = hash < 0 ? "" : decode(ref.substring(hash + 1));
        if (fragment.isEmpty() || fragment.startsWith("/")) {
            return Json.at(root, fragment);
        }
        return anchors.get(fragment);
    }

    private static String decode(String fragment) {
        try {
            return fragment.indexOf('%') < 0
                    ? fragment
                    : URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Keywords.malformed();
        }
    }

    /** The length of the longest chain of schemas that start here and apply to the same instance. */
    private static int chain(Schema schema, int above, Map<Schema, Integer> done) {
        Integer known = done.get(schema);
        if (known != null) {
            if (known < 0) {
                throw new UnsupportedSchemaException(Reason.REF_LOOP);
            }
            return known;
        }
        if (above > MAX_CHAIN) {
            throw new UnsupportedSchemaException(Reason.TOO_LARGE);
        }
        done.put(schema, -1);
        int longest = 0;
        for (Schema next : schema.inPlace()) {
            longest = Math.max(longest, 1 + chain(next, above + 1, done));
        }
        if (longest > MAX_CHAIN) {
            throw new UnsupportedSchemaException(Reason.TOO_LARGE);
        }
        done.put(schema, longest);
        return longest;
    }
}
