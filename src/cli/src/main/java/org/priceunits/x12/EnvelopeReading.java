package org.priceunits.x12;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.ContactDetail;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.FhirValues;
import org.priceunits.x12.ToX12Request.Given;

/** Reads who sends and receives, usage and control number; invents none of them. */
final class EnvelopeReading {
  private static final List<String> QUALIFIERS =
      List.of("ZZ", "01", "14", "20", "27", "28", "29", "30", "33");
  private static final Map<ContactPoint.ContactPointSystem, String> KINDS =
      Map.of(
          ContactPoint.ContactPointSystem.PHONE, "TE",
          ContactPoint.ContactPointSystem.EMAIL, "EM",
          ContactPoint.ContactPointSystem.FAX, "FX");
  private static final int LEAST_ID = 2;
  private static final int ID = 15;
  private static final int NAME = 60;
  private static final int CONTACT = 80;

  private final Findings findings;

  EnvelopeReading(Findings findings) {
    this.findings = findings;
  }

  /** Returns the envelope; null if it lacks something, which is reported. */
  @Nullable Envelope read(ToX12Request request, ZonedDateTime time) {
    Envelope.Trader submitter = trader(request.submitter(), "submitter");
    Envelope.Trader receiver = trader(request.receiver(), "receiver");
    List<String> contact = request.submitter() == null ? List.of() : contact(request.submitter());
    if (request.options().usage().isEmpty()) {
      findings.missing("", "An 837 needs its usage. Send usage: T for a test, P for production.");
    }
    if (request.options().control() == null) {
      findings.missing(
          "",
          "An 837 needs a number of your own. Send interchangeControlNumber, from 1 to 999999999.");
    }
    return findings.none()
            && request.options().control() != null
            && submitter != null
            && receiver != null
        ? new Envelope(
            submitter,
            contact,
            receiver,
            request.options().usage(),
            request.options().control(),
            time)
        : null;
  }

  private Envelope.@Nullable Trader trader(@Nullable Given given, String who) {
    if (given == null) {
      findings.missing(
          "",
          "An 837 needs its %1$s. Send %1$s with name and id%2$s."
              .formatted(
                  who, who.equals("submitter") ? ", and contact with a phone or an email" : ""));
      return null;
    }
    String name = text(given, "name");
    String id = text(given, "id");
    String qualifier = text(given, "qualifier");
    String at = given.path();
    if (!qualifier.isEmpty()) {
      findings.oneOf(qualifier, QUALIFIERS, "the qualifier of the " + who, at);
    }
    return new Envelope.Trader(
        findings.neededWords(name, "the name of the " + who, NAME, at),
        qualifier.isEmpty() ? QUALIFIERS.get(0) : qualifier,
        findings.needed(id, "the id of the " + who, LEAST_ID, ID, at));
  }

  private List<String> contact(Given given) {
    List<String> elements = new ArrayList<>();
    Optional<ContactDetail> contact =
        part(given, "contact")
            .map(ParametersParameterComponent::getValue)
            .filter(ContactDetail.class::isInstance)
            .map(ContactDetail.class::cast);
    String at = given.path();
    elements.add(
        findings.words(
            contact.filter(ContactDetail::hasName).map(ContactDetail::getName).orElse(""),
            "the name of the contact",
            NAME,
            at));
    contact.map(ContactDetail::getTelecom).orElse(List.of()).stream()
        .filter(t -> t.hasValue() && t.hasSystem() && KINDS.containsKey(t.getSystem()))
        .limit(2)
        .forEach(
            t -> {
              elements.add(KINDS.get(t.getSystem()));
              elements.add(number(t, at));
            });
    if (elements.size() == 1) {
      findings.missing(
          at,
          "An 837 needs a phone number or an email of the submitter. Add contact with a telecom.");
    }
    return elements;
  }

  /** A phone number is ten digits, without signs. */
  private String number(ContactPoint telecom, String at) {
    if (telecom.getSystem() == ContactPoint.ContactPointSystem.EMAIL) {
      return findings.optional(telecom.getValue(), "the email of the contact", CONTACT, at);
    }
    String digits = telecom.getValue().replaceAll("[^0-9]", "").replaceFirst("^1(?=\\d{10}$)", "");
    if (!digits.matches("\\d{10}")) {
      findings.notValid(
          at, "An 837 needs the phone number of the contact with ten digits. Correct it.");
    }
    return digits;
  }

  private static String text(Given given, String name) {
    return part(given, name).flatMap(p -> FhirValues.text(value(p))).map(String::strip).orElse("");
  }

  private static @Nullable Type value(ParametersParameterComponent part) {
    return part.getValue();
  }

  private static Optional<ParametersParameterComponent> part(Given given, String name) {
    return given.parameter().getPart().stream().filter(p -> name.equals(p.getName())).findFirst();
  }
}
