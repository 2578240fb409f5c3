package io.mcpguard.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of the policy file with the place it stands at. */
sealed interface Node {

    Place place();

    /** What it is, in the words of an error message, without its content. */
    String kind();

    /** A line and a column, both from 1; columns count code points. */
    record Place(int line, int column) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
        }
    }

    /** Keys with their values, in the order of the file. A key that is given twice has its first value. */
    record Mapping(Place place, List<Member> members) implements Node {

        @Nullable
        Member member(String key) {
            for (Member member : members) {
                if (member.key().equals(key)) {
                    return member;
                }
            }
            return null;
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A key and its value. */
    record Member(Place place, String key, Node value) {}

    /** Values one after the other. */
    record Sequence(Place place, List<Node> items) implements Node {

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A text, a number, true, false or nothing. */
    record Scalar(Place place, ScalarType type, String text) implements Node {

        @Override
        public String kind() {
            return switch (type) {
                case TEXT -> "text";
                case NUMBER -> "a number";
                case BOOLEAN -> "true or false";
                case NOTHING -> "nothing";
            };
        }
    }

    /** What a scalar is under the core schema of YAML 1.2, which JSON agrees with. */
    enum ScalarType {
        TEXT,
        NUMBER,
        BOOLEAN,
        NOTHING
    }
}
