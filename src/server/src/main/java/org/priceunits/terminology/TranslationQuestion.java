package org.priceunits.terminology;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r5.model.CodeableConcept;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;

/**
 * What a {@code $translate} asks, in the names of R4 or of R5.
 *
 * @param asked the codings to translate, of which the first that is mapped counts
 * @param otherSystem the code system to translate to
 * @param otherSet the value set to translate to
 * @param ownSet the value set that the code was chosen from
 * @param reverse true if the codings are targets, and their sources are wanted
 * @param inR5Words true if the answer is to have R5's names
 */
record TranslationQuestion(
    List<Coding> asked,
    @Nullable String otherSystem,
    @Nullable String otherSet,
    @Nullable String ownSet,
    boolean reverse,
    boolean inR5Words) {

  static TranslationQuestion of(Query query) {
    boolean backward =
        Stream.of("targetCode", "targetCoding", "targetCodeableConcept").anyMatch(query::has);
    boolean r5 =
        backward
            || Stream.of("sourceCode", "sourceCoding", "sourceCodeableConcept")
                .anyMatch(query::has);
    String to =
        backward ? query.text("sourceSystem") : first(query, "targetsystem", "targetSystem");
    String source = first(query, "source", "sourceScope");
    String target = first(query, "target", "targetScope");
    boolean reverse = backward || query.flag("reverse");
    return new TranslationQuestion(
        codings(query, backward),
        to,
        reverse ? source : target,
        reverse ? target : source,
        reverse,
        r5);
  }

  private static List<Coding> codings(Query query, boolean backward) {
    List<Coding> codings = named(query, backward);
    if (codings.stream().noneMatch(Coding::hasCode)) {
      throw QueryRefusedException.missing("What is to be translated has no code. Send its code.");
    }
    return codings.stream().filter(Coding::hasCode).toList();
  }

  private static List<Coding> named(Query query, boolean backward) {
    for (String name : List.of("coding", "sourceCoding", "targetCoding")) {
      var coding = query.value(name, org.hl7.fhir.r5.model.Coding.class);
      if (coding != null) {
        return List.of(asked(coding));
      }
    }
    for (String name :
        List.of("codeableConcept", "sourceCodeableConcept", "targetCodeableConcept")) {
      CodeableConcept concept = query.value(name, CodeableConcept.class);
      if (concept != null && concept.hasCoding()) {
        return concept.getCoding().stream().map(TranslationQuestion::asked).toList();
      }
    }
    String code = first(query, "code", "sourceCode", "targetCode");
    if (code == null) {
      throw QueryRefusedException.missing(
          "Parameter 'code', 'coding' or 'codeableConcept' is missing.");
    }
    String system = backward ? query.text("targetSystem") : first(query, "system", "sourceSystem");
    return List.of(
        eleven(new Coding().setSystem(system).setVersion(query.text("version")).setCode(code)));
  }

  private static Coding asked(org.hl7.fhir.r5.model.Coding coding) {
    return eleven(
        new Coding()
            .setSystem(coding.getSystem())
            .setVersion(coding.getVersion())
            .setCode(coding.getCode()));
  }

  /** Normalizes an NDC to eleven digits, the format in maps. */
  private static Coding eleven(Coding coding) {
    return Canonicals.NDC.equals(coding.getSystem())
        ? Ndc.of(coding.getCode()).map(ndc -> coding.setCode(ndc.value())).orElse(coding)
        : coding;
  }

  private static @Nullable String first(Query query, String... names) {
    return Stream.of(names).map(query::text).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
