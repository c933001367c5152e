package io.tenantry.automation.internal;

import io.tenantry.automation.StepResult;
import io.tenantry.automation.StepRun;
import io.tenantry.automation.internal.TargetRows.Place;
import io.tenantry.directory.UserKey;
import io.tenantry.directory.Users;
import io.tenantry.kernel.Instants;
import io.tenantry.kernel.Refusal;
import io.tenantry.workplace.Beside;
import io.tenantry.workplace.Delegations;
import io.tenantry.workplace.Delegations.Grant;
import io.tenantry.workplace.Delegations.Subject;
import io.tenantry.workplace.Device;
import io.tenantry.workplace.Devices;
import io.tenantry.workplace.Mailbox;
import io.tenantry.workplace.Mailboxes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Steps on mailboxes, delegates and devices. */
@Component
final class WorkplaceSteps {
    private final Mailboxes mailboxes;
    private final Delegations delegations;
    private final Devices devices;
    private final Users users;
    private final TargetRows targets;

    WorkplaceSteps(Mailboxes mailboxes, Delegations delegations, Devices devices, Users users, TargetRows targets) {
        this.mailboxes = mailboxes;
        this.delegations = delegations;
        this.devices = devices;
        this.users = users;
        this.targets = targets;
    }

    StepResult readMailbox(StepRun step) {
        return told(mailboxes.of(step.caller(), step.organization(), mailbox(step)))
                .done();
    }

    StepResult changeMailbox(StepRun step) {
        AtomicReference<Mailbox> was = new AtomicReference<>();
        Mailbox after = mailboxes.change(
                step.caller(),
                step.organization(),
                mailbox(step),
                before -> {
                    was.set(before);
                    return changed(before, step);
                },
                (session, set) -> step.ledger()
                        .done(
                                session,
                                told(set).andChanged(!set.equals(was.get())).values()));
        return told(after).done();
    }

    /** The mailbox that is named, or the target's. A tenant that is named has to be the organization's. */
    private UserKey mailbox(StepRun step) {
        String tenant = step.text("tenant");
        if (tenant != null && !tenant.isBlank()) {
            UUID organization = step.organization().value();
            Place place = targets.places(LaneRows.within(step.organization()), List.of(organization))
                    .get(organization);
            Refusal.unless(
                    place != null
                            && List.of(place.tenant().toString(), organization.toString())
                                    .contains(tenant.toLowerCase(Locale.ROOT)),
                    Refusal.Reason.MALFORMED,
                    "The tenant is not the organization's",
                    "tenantId");
        }
        String named = step.text("mailbox");
        return named == null || named.isBlank() ? Told.user(step.target()) : Told.user(named);
    }

    private static Mailbox changed(Mailbox before, StepRun step) {
        String kind = step.text("kind");
        String forwardTo = step.text("forwardTo");
        Boolean keepsCopy = step.flag("keepCopy");
        Boolean isHidden = step.flag("hidden");
        return new Mailbox(
                kind == null ? before.kind() : Mailbox.Kind.ofStored(kind),
                forwardTo == null ? before.forwardTo() : forwardTo.isBlank() ? null : forwardTo.strip(),
                keepsCopy == null ? before.keepsCopy() : keepsCopy,
                isHidden == null ? before.isHidden() : isHidden,
                reply(before.reply(), step));
    }

    private static Mailbox.@Nullable Reply reply(Mailbox.@Nullable Reply before, StepRun step) {
        Boolean replies = step.flag("autoReply");
        if (replies == null) {
            return before;
        }
        return replies
                ? new Mailbox.Reply(
                        step.required("autoReplyInternal"),
                        step.text("autoReplyExternal"),
                        moment(step.text("autoReplyFrom")),
                        moment(step.text("autoReplyUntil")))
                : null;
    }

    private static @Nullable Instant moment(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Instant moment = Instants.read(text);
        Refusal.unless(moment != null, Refusal.Reason.MALFORMED, "'" + text + "' is no date and time in UTC");
        return moment;
    }

