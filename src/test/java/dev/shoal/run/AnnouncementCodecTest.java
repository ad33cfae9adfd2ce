package dev.shoal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.Announcement.JudgeCycle;
import dev.shoal.run.Announcement.MirrorTrunk;
import dev.shoal.run.Announcement.RunPlan;
import dev.shoal.run.Announcement.RunTask;
import dev.shoal.run.Announcement.SeedRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementCodecTest {

    private static final RunId RUN = new RunId("r-1");

    @ParameterizedTest
    @MethodSource("announcements")
    void anAnnouncementComesBackAsItWasSent(Announcement announcement) {
        assertThat(AnnouncementCodec.decode(AnnouncementCodec.encode(announcement)))
                .isEqualTo(announcement);
    }

    static List<Announcement> announcements() {
        return List.of(
                new SeedRun(RUN),
                new MirrorTrunk(RUN),
                new RunPlan(RUN, new PlanId("c2.1.3")),
                new RunTask(RUN, new TaskId("c2.1.3-14")),
                new JudgeCycle(RUN, 12));
    }

    @Test
    void theTextIsSmallJson() {
        assertThat(AnnouncementCodec.encode(new RunTask(RUN, new TaskId("c1.1-7"))))
                .isEqualTo("{\"do\":\"task\",\"run\":\"r-1\",\"id\":\"c1.1-7\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"do\":\"task\"}",
                "{\"do\":\"task\",\"run\":\"r-1\"}",
                "{\"do\":\"task\",\"run\":\"r-1\",\"id\":\"c1.1\"}",
                "{\"do\":\"plan\",\"run\":\"../x\",\"id\":\"c1.1\"}",
                "{\"do\":\"judge\",\"run\":\"r-1\",\"id\":\"0\"}",
                "{\"do\":\"judge\",\"run\":\"r-1\",\"id\":\"99999999999\"}",
                "{\"do\":\"dance\",\"run\":\"r-1\",\"id\":\"1\"}"
            })
    void whatIsNoAnnouncementIsRefused(String text) {
        assertThatThrownBy(() -> AnnouncementCodec.decode(text)).isInstanceOf(Refused.class);
    }
}
