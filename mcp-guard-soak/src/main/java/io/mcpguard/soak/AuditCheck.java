package io.mcpguard.soak;

import io.mcpguard.audit.FileAudit;
import io.mcpguard.audit.Verification;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;

/** Holds the audit file against how the calls ended. */
final class AuditCheck {

    private final Ledger ledger;
    private final BitSet passed = new BitSet();
    private final BitSet refused = new BitSet();

    private AuditCheck(Ledger ledger) {
        this.ledger = ledger;
    }

    /** How many lines the file has. */
    static long run(Path file, Ledger ledger) throws IOException {
        Verification verification = FileAudit.verify(file);
        if (!verification.isIntact()) {
            ledger.broken("the audit file is not intact: " + verification);
        }
        var check = new AuditCheck(ledger);
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                check.line(JsonText.parseObject(line, Limits.DEFAULT));
            }
        }
        check.compare();
        return verification.events();
    }

    private void line(Map<String, Object> line) {
        if ("guard/audit-lost".equals(line.get("method"))) {
            ledger.broken("decisions were lost: " + line);
        }
        if (!"tools/call".equals(line.get("method")) || !(line.get("conversation") instanceof Map<?, ?> conversation)) {
            return;
        }
        String id = String.valueOf(conversation.get("id"));
        if (id.equals("warming up")) {
            return;
        }
        if (!id.startsWith("c")) {
            ledger.broken("a call is recorded without its conversation: " + line);
            return;
        }
        int call = Integer.parseInt(id.substring(1));
        if (!("tenant-" + call % Worker.TENANTS).equals(conversation.get("principal"))) {
            ledger.broken("call " + call + " is recorded for another tenant: " + conversation);
        }
        if ("refused".equals(line.get("verdict"))) {
            refused.set(call);
        } else if ("request".equals(line.get("phase"))) {
            passed.set(call);
        }
    }

    private void compare() {
        for (int call = 0; call < ledger.started(); call++) {
            if (ledger.isAnswered(call) && !passed.get(call)) {
                ledger.broken("call " + call + " was answered, and no decision let it pass");
            }
            if (ledger.isRefused(call) && !refused.get(call)) {
                ledger.broken("call " + call + " was refused, and no decision says so");
            }
        }
    }
}
