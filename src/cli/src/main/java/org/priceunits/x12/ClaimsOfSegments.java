package org.priceunits.x12;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.priceunits.fhir.Canonicals;

/** Builds Claims from the segments of 837 transactions, one segment after the other. */
final class ClaimsOfSegments {
  private static final Map<String, String> DIAGNOSES =
      Map.of(
          "ABK", "http://hl7.org/fhir/sid/icd-10-cm",
          "ABF", "http://hl7.org/fhir/sid/icd-10-cm",
          "BK", "http://hl7.org/fhir/sid/icd-9-cm",
          "BF", "http://hl7.org/fhir/sid/icd-9-cm",
          "APR", "http://hl7.org/fhir/sid/icd-10-cm",
          "PR", "http://hl7.org/fhir/sid/icd-9-cm");

  private static final String DIAGNOSIS_TYPES =
      "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBClaimDiagnosisType";

  private final List<Claim> claims = new ArrayList<>();
  private boolean ofClaims;
  private boolean institutional;
  private String group = "";
  private String created = "";
  private Reference provider = new Reference();
  private Reference patient = new Reference();
  private Reference payer = new Reference();
  private String place = "";
  private boolean inClaim;

  /** True before the persons and the other payers of a claim, whose segments are theirs. */
  private boolean inHead;

  private boolean inLine;
  private LineOfSegments line = new LineOfSegments(new Claim(), false, "");

  List<Claim> claims() {
    return claims;
  }

  /**
   * Takes the next segment.
   *
   * @throws IllegalArgumentException if a value is not of its kind
   */
  void take(Segment segment) {
    if (segment.id().equals("GS")) {
      group = segment.element(8);
    } else if (segment.id().equals("ST")) {
      Optional<Guide> guide = Guide.of(segment, group);
      ofClaims = guide.isPresent();
      institutional = guide.equals(Optional.of(Guide.INSTITUTIONAL));
      leave();
      provider = new Reference();
      patient = new Reference();
      payer = new Reference();
    } else if (ofClaims) {
      ofTransaction(segment);
    }
  }

  private void leave() {
    inClaim = false;
    inLine = false;
  }

  private void ofTransaction(Segment segment) {
    switch (segment.id()) {
      case "BHT" -> created = Days.day(segment.element(4)).toString();
      case "HL" -> level(segment);
      case "NM1" -> name(segment);
      case "DMG" -> {
        if (!inClaim && patient.hasDisplay() && !segment.element(2).isEmpty()) {
          patient.setDisplay(patient.getDisplay() + " " + Days.day(segment.element(2)));
        }
      }
      case "SBR" -> inHead = false;
      case "CLM" -> claim(segment);
      case "LX" -> {
        inLine = inClaim;
        if (inLine) {
          line = new LineOfSegments(current(), institutional, place);
        }
      }
      case "SV1", "SV2" -> service(segment);
      default -> {
        if (inLine) {
          line.take(segment);
        } else if (inClaim && inHead) {
          ofClaim(segment);
        }
      }
    }
  }

  /** Who is not named on a level of an own is nobody, and not the one before. */
  private void level(Segment segment) {
    leave();
    patient = new Reference();
    String kind = segment.element(3);
    if (!kind.equals("23")) {
      payer = new Reference();
    }
    if (kind.equals("20")) {
      provider = new Reference();
    }
  }

  /** A service without an LX of its own is a line all the same; {@link ClaimRules} reports it. */
  private void service(Segment segment) {
    if (inClaim) {
      if (!inLine || line.isServed()) {
        line = new LineOfSegments(current(), institutional, place);
        inLine = true;
      }
      line.take(segment);
    }
  }

  private Claim current() {
    return claims.get(claims.size() - 1);
  }

  private void name(Segment segment) {
    if (inClaim) {
      inHead = false;
      return;
    }
    Reference named = new Reference();
    String first = segment.element(4);
    named.setDisplay(segment.element(3) + (first.isEmpty() ? "" : ", " + first));
    switch (segment.element(1)) {
      case "85" -> {
        provider = named;
        if (segment.element(8).equals("XX")) {
          provider.getIdentifier().setSystem(PartySegments.NPI).setValue(segment.element(9));
        }
      }
      case "IL", "QC" -> patient = named;
      case "PR" -> payer = named;
      default -> {}
    }
  }

  private void claim(Segment segment) {
    inClaim = true;
    inHead = true;
    inLine = false;
    place = institutional ? "" : segment.component(5, 1);
    Claim claim = new Claim();
    claims.add(claim);
    claim
        .setStatus(Claim.ClaimStatus.ACTIVE)
        .setUse(Claim.Use.CLAIM)
        .setType(
            Codes.concept(
                "http://terminology.hl7.org/CodeSystem/claim-type",
                institutional ? "institutional" : "professional"))
        .setPatient(patient.copy())
        .setProvider(provider.copy())
        .setPriority(
            Codes.concept("http://terminology.hl7.org/CodeSystem/processpriority", "normal"))
        .setTotal(new Money().setValue(Syntax.number(segment.element(2))).setCurrency("USD"));
    claim.addIdentifier().setValue(segment.element(1));
    if (!created.isEmpty()) {
      claim.setCreatedElement(new DateTimeType(created));
    }
    claim.addInsurance().setSequence(1).setFocal(true).setCoverage(payer.copy());
    if (institutional) {
      information(claim, "type-of-bill", "0" + segment.component(5, 1) + segment.component(5, 3));
    } else if (!segment.component(5, 3).isEmpty()) {
      information(claim, "claim-frequency", segment.component(5, 3));
    }
  }

  private void ofClaim(Segment segment) {
    Claim claim = current();
    switch (segment.id()) {
      case "DTP" -> {
        if (segment.element(1).equals("434")) {
          claim.setBillablePeriod(Days.of(segment.element(3)).period());
        }
      }
      case "HI" -> segment.elements().forEach(parts -> diagnosis(claim, parts));
      case "REF" -> {
        if (segment.element(1).equals("F8")) {
          claim.addRelated().getReference().setValue(segment.element(2));
        }
      }
      case "NTE" -> information(claim, "claim-note", segment.element(2));
      default -> {}
    }
  }

  private static void diagnosis(Claim claim, List<String> parts) {
    String system = parts.size() < 2 ? null : DIAGNOSES.get(parts.get(0));
    if (system != null) {
      Claim.DiagnosisComponent diagnosis =
          claim
              .addDiagnosis()
              .setSequence(claim.getDiagnosis().size())
              .setDiagnosis(Codes.concept(system, withPoint(parts.get(1), system)));
      if (parts.get(0).endsWith("PR")) {
        diagnosis.addType(Codes.concept(DIAGNOSIS_TYPES, Diagnoses.REASON_FOR_VISIT));
      }
    }
  }

  /** ICD-10-CM has its point after three characters; ICD-9-CM too, but after four where E leads. */
  private static String withPoint(String code, String system) {
    int before = code.startsWith("E") && system.endsWith("icd-9-cm") ? 4 : 3;
    return code.length() <= before
        ? code
        : code.substring(0, before) + "." + code.substring(before);
  }

  private static void information(Claim claim, String code, String value) {
    claim
        .addSupportingInfo()
        .setSequence(claim.getSupportingInfo().size())
        .setCategory(
            Codes.concept("http://terminology.hl7.org/CodeSystem/claiminformationcategory", "info"))
        .setCode(Codes.concept(Canonicals.codeSystem("claim-information"), code))
        .setValue(new StringType(value));
  }
}