    private static Told told(Mailbox mailbox) {
        Mailbox.Reply reply = mailbox.reply();
        return Told.of("kind", mailbox.kind().stored())
                .and("forwardTo", mailbox.forwardTo())
                .and("keepCopy", mailbox.keepsCopy())
                .and("hidden", mailbox.isHidden())
                .and("autoReply", reply != null)
                .and("autoReplyInternal", reply == null ? null : reply.internal())
                .and("autoReplyExternal", reply == null ? null : reply.external())
                .and("autoReplyFrom", reply == null ? null : Objects.toString(reply.from(), null))
                .and("autoReplyUntil", reply == null ? null : Objects.toString(reply.until(), null));
    }

    StepResult delegate(StepRun step, boolean isAdded) {
        Subject subject = "calendar".equals(step.required("of")) ? Subject.CALENDAR : Subject.MAILBOX;
        Grant grant = new Grant(subject, Told.user(step.target()), Told.user(step.required("delegate")), "");
        return granted(step, grant, isAdded ? step.required("right") : named(step.text("right")), isAdded);
    }

    StepResult files(StepRun step, boolean isAdded) {
        String site = step.text("site");
        Grant grant = new Grant(
                Subject.FILES,
                Told.user(step.target()),
                Told.user(step.required("delegate")),
                site == null ? "" : site.strip());
        return granted(step, grant, isAdded ? "Administrator" : null, isAdded);
    }

    private static @Nullable String named(@Nullable String right) {
        return right == null || right.isBlank() ? null : right;
    }

    /** Gives a right or takes it, or takes all there are where none is named. */
    private StepResult granted(StepRun step, Grant grant, @Nullable String right, boolean isAdded) {
        Beside<Delegations.Changed> ledger =
                (session, after) -> step.ledger().done(session, told(after).values());
        Delegations.Changed changed = (isAdded && right != null)
                ? delegations.add(step.caller(), step.organization(), grant, right, ledger)
                : delegations.remove(step.caller(), step.organization(), grant, right, ledger);
        return told(changed).done();
    }

    private static Told told(Delegations.Changed changed) {
        return Told.of("delegateId", changed.delegate().id().value()).and("changed", changed.changed());
    }

    StepResult readDevice(StepRun step) {
        Device device = devices.get(step.caller(), step.organization(), step.target());
        return Told.of("name", device.name())
                .and("state", device.state())
                .and("system", device.system())
                .and("serial", device.serial())
                .and("ownerUpn", device.ownerUpn())
                .done();
    }

    StepResult addDevice(StepRun step) {
        String owner = step.text("owner");
        UUID ownerId = owner == null || owner.isBlank()
                ? null
                : users.get(step.caller(), step.organization(), Told.user(owner))
                        .id()
                        .value();
        Device device = new Device(
                step.organization(),
                step.effect(),
                step.required("name"),
                "active",
                step.text("system"),
                step.text("serial"),
                ownerId,
                null);
        Device after = devices.add(
                step.caller(),
                device,
                (session, made) -> step.ledger().done(session, added(made).values()));
        return added(after).done();
    }

    private static Told added(Device device) {
        return Told.of("deviceId", device.id()).and("name", device.name());
    }

    StepResult deviceState(StepRun step) {
        Devices.Changed changed = devices.setState(
                step.caller(),
                step.organization(),
                step.target(),
                step.required("state"),
                (session, after) -> step.ledger().done(session, told(after).values()));
        return told(changed).done();
    }

    private static Told told(Devices.Changed changed) {
        return Told.of("state", changed.device().state()).andChanged(changed.changed());
    }

    StepResult retireDevices(StepRun step) {
        List<Device> retired = devices.retireAllOf(
                step.caller(),
                step.organization(),
                step.target(),
                (session, all) -> step.ledger().done(session, told(all).values()));
        return told(retired).done();
    }

    private static Told told(List<Device> retired) {
        return Told.of("count", retired.size())
                .and("names", retired.stream().map(Device::name).toList())
                .andChanged(!retired.isEmpty());
    }
}
