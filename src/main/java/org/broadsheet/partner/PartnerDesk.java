package org.broadsheet.partner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.broadsheet.access.Actor;
import org.broadsheet.access.AuditTrail;
import org.broadsheet.manuscript.Sent;
import org.broadsheet.partner.PartnerForm.Contact;
import org.broadsheet.writing.Answer;
import org.jspecify.annotations.Nullable;

/** Carries out what is wanted done to partners, in the caller's transaction. */
@ApplicationScoped
class PartnerDesk {

    private static final TypeReference<List<Contact>> CONTACTS = new TypeReference<>() {};

    private final Partners partners;
    private final NamedInRights named;
    private final AuditTrail audit;
    private final ObjectMapper json;
    private final Clock clock;

    PartnerDesk(Partners partners, NamedInRights named, AuditTrail audit, ObjectMapper json, Clock clock) {
        this.partners = partners;
        this.named = named;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    PartnerView view(Partner partner) {
        return views(List.of(partner)).getFirst();
    }

    List<PartnerView> views(List<Partner> all) {
        Map<Partner, PartnerForm> said = new LinkedHashMap<>();
        all.forEach(partner -> said.put(partner, said(partner)));
        Map<String, String> names = named.names(said.values());
        return said.entrySet().stream()
                .map(entry -> PartnerView.of(entry.getKey(), entry.getValue(), names))
                .toList();
    }

    private PartnerForm said(Partner partner) {
        try {
            return partner.said(json.readValue(partner.contacts(), CONTACTS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("contacts are always readable", e);
        }
    }

    Answer create(ObjectNode sent, Actor actor) {
        PartnerForm form = named.byId(PartnerForm.read(sent), null);
        partners.refuseTaken(form.name(), null);
        Partner partner = new Partner(form, written(form), clock.instant());
        partners.persist(partner);
        record(actor, "partner.create", partner, null, null);
        return Answer.created(view(partner), partner.version(), "/v1/partners/" + partner.id());
    }

    Answer replace(UUID id, int expected, ObjectNode sent, Actor actor) {
        return change(id, expected, said -> sent, actor);
    }

    Answer patch(UUID id, int expected, ObjectNode patch, Actor actor) {
        return change(id, expected, said -> Sent.patched(json.valueToTree(said), patch, PartnerForm.KEYS), actor);
    }

    private Answer change(UUID id, int expected, Function<PartnerForm, ObjectNode> wanted, Actor actor) {
        Partner partner = partners.hold(id);
        partner.checkVersion(expected);
        PartnerForm before = said(partner);
        PartnerForm form = named.byId(PartnerForm.read(wanted.apply(before)), before);
        partners.refuseTaken(form.name(), id);
        if (partner.rewrite(form, written(form), clock.instant())) {
            record(actor, "partner.update", partner, expected, before.state());
        }
        return Answer.ok(view(partner), partner.version());
    }

    private String written(PartnerForm form) {
        try {
            return json.writeValueAsString(form.contacts());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("contacts are always writable", e);
        }
    }

    private void record(
            Actor actor, String action, Partner partner, @Nullable Integer before, @Nullable String stateBefore) {
        audit.record(
                actor,
                action,
                "partner",
                partner.id(),
                before,
                partner.version(),
                stateBefore,
                partner.state(),
                partner.name());
    }
}
