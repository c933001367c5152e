package io.tenantry.events.internal;

import io.tenantry.access.Reach;
import io.tenantry.events.CloudEvents;
import io.tenantry.events.Event;
import io.tenantry.events.EventSettings;
import io.tenantry.events.Webhook;
import io.tenantry.events.internal.DeliveryRows.Claimed;
import io.tenantry.events.internal.DeliveryRows.Outcome;
import io.tenantry.kernel.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends a handful of deliveries of one webhook at the same time, never two about the same thing. */
@Component
public class Sender {
    private static final int FAILURES_BEFORE_PAUSE = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofHours(6);
    private static final double RETRY_GROWTH = 3;
    private static final Duration SPARE = Duration.ofSeconds(30);
    private static final Attempted FORGOTTEN =
            new Attempted(Instant.EPOCH, null, 0, "The event is older than events are kept", null);

    private final WebhookRows webhooks;
    private final DeliveryRows deliveries;
    private final FeedRows feed;
    private final Receivers receivers;
    private final CloudEvents text;
    private final EventSettings settings;

    Sender(
            WebhookRows webhooks,
            DeliveryRows deliveries,
            FeedRows feed,
            Receivers receivers,
            CloudEvents text,
            EventSettings settings) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.feed = feed;
        this.receivers = receivers;
        this.text = text;
        this.settings = settings;
    }

    /**
     * What one handful has shown.
     *
     * @param goesOn whether it is worth going on at once
     * @param isGone whether the receiver says that it wants nothing any more
     * @param failingSince since when the receiver has failed, or null when it has not
     */
    public record Turn(
            boolean goesOn, boolean isGone, @Nullable Instant failingSince) {}

    /** Sends the next handful. */
    public Turn turn(Webhook known) {
        Webhook webhook = webhooks.find(new Reach.Everything(), known.organization(), known.id());
        Instant pausedUntil = webhook == null ? null : webhook.pausedUntil();
        boolean isPaused = pausedUntil != null && pausedUntil.isAfter(Instant.now());
        if (webhook == null || !webhook.enabled() || isPaused) {
            return new Turn(false, false, null);
        }
        UUID lease = Ids.next();
        boolean isProbe = webhook.failures() >= FAILURES_BEFORE_PAUSE;
        Duration hold = settings.connectTimeout().plus(settings.answerTimeout()).plus(SPARE);
        List<Claimed> claimed = deliveries.claim(webhook.id(), lease, settings.atOnce(), isProbe, hold);
        if (claimed.isEmpty()) {
            return new Turn(false, false, null);
        }
        List<Outcome> outcomes = send(webhook, claimed);
        deliveries.settle(webhook, lease, outcomes);
        return judge(webhook, outcomes);
    }

    private List<Outcome> send(Webhook webhook, List<Claimed> claimed) {
        List<String> secrets = webhooks.secrets(webhook);
        Map<UUID, Event> events = new HashMap<>();
        feed.all(
                        new Reach.Everything(),
                        claimed.stream().map(Claimed::event).distinct().toList())
                .forEach(event -> events.put(event.id(), event));
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> sent = new ArrayList<>();
            for (Claimed one : claimed) {
                Event event = events.get(one.event());
                sent.add(together.submit(() -> event == null
                        ? new Outcome(one, FORGOTTEN, null)
                        : outcome(one, call(webhook, secrets, event))));
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Future<Outcome> one : sent) {
                outcomes.add(one.get());
            }
            return outcomes;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The hub is stopping", stopped);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    /** Calls the receiver once with one event. */
    public Attempted call(Webhook webhook, List<String> secrets, Event event) {
        byte[] body = text.written(event).toString().getBytes(StandardCharsets.UTF_8);
        return receivers.call(webhook, secrets, event.id().toString(), body);
    }

    private static Outcome outcome(Claimed claimed, Attempted attempted) {
        if (attempted.isWell()) {
            return new Outcome(claimed, attempted, null);
        }
        Duration pause = retryIn(claimed.tries(), attempted.retryAfter());
        boolean isLate = Instant.now().plus(pause).isAfter(claimed.giveUpAt());
        return new Outcome(claimed, attempted, isLate ? null : pause);
    }

    /** Five seconds after the first try, then three times as long each time, up to six hours; a fifth more or less, by chance. */
    static Duration retryIn(int tries, @Nullable Duration asked) {
        double grown = FIRST_RETRY.toMillis() * Math.pow(RETRY_GROWTH, Math.min(tries - 1, 20));
        double chance = 0.8 + 0.4 * ThreadLocalRandom.current().nextDouble();
        Duration pause = Duration.ofMillis((long) (Math.min(grown, (double) LONGEST_RETRY.toMillis()) * chance));
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }

    private Turn judge(Webhook webhook, List<Outcome> outcomes) {
        boolean isGone =
                outcomes.stream().anyMatch(outcome -> outcome.attempted().isGone());
        if (outcomes.stream().allMatch(outcome -> outcome.attempted().equals(FORGOTTEN))) {
            return new Turn(true, false, null);
        }
        if (outcomes.stream().anyMatch(outcome -> outcome.attempted().isWell())) {
            if (webhook.failures() > 0) {
                webhooks.answers(webhook);
            }
            return new Turn(!isGone, isGone, null);
        }
        int failures = webhook.failures() + 1;
        Duration asked = outcomes.stream()
                .map(outcome -> outcome.attempted().retryAfter())
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(null);
        Instant since = webhooks.fails(webhook, pause(failures, asked));
        return new Turn(false, isGone, since);
    }

    /** A receiver that failed several times in a row is tried with one delivery at a time, less often the longer it lasts. */
    static @Nullable Duration pause(int failures, @Nullable Duration asked) {
        if (failures < FAILURES_BEFORE_PAUSE) {
            return asked;
        }
        double chance = 0.8 + 0.4 * ThreadLocalRandom.current().nextDouble();
        double grown = FIRST_PAUSE.toMillis() * Math.pow(2, Math.min(failures - FAILURES_BEFORE_PAUSE, 16)) * chance;
        Duration pause = Duration.ofMillis((long) Math.min(grown, (double) LONGEST_PAUSE.toMillis()));
        return asked != null && asked.compareTo(pause) > 0 ? asked : pause;
    }
}
