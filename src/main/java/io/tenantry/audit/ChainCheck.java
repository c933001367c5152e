package io.tenantry.audit;

import io.tenantry.audit.AuditVerdict.Finding;
import io.tenantry.audit.AuditVerdict.Kind;
import io.tenantry.audit.internal.AnchorFile.Anchor;
import io.tenantry.audit.internal.ChainRows.Link;
import io.tenantry.audit.internal.Seal;
import io.tenantry.tenancy.OrganizationId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Follows one chain from its beginning, link by link. After a bad place it goes on from the seal that is stored there, so each
 * bad place is told of once and not all that come after it.
 */
final class ChainCheck {
    private final Iterator<Anchor> anchors;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Suspect> suspects = new ArrayList<>();
    private @Nullable Anchor anchor;
    private @Nullable Seal previous = Seal.beginning();
    private boolean rewritten;
    private long last;
    private long sealed;
    private long wrong;

    /**
     * Begins before the first link.
     *
     * @param anchors of this chain, oldest first
     */
    ChainCheck(Iterator<Anchor> anchors) {
        this.anchors = anchors;
        anchor = nextAnchor();
    }

    /** A place whose event does not give the seal that is stored there. */
    private record Suspect(Finding finding, Seal previous, String canonical, Seal stored) {
        /** Whether another event that was found out of place gives a seal here. */
        boolean fits(Suspect other) {
            Seal tried = previous.following(other.canonical);
            return !other.equals(this) && (tried.equals(stored) || tried.equals(other.stored));
        }
    }

    void visit(Link link) {
        if (link.sequence() != last + 1) {
            add(new Finding(last + 1, Kind.GAP, null, "The seals up to " + (link.sequence() - 1) + " are gone"));
            previous = null;
        }
        String canonical = link.canonical();
        if (canonical == null) {
            add(new Finding(link.sequence(), Kind.MISSING, link.event(), "The event that was sealed here is gone"));
        } else if (previous != null && !previous.following(canonical).equals(link.seal())) {
            Finding finding =
                    new Finding(link.sequence(), Kind.CHANGED, link.event(), "The event is not what was sealed here");
            if (add(finding)) {
                suspects.add(new Suspect(finding, previous, canonical, link.seal()));
            }
        }
        compareWithAnchor(link);
        previous = link.seal();
        last = link.sequence();
        sealed++;
    }

    /** Tells of an event that should have a seal and has none. */
    void overdue(UUID event) {
        add(new Finding(0, Kind.UNSEALED, event, "The event is old enough to be sealed and is not"));
    }

    /** What the chain is worth, after its last link. */
    AuditVerdict verdict(OrganizationId organization, long pending) {
        Anchor longest = anchor;
        while (anchor != null) {
            longest = anchor;
            anchor = nextAnchor();
        }
        if (longest != null && longest.sequence() > last) {
            String explanation = "The chain had " + longest.sequence() + " seals at " + longest.at();
            add(new Finding(last + 1, Kind.TRUNCATED, null, explanation));
        }
        List<Finding> told = findings.stream().map(this::explained).toList();
        return new AuditVerdict(organization, sealed, pending, told, wrong);
    }

    private Finding explained(Finding finding) {
        boolean moved = suspects.stream()
                .filter(suspect -> suspect.finding().equals(finding))
                .anyMatch(suspect -> suspects.stream().anyMatch(suspect::fits));
        return moved
                ? new Finding(
                        finding.sequence(), Kind.REORDERED, finding.event(), "Another event was sealed in this place")
                : finding;
    }

    private void compareWithAnchor(Link link) {
        while (anchor != null && anchor.sequence() <= link.sequence()) {
            boolean differs =
                    anchor.sequence() == link.sequence() && !anchor.seal().equals(link.seal());
            if (differs && !rewritten) {
                rewritten = true;
                String explanation = "Another seal stood here at " + anchor.at();
                add(new Finding(link.sequence(), Kind.REWRITTEN, link.event(), explanation));
            }
            anchor = nextAnchor();
        }
    }

    private @Nullable Anchor nextAnchor() {
        return anchors.hasNext() ? anchors.next() : null;
    }

    /** Whether the finding is among those that are told one by one. */
    private boolean add(Finding finding) {
        wrong++;
        return findings.size() < AuditVerdict.FINDINGS_MAX && findings.add(finding);
    }
}
