package org.priceunits.x12;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Claim;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;

/**
 * What R4 has no element for: supporting information of a claim by our code, otherwise what the
 * caller says for all claims.
 */
final class ClaimInformation {
  private static final String SYSTEM = Canonicals.codeSystem("claim-information");
  private static final int CODE = 3;

  /** What a caller can say once for all claims of a call. */
  static final Set<String> FOR_ALL_CLAIMS =
      Set.of(
          "claim-note",
          "type-of-bill",
          "claim-frequency",
          "accept-assignment",
          "benefits-assignment",
          "release-of-information",
          "provider-signature",
          "claim-filing-indicator",
          "admission-type",
          "admission-source",
          "patient-status");

  private final Claim claim;
  private final Map<String, String> ofAll;
  private final String path;
  private final Findings findings;

  /**
   * @param path FHIRPath of the claim
   */
  ClaimInformation(Claim claim, Map<String, String> ofAll, String path, Findings findings) {
    this.claim = claim;
    this.ofAll = ofAll;
    this.path = path;
    this.findings = findings;
  }

  /** Returns all values of a kind: those of the claim, otherwise the caller's. */
  List<String> all(String code) {
    List<String> own =
        claim.getSupportingInfo().stream()
            .filter(info -> info.getCode().hasCoding(SYSTEM, code))
            .flatMap(info -> FhirValues.text(info.getValue()).stream())
            .toList();
    String ofCaller = ofAll.get(code);
    return own.isEmpty() && ofCaller != null ? List.of(ofCaller) : own;
  }

  private Optional<String> first(String code) {
    return all(code).stream().findFirst();
  }

  /** Returns a value, empty if the claim has none. */
  String optional(String code, String what) {
    return findings.optional(first(code).orElse(""), what, CODE, at());
  }

  /**
   * Returns a value; reports none, and one of another form.
   *
   * @param form regular expression of its characters
   * @param said the form in words, for the sentence
   */
  String needed(String code, String what, String form, String said) {
    Optional<String> value = first(code);
    if (value.isEmpty()) {
      findings.missing(at(), sentence(code, what));
    } else if (!value.get().matches(form)) {
      findings.notValid(
          at(), "An 837 needs %s as its code (%s). Correct %s.".formatted(what, said, code));
    }
    return value.orElse("");
  }

  private String oneOf(String code, List<String> allowed, String what) {
    Optional<String> value = first(code);
    if (value.isEmpty()) {
      findings.missing(at(), sentence(code, what + ", one of " + String.join(", ", allowed)));
      return "";
    }
    return findings.oneOf(value.get(), allowed, what, at());
  }

  /**
   * Returns a value that is one of a code list; reports another, or none.
   *
   * @param type name of the list in {@link Schema837}
   */
  String coded(String code, String type, String what) {
    return oneOf(code, Schema837.codes(type), what);
  }

  private static String sentence(String code, String what) {
    return "An 837 needs %s. Add it as supportingInfo with code %s, or send it as claimInformation."
        .formatted(what, code);
  }

  private String at() {
    return path + ".supportingInfo";
  }
}
