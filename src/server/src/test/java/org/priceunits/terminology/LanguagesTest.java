package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.priceunits.terminology.TerminologyOperation.EXPAND;
import static org.priceunits.terminology.TerminologyOperation.LOOKUP;
import static org.priceunits.terminology.TerminologyOperation.VALIDATE_IN_VALUE_SET;

import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what is read of a client's header, and of the parameter of the same words. */
class LanguagesTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";

  private static Terminology spanish() {
    CodeSystem system = Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE, "a");
    system.getConceptFirstRep().addDesignation().setLanguage("es").setValue("uno");
    return Given.hosting(system, Given.set(SET, SYSTEM));
  }

  @ParameterizedTest
  @CsvSource({
    "es, es",
    "'es-MX,es;q=0.8', 'es-MX,es;q=0.8'",
    "'es ; q=0.8 , en', 'es ; q=0.8,en'",
    "en_US, ''",
    "'en_US,es;q=0.5', 'es;q=0.5'",
    "'es;q=x,en', en",
    "'en;level=1', ''",
    "*, ''",
    "' * ;q=0.5', ''",
    "'en,*;q=0.1', en",
    "'', ''",
    "',,', ''",
    ";;, ''",
    "abcdefghi, ''"
  })
  void whatCannotBeReadOfAHeaderIsPassedOver(String header, String read) {
    assertThat(Languages.readable(header)).isEqualTo(read);
  }

  @Test
  void aHeaderOfHundredsOfLanguagesIsReadInPart() {
    assertThat(Languages.readable("en,".repeat(2_600)).split(",")).hasSize(20);
    assertThat(Languages.readable("en" + "-a".repeat(4_000) + ",es")).isEqualTo("es");
    assertThat(Languages.readable(null)).isEmpty();
  }

  /** A language that nobody speaks is none of those that there are displays in. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "es",
        "de",
        "xx",
        "zz-ZZ",
        "qaa",
        "abcdefgh",
        "i-klingon",
        "en-x-y",
        "x",
        "es;q=0"
      })
  void whatIsReadOfAHeaderIsAnswered(String header) {
    Asked asked = new Asked(spanish());
    String language = Languages.readable(header);
    for (TerminologyOperation operation : List.of(EXPAND, LOOKUP, VALIDATE_IN_VALUE_SET)) {
      Parameters request =
          Given.request("url", SET, "system", SYSTEM, "code", "a", Languages.HEADER, language);
      assertThat(asked.outcome(operation, request)).as("%s", operation).isEqualTo("answered");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en_US", "en;q=x", "en;level=1", "abcdefghi"})
  void aParameterThatCannotBeReadIsRefused(String language) {
    for (TerminologyOperation operation : List.of(EXPAND, LOOKUP, VALIDATE_IN_VALUE_SET)) {
      assertThat(
              new Asked(spanish())
                  .refusal(
                      operation,
                      "url",
                      SET,
                      "system",
                      SYSTEM,
                      "code",
                      "a",
                      "displayLanguage",
                      language))
          .startsWith("422: Invalid displayLanguage");
    }
  }
}
