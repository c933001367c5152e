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
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sends deliveries of one webhook, a handful at the same time and never two about the same thing. */
@Component
public class Sender {
    private static final int FAILURES_BEFORE_PAUSE = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofHours(6);
    private static final double RETRY_GROWTH = 3;
    private static final Duration SPARE = Duration.ofSeconds(30);

    /** So many handfuls are taken and written down at once, while the receiver answers. */
    private static final int HANDFULS = 16;

    /** After this no call of a round begins, long before somebody else may take what is left. */
    private static final Duration ROUND = Duration.ofSeconds(5);

    private static final int ENDLESS = Integer.MAX_VALUE / 2;
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
     * What one round has shown.
     *
     * @param goesOn whether it is worth going on at once
     * @param isGone whether the receiver says that it wants nothing any more
     * @param failingSince since when the receiver has failed, or null when it has not
     */
    public record Turn(
            boolean goesOn, boolean isGone, @Nullable Instant failingSince) {}

    /** Sends the next handfuls. */
    public Turn turn(Webhook known) {
        Webhook webhook = webhooks.find(new Reach.Everything(), known.organization(), known.id());
        Instant pausedUntil = webhook == null ? null : webhook.pausedUntil();
        boolean isPaused = pausedUntil != null && pausedUntil.isAfter(Instant.now());
        if (webhook == null || !webhook.enabled() || isPaused) {
            return new Turn(false, false, null);
        }
        UUID lease = Ids.next();
        boolean isProbe = webhook.failures() >= FAILURES_BEFORE_PAUSE;
        int most = settings.atOnce() * (webhook.failures() == 0 ? HANDFULS : 1);
        Duration hold = settings.connectTimeout().plus(settings.answerTimeout()).plus(SPARE);
        List<Claimed> claimed = deliveries.claim(webhook.id(), lease, most, isProbe, hold);
        if (claimed.isEmpty()) {
            return new Turn(false, false, null);
        }
        List<Outcome> outcomes = send(webhook, claimed);
        // A hub that is stopping still writes down what the receiver has.
        boolean isStopping = Thread.interrupted();
        try {
            settle(webhook, lease, claimed, outcomes);
            return judge(webhook, outcomes);
        } finally {
            if (isStopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<Outcome> send(Webhook webhook, List<Claimed> claimed) {
        Map<UUID, Event> events = new HashMap<>();
        feed.all(
                        new Reach.Everything(),
                        claimed.stream().map(Claimed::event).distinct().toList())
                .forEach(event -> events.put(event.id(), event));
        Round round = new Round(webhook, webhooks.secrets(webhook), events, claimed);
        List<Future<?>> clients = new ArrayList<>();
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < Math.min(settings.atOnce(), claimed.size()); client++) {
                clients.add(together.submit(round));
            }
        }
        for (Future<?> client : clients) {
            if (client.state() == Future.State.FAILED) {
                throw new IllegalStateException(client.exceptionNow());
            }
        }
        return List.copyOf(round.outcomes);
    }

    private void settle(Webhook webhook, UUID lease, List<Claimed> claimed, List<Outcome> outcomes) {
        if (!outcomes.isEmpty()) {
            deliveries.settle(webhook, lease, outcomes);
        }
        if (outcomes.size() < claimed.size()) {
            Set<Claimed> begun = outcomes.stream().map(Outcome::claimed).collect(Collectors.toSet());
            deliveries.release(
                    webhook.id(),
                    lease,
                    claimed.stream().filter(one -> !begun.contains(one)).toList());
        }
    }

    /**
     * Deliveries that clients take one after the other. No more are begun when the receiver fails a handful in a row, or wants
     * nothing any more, or after a while, so that what comes meanwhile does not wait for long.
     */
    private final class Round implements Runnable {
        private final Webhook webhook;
        private final List<String> secrets;
        private final Map<UUID, Event> events;
        private final Queue<Claimed> left;
        private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        private final AtomicInteger failuresInARow = new AtomicInteger();
        private final long end = System.nanoTime() + ROUND.toNanos();

        Round(Webhook webhook, List<String> secrets, Map<UUID, Event> events, List<Claimed> claimed) {
            this.webhook = webhook;
            this.secrets = secrets;
            this.events = events;
            left = new ConcurrentLinkedQueue<>(claimed);
        }

        @Override
        public void run() {
            while (goesOn()) {
                Claimed one = left.poll();
                if (one == null) {
                    return;
                }
                Event event = events.get(one.event());
                if (event == null) {
                    outcomes.add(new Outcome(one, FORGOTTEN, null));
                    continue;
                }
                Outcome outcome = outcome(one, call(webhook, secrets, event));
                // Nobody knows what became of a call that the hub has cut off itself, so it is made again.
                if (!Thread.currentThread().isInterrupted()) {
                    outcomes.add(outcome);
                    failuresInARow.updateAndGet(before -> outcome.attempted().isWell()
                            ? 0
                            : outcome.attempted().isGone() ? ENDLESS : before + 1);
                }
            }
        }

        private boolean goesOn() {
            return failuresInARow.get() < settings.atOnce()
                    && System.nanoTime() < end
                    && !Thread.currentThread().isInterrupted();
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
