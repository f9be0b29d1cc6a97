package org.priceunits.terminology;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.hl7.fhir.r4.model.UriType;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.priceunits.fhir.Canonicals;

/** Small terminology resources and requests for the tests. */
final class Given {
  static final String HCPCS = "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets";
  static final String NDC = "http://hl7.org/fhir/sid/ndc";
  static final String ALEMTUZUMAB = "https://price-units.github.io/fhir/ValueSet/alemtuzumab";
  static final String CROSSWALK = "https://price-units.github.io/fhir/ConceptMap/ndc-hcpcs";

  private Given() {}

  /** J9010 until 2015-12-31, J0202 from 2016-01-01, as a fragment. */
  static CodeSystem hcpcs() {
    CodeSystem system = new CodeSystem();
    system.setId("hcpcs");
    system.setUrl(HCPCS).setVersion("2025-10").setName("HCPCS").setStatus(PublicationStatus.ACTIVE);
    system.setContent(CodeSystemContentMode.FRAGMENT).setCaseSensitive(true);
    system.addProperty().setCode("added").setType(PropertyType.DATETIME);
    system.addProperty().setCode("terminated").setType(PropertyType.DATETIME);
    system.addProperty().setCode("successor").setType(PropertyType.CODE);
    system
        .addProperty()
        .setCode("status")
        .setUri("http://hl7.org/fhir/concept-properties#status")
        .setType(PropertyType.CODE);
    system
        .addProperty()
        .setCode("inactive")
        .setUri("http://hl7.org/fhir/concept-properties#inactive")
        .setType(PropertyType.BOOLEAN);
    concept(system, "J9010", "Injection, alemtuzumab, 10 mg")
        .addProperty(property("added", new DateTimeType("2003-01-01")))
        .addProperty(property("terminated", new DateTimeType("2015-12-31")))
        .addProperty(property("successor", new CodeType("J0202")))
        .addProperty(property("status", new CodeType("retired")))
        .addProperty(property("inactive", new BooleanType(true)));
    concept(system, "J0202", "Injection, alemtuzumab, 1 mg")
        .addProperty(property("added", new DateTimeType("2016-01-01")))
        .addProperty(property("status", new CodeType("active")));
    return system;
  }

  static ValueSet alemtuzumab() {
    ValueSet set = new ValueSet();
    set.setId("alemtuzumab");
    set.setUrl(ALEMTUZUMAB).setVersion("1.0.0").setStatus(PublicationStatus.ACTIVE);
    var include = set.getCompose().addInclude().setSystem(HCPCS);
    include.addConcept().setCode("J9010");
    include.addConcept().setCode("J0202");
    return set;
  }

  static ConceptMap crosswalk() {
    ConceptMap map = new ConceptMap();
    map.setId("ndc-hcpcs");
    map.setUrl(CROSSWALK).setVersion("2025Q3").setStatus(PublicationStatus.ACTIVE);
    var group = map.addGroup().setSource(NDC).setTarget(HCPCS);
    var lemtrada = group.addElement().setCode("58468020001");
    target(lemtrada, "Q9979", "2015-10-01", "2015-12-31");
    target(lemtrada, "J0202", "2016-01-01", null);
    return map;
  }

  static Terminology terminology() {
    return hosting(hcpcs(), alemtuzumab(), crosswalk());
  }

  /** Creates a terminology for which today is 2026-01-02. */
  static Terminology hosting(Resource... resources) {
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);
    return Terminology.of(List.of(resources), clock);
  }

  /** Creates a code system with the given codes, each with its own capitals as display. */
  static CodeSystem system(
      String url, String version, CodeSystemContentMode content, String... codes) {
    CodeSystem system = new CodeSystem();
    system.setUrl(url).setVersion(version).setStatus(PublicationStatus.ACTIVE);
    system.setContent(content).setCaseSensitive(true);
    for (String code : codes) {
      concept(system, code, code.toUpperCase(Locale.ROOT));
    }
    return system;
  }

  /** Creates a value set of one include of the given code system, and of imports. */
  static ValueSet set(String url, @Nullable String system, String... imports) {
    ValueSet set = new ValueSet();
    set.setUrl(url).setStatus(PublicationStatus.ACTIVE);
    var include = set.getCompose().addInclude();
    include.setSystem(system);
    for (String imported : imports) {
      include.addValueSet(imported);
    }
    return set;
  }

  /**
   * Creates a request of name, value pairs; {@code url} and {@code system} become uri, all others
   * string.
   */
  static Parameters request(String... namesAndValues) {
    Parameters request = new Parameters();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      request
          .addParameter()
          .setName(namesAndValues[i])
          .setValue(value(namesAndValues[i], namesAndValues[i + 1]));
    }
    return request;
  }

  private static void target(
      ConceptMap.SourceElementComponent element, String code, String from, @Nullable String to) {
    Period valid = new Period().setStartElement(new DateTimeType(from));
    if (to != null) {
      valid.setEndElement(new DateTimeType(to));
    }
    element
        .addTarget()
        .setCode(code)
        .setEquivalence(ConceptMapEquivalence.WIDER)
        .addExtension(Canonicals.extension("valid"), valid);
  }

  private static Type value(String name, String value) {
    return switch (name) {
      case "url", "system", "targetsystem" -> new UriType(value);
      case "code" -> new CodeType(value);
      case "excludeNested", "activeOnly", "reverse", "inferSystem", "includeDesignations" ->
          new BooleanType(value);
      case "count", "offset" -> new IntegerType(value);
      default -> new StringType(value);
    };
  }

  private static CodeSystem.ConceptDefinitionComponent concept(
      CodeSystem system, String code, String display) {
    return system.addConcept().setCode(code).setDisplay(display);
  }

  private static CodeSystem.ConceptPropertyComponent property(String code, Type value) {
    return new CodeSystem.ConceptPropertyComponent().setCode(code).setValue(value);
  }
}
