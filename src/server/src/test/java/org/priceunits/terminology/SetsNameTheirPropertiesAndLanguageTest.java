package org.priceunits.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what a value set states for its expansions, beside what the call states. */
class SetsNameTheirPropertiesAndLanguageTest {
  private static final String SYSTEM = "http://x.org/cs";
  private static final String SET = "http://x.org/vs";
  private static final String R5 =
      "http://hl7.org/fhir/5.0/StructureDefinition/extension-ValueSet.";
  private static final String PARAMETER =
      "http://hl7.org/fhir/StructureDefinition/valueset-expansion-parameter";

  private static CodeSystem system() {
    CodeSystem system = Given.system(SYSTEM, "1", CodeSystemContentMode.COMPLETE, "a");
    system.addProperty().setCode("colour").setUri("http://x.org/property#colour");
    system.addProperty().setCode("size");
    var a = system.getConceptFirstRep();
    a.addProperty().setCode("colour").setValue(new CodeType("red"));
    a.addProperty().setCode("size").setValue(new CodeType("big"));
    a.addDesignation().setLanguage("de").setValue("DE");
    a.addDesignation().setLanguage("es").setValue("ES");
    return system.setCaseSensitive(true);
  }

  /** Creates a set that states a parameter of its expansions. */
  private static ValueSet stating(String name, String value) {
    ValueSet set = Given.set(SET, SYSTEM);
    if ("compose.property".equals(name)) {
      set.getCompose().addExtension(R5 + name, new StringType(value));
    } else if (name != null) {
      Extension parameter = set.getCompose().addExtension().setUrl(PARAMETER);
      parameter.addExtension("name", new CodeType(name));
      parameter.addExtension("value", new CodeType(value));
    }
    return set;
  }

  /** Returns the values of an extension's part, by the end of the extension's address. */
  private static List<String> parts(List<Extension> extensions, String address, String part) {
    return extensions.stream()
        .filter(extension -> extension.getUrl().equals(R5 + address))
        .map(extension -> extension.getExtensionByUrl(part))
        .map(own -> own == null ? "-" : String.valueOf(own.getValue().primitiveValue()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    ", , , ''",
    ", , colour, 'red'",
    ", , http://x.org/property#colour, 'red'",
    ", , *, 'red big'",
    ", , none, ''",
    "compose.property, colour, , 'red'",
    "compose.property, http://x.org/property#colour, , 'red'",
    "compose.property, *, , 'red big'",
    "compose.property, colour, size, 'big'", // the call comes first
    "property, size, , 'big'",
    "property, size, colour, 'red'"
  })
  void anExpansionShowsTheProperties(String name, String value, String asked, String shown) {
    Asked terminology = new Asked(Given.hosting(system(), stating(name, value)));
    String[] question =
        asked == null ? new String[] {"url", SET} : new String[] {"url", SET, "property", asked};
    var expansion = terminology.expansion(question);
    assertThat(
            parts(
                expansion.getContainsFirstRep().getExtension(),
                "expansion.contains.property",
                "value"))
        .containsExactlyInAnyOrder(shown.isEmpty() ? new String[0] : shown.split(" "));
  }

  /** The set imports one that imports the set of the code system. */
  @ParameterizedTest
  @CsvSource({
    "colour, 'red'",
    "http://x.org/property#colour, 'red'",
    "http://x.org/property#size, ''",
    "*, 'red big'"
  })
  void theSystemsOfImportedSetsNameThePropertiesToo(String asked, String shown) {
    ValueSet outer = Given.set("http://x.org/outer", null, "http://x.org/inner");
    Asked terminology =
        new Asked(
            Given.hosting(
                system(), stating(null, null), outer, Given.set("http://x.org/inner", null, SET)));
    for (String more : List.of("excludeNested", "activeOnly")) {
      var expansion =
          terminology.expansion("url", "http://x.org/outer", "property", asked, more, "true");
      assertThat(
              parts(
                  expansion.getContainsFirstRep().getExtension(),
                  "expansion.contains.property",
                  "value"))
          .containsExactlyInAnyOrder(shown.isEmpty() ? new String[0] : shown.split(" "));
    }
  }

  @ParameterizedTest
  @CsvSource({"colour, http://x.org/property#colour", "size, -"})
  void aPropertyIsDeclaredWithItsUriIfItHasOne(String property, String uri) {
    Asked terminology = new Asked(Given.hosting(system(), stating(null, null)));
    var expansion = terminology.expansion("url", SET, "property", property);
    assertThat(parts(expansion.getExtension(), "expansion.property", "code"))
        .containsExactly(property);
    assertThat(parts(expansion.getExtension(), "expansion.property", "uri")).containsExactly(uri);
  }

  @ParameterizedTest
  @CsvSource({
    ", , , A",
    ", , es, ES",
    ", de, es, DE",
    "de, , , DE",
    "de, , es, DE", // the set comes before the header
    "de, es, , ES" // and after the call
  })
  void languagesOfTheCallTheSetAndTheHeaderCountInThisOrder(
      String ofSet, String ofCall, String ofHeader, String display) {
    ValueSet set = ofSet == null ? stating(null, null) : stating("displayLanguage", ofSet);
    var request = Given.request("url", SET);
    if (ofCall != null) {
      request.addParameter("displayLanguage", new CodeType(ofCall));
    }
    if (ofHeader != null) {
      request.addParameter(Languages.HEADER, new CodeType(ofHeader));
    }
    Reply reply = Given.hosting(system(), set).answer(TerminologyOperation.EXPAND, request);
    ValueSet expanded = (ValueSet) ((Reply.Answered) reply).resource();
    assertThat(expanded.getExpansion().getContainsFirstRep().getDisplay()).isEqualTo(display);
    assertThat(expanded.getExpansion().getParameter())
        .noneMatch(parameter -> parameter.getName().equals(Languages.HEADER));
  }
}
