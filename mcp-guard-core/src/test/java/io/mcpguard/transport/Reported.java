package io.mcpguard.transport;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps what a transport tells besides messages. */
class Reported implements Reports {

    final BlockingQueue<String> unreadable = new LinkedBlockingQueue<>();
    final BlockingQueue<Object> tooLarge = new LinkedBlockingQueue<>();
    final BlockingQueue<String> lost = new LinkedBlockingQueue<>();

    @Override
    public void unreadable(String reason) {
        unreadable.add(reason);
    }

    @Override
    public void tooLarge(Object id) {
        tooLarge.add(id);
    }

    @Override
    public void lost(String reason) {
        lost.add(reason);
    }
}
