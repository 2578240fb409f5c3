package io.mcpguard.data.contact;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detector;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;

/**
 * Finds IP addresses of both versions and MAC addresses. Those that lead to nobody on the internet (private, loopback,
 * link-local, for documentation) are told apart by the id {@code ip-private}.
 */
public final class NetworkDetector implements Detector {

    private final Ipv4Finder v4 = new Ipv4Finder();
    private final Ipv6Finder v6 = new Ipv6Finder();
    private final MacFinder mac = new MacFinder();

    @Override
    public void detect(Text text, Hits hits) {
        v4.find(text, hits);
        v6.find(text, hits);
        mac.find(text, hits);
    }

    static void add(Hits hits, boolean isPrivate, int start, int end, Certainty certainty) {
        hits.add(DataClass.IP, isPrivate ? "ip-private" : "ip-public", start, end, certainty);
    }
}
