package io.mcpguard.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A policy that cannot be used: everything that is wrong with it, each with its place and a remedy, in one readable
 * block. A guard without a valid policy does not start.
 */
public final class PolicyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** So many problems are told at once. */
    static final int MAX_PROBLEMS = 20;

    @SuppressWarnings("serial") // exceptions are serializable, this one is never sent anywhere
    private final List<Problem> problems;

    PolicyException(Problem problem) {
        this(List.of(problem));
    }

    /** Of more problems than can be told the first are. */
    PolicyException(List<Problem> problems) {
        super(text(problems));
        this.problems = List.copyOf(problems.subList(0, Math.min(MAX_PROBLEMS, problems.size())));
    }

    /** {@return what is wrong, in the order of the file, {@value #MAX_PROBLEMS} at most} */
    public List<Problem> problems() {
        return problems;
    }

    private static String text(List<Problem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).toString();
        }
        var text = new StringBuilder(problems.get(0).file()).append(" has ");
        if (problems.size() > MAX_PROBLEMS) {
            text.append("more than ").append(MAX_PROBLEMS).append(" problems, the first of them:");
        } else {
            text.append(problems.size()).append(" problems:");
        }
        problems.stream()
                .limit(MAX_PROBLEMS)
                .forEach(problem -> text.append("\n  ").append(problem));
        return text.toString();
    }

    /** One thing that is wrong. Immutable. */
    public static final class Problem {

        private final String file;
        private final int line;
        private final int column;
        private final String path;
        private final String message;
        private final String remedy;

        Problem(String file, int line, int column, String path, String message, String remedy) {
            this.file = requireNonNull(file, "file");
            this.line = line;
            this.column = column;
            this.path = requireNonNull(path, "path");
            this.message = requireNonNull(message, "message");
            this.remedy = requireNonNull(remedy, "remedy");
        }

        /** {@return the file as it was named, or {@code builder}} */
        public String file() {
            return file;
        }

        /** {@return the line, from 1, or 0 if there is none} */
        public int line() {
            return line;
        }

        /** {@return the column in the line, from 1, or 0 if there is none} */
        public int column() {
            return column;
        }

        /** {@return the place in the policy, {@code servers.files.tools.deny[0]}, or {@code ""} for the whole of it} */
        public String path() {
            return path;
        }

        /** {@return what is wrong} */
        public String message() {
            return message;
        }

        /** {@return what to do about it} */
        public String remedy() {
            return remedy;
        }

        /** {@return {@code file:line:column path: message; remedy}} */
        @Override
        public String toString() {
            return file
                    + (line > 0 ? ":" + line + ":" + column : "")
                    + (path.isEmpty() ? "" : " " + path)
                    + ": " + message + "; " + remedy;
        }
    }
}
