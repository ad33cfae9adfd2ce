package dev.shoal.local;

import java.util.concurrent.Semaphore;

/// How many invocations may run at once. Fewer for a while when some pass their deadline: a machine
/// that has too much to do for all to be in time would else have none in time, and do everything
/// again and again. Lambda's event source mappings slow down in the same way.
final class Slots {
    /// So many always may, however late they are.
    static final int LEAST = 8;

    /// How many slots one that is late costs. One that is in time gives one back.
    private static final int LATE = 8;

    private final Semaphore free;
    private final int most;
    private int withheld;

    /// To be withheld as soon as somebody gives back a slot.
    private int owed;

    Slots(int most) {
        this.free = new Semaphore(most);
        this.most = most;
    }

    void acquire() throws InterruptedException {
        free.acquire();
    }

    boolean tryAcquire() {
        return free.tryAcquire();
    }

    /// Slots in which nothing was invoked.
    synchronized void unused(int slots) {
        for (int slot = 0; slot < slots; slot++) {
            giveBack();
        }
    }

    synchronized void inTime() {
        giveBack();
        if (withheld > 0 && owed == 0) {
            withheld--;
            free.release();
        }
    }

    synchronized void late() {
        owed += Math.max(0, Math.min(LATE, most - LEAST - withheld - owed));
        giveBack();
    }

    private void giveBack() {
        if (owed > 0) {
            owed--;
            withheld++;
        } else {
            free.release();
        }
    }

    /// How many are in use just now.
    synchronized int taken() {
        return most - withheld - free.availablePermits();
    }

    /// How many may run at once just now.
    synchronized int allowed() {
        return most - withheld - owed;
    }
}
