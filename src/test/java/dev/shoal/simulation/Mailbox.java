package dev.shoal.simulation;

import dev.shoal.run.Announcement;
import dev.shoal.run.AnnouncementCodec;
import dev.shoal.run.Announcements;
import java.time.Duration;
import java.util.function.Consumer;

/// The queues: at least once, in any order, sometimes late; what is not handled comes again, five
/// times in all.
final class Mailbox implements Announcements {
    static final Duration VISIBILITY = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST = 5;

    private final World world;
    private final Consumer<Message> receiver;
    private int messages;
    private int waiting;
    private boolean gaveUp;
    private int givenUp;

    Mailbox(World world, Consumer<Message> receiver) {
        this.world = world;
        this.receiver = receiver;
    }

    /// One message on its way.
    static final class Message {
        final int number;
        final Announcement announcement;
        final String body;
        private int received;
        private boolean gone;

        Message(int number, Announcement announcement) {
            this.number = number;
            this.announcement = announcement;
            this.body = AnnouncementCodec.encode(announcement);
        }
    }

    /// True if nothing that a run goes on by is on its way or being handled, though no message was
    /// lost or given up.
    boolean isSilent() {
        return waiting == 0 && !gaveUp;
    }

    /// How many messages were received too often.
    int givenUp() {
        return givenUp;
    }

    /// The mirror doesn't move a run on.
    private static int weight(Announcement announcement) {
        return announcement instanceof Announcement.MirrorTrunk ? 0 : 1;
    }

    @Override
    public void send(Announcement announcement, Duration delay) {
        boolean swept = !(announcement instanceof Announcement.MirrorTrunk);
        if (swept && world.weather.strikes(Fault.LOST_MESSAGE)) {
            gaveUp = true;
            return;
        }
        Duration within = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
        post(announcement, Math.max(0, Timeline.micros(within)));
        if (world.weather.strikes(Fault.DUPLICATED)) {
            post(announcement, world.chance.spread(1_000_000, 900_000_000));
        }
    }

    private void post(Announcement announcement, long delay) {
        long late =
                world.weather.strikes(Fault.LATE)
                        ? world.chance.spread(1_000_000, 1_200_000_000)
                        : world.chance.spread(5_000, 3_000_000);
        Message message = new Message(++messages, announcement);
        waiting += weight(announcement);
        deliverIn(delay + late, message);
    }

    private void deliverIn(long micros, Message message) {
        world.time.in(micros, () -> deliver(message));
    }

    private void deliver(Message message) {
        if (message.gone) {
            return;
        }
        if (++message.received > MOST) {
            gaveUp = true;
            givenUp++;
            gone(message);
            return;
        }
        deliverIn(Timeline.micros(VISIBILITY) + 1_000_000, message);
        receiver.accept(message);
    }

    /// Which of the deliveries of a message this one is.
    static int receipt(Message message) {
        return message.received;
    }

    /// The message was handled, or is to come again soon. Whoever took so long that it was
    /// delivered again may delete it from under the next, or may not.
    void handled(Message message, int receipt, boolean well) {
        if (receipt != message.received) {
            if (well && !message.gone && world.chance.in(0.5)) {
                gaveUp = true;
                gone(message);
            }
        } else if (well && !world.weather.strikes(Fault.NOT_DELETED)) {
            gone(message);
        } else if (!well && world.chance.in(0.5)) {
            deliverIn(world.chance.spread(1_000_000, 60_000_000), message);
        }
    }

    private void gone(Message message) {
        if (!message.gone) {
            message.gone = true;
            waiting -= weight(message.announcement);
        }
    }
}
