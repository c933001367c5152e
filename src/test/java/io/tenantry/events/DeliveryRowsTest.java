package io.tenantry.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.Estate;
import io.tenantry.events.internal.DeliveryRows;
import io.tenantry.events.internal.DeliveryRows.Claimed;
import io.tenantry.kernel.Ids;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** Several nodes at one queue, of which some die. */
class DeliveryRowsTest extends Told {
    private static final Duration HOLD = Duration.ofMinutes(10);

    @Autowired
    private ObjectProvider<DeliveryRows> beans = new NoRows();

    /** Stands there until the real ones are given. */
    private static final class NoRows implements ObjectProvider<DeliveryRows> {
        @Override
        public DeliveryRows getObject() {
            throw new IllegalStateException("The hub gives the rows");
        }
    }

    private UUID queued(String... objects) {
        UUID webhook = UUID.fromString(
                webhook(", \"types\": [\"user.deleted\"]").path("id").asString());
        // The hub itself leaves alone what is disabled.
        Estate.run("UPDATE webhooks SET enabled = false WHERE id = ?", webhook);
        for (String object : objects) {
            Estate.run("""
                    INSERT INTO webhook_deliveries (organization_id, webhook_id, event_id, event_organization_id, type, object_id,
                        origin, give_up_at) VALUES (?, ?, ?, ?, 'user.deleted', ?, 'event', now() + interval '3 days')
                    """, home.value(), webhook, Ids.next(), home.value(), object);
        }
        return webhook;
    }

    private List<Claimed> claim(UUID webhook, boolean isProbe) {
        return beans.getObject().claim(webhook, Ids.next(), 10, isProbe, HOLD);
    }

    @Test
    void ofOneThingTheNextIsNotTakenBeforeTheFirstIsThrough() {
        UUID webhook = queued("a", "a", "b", "a", "b");
        List<Claimed> first = claim(webhook, false);
        assertThat(first).hasSize(2);
        assertThat(claim(webhook, false)).isEmpty();
        Estate.run(
                "UPDATE webhook_deliveries SET state = 'delivered', finished_at = now() WHERE webhook_id = ? AND number = ?",
                webhook,
                first.getFirst().number());
        assertThat(claim(webhook, false)).hasSize(1);
    }

    @Test
    void whatADeadNodeHadInHandIsTakenOver() {
        UUID webhook = queued("a");
        UUID dead = Ids.next();
        assertThat(beans.getObject().claim(webhook, dead, 10, false, HOLD)).hasSize(1);
        assertThat(claim(webhook, false)).isEmpty();
        Estate.run("UPDATE webhook_deliveries SET next_try_at = now() WHERE webhook_id = ?", webhook);
        List<Claimed> again = claim(webhook, false);
        assertThat(again)
                .singleElement()
                .satisfies(one -> assertThat(one.tries()).isEqualTo(2));
        assertThat(Estate.ask("SELECT lease <> ? FROM webhook_deliveries WHERE webhook_id = ?", dead, webhook))
                .isEqualTo("t");
    }

    @Test
    void whatNobodyBeganWithIsGivenBackAsIfItHadNotBeenTaken() {
        UUID webhook = queued("a", "b", "c");
        UUID lease = Ids.next();
        DeliveryRows rows = beans.getObject();
        List<Claimed> taken = rows.claim(webhook, lease, 10, false, HOLD);
        assertThat(taken).hasSize(3);
        rows.release(webhook, Ids.next(), taken);
        assertThat(claim(webhook, false)).isEmpty();
        rows.release(webhook, lease, taken.subList(1, 3));
        assertThat(claim(webhook, false))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.tries()).isEqualTo(1));
    }

    @Test
    void toFindOutWhetherAReceiverIsBackOneIsEnough() {
        UUID webhook = queued("a", "b", "c");
        Estate.run(
                "UPDATE webhook_deliveries SET next_try_at = now() + interval '1 hour', tries = 1 WHERE webhook_id = ? AND object_id < 'c'",
                webhook);
        List<Claimed> probe = claim(webhook, true);
        assertThat(probe)
                .singleElement()
                .satisfies(one -> assertThat(one.tries()).isEqualTo(1));
        assertThat(claim(webhook, true)).hasSize(1);
    }
}
