package org.priceunits.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.policy.Fee;
import org.priceunits.domain.product.HcpcsCode;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
import org.priceunits.knowledge.PricingKnowledge.KnowledgeFault;

/** Tests that one write cannot spoil the prices of every dose. */
class SpoiledKnowledgeIsRefusedTest {
  private static final String DAY = "2025-02-01";
  private static final String HCPCS = "CodeSystem/hcpcs";
  private static final String UNITS = "ConceptMap/dose-units";
  private static final String SUCCESSORS = "ConceptMap/hcpcs-successors";
  private static final String MEDICARE = "ChargeItemDefinition/policy-medicare";
  private static final String FIRST_TARGET = "ConceptMap.group[0].element[0].target[0]";

  private static Stream<Arguments> spoiled() {
    return Stream.of(
        spoiled("CodeSystem.concept", "no codes", HCPCS, CodeSystem.class, s -> s.setConcept(null)),
        spoiled(
            "CodeSystem.concept",
            "J9010 alone",
            HCPCS,
            CodeSystem.class,
            s -> s.getConcept().removeIf(c -> !"J9010".equals(c.getCode()))),
        spoiled(
            "CodeSystem.concept",
            "another system in its place",
            HCPCS,
            CodeSystem.class,
            s -> s.setUrl("http://example.org/codes")),
        spoiled(
            "CodeSystem.url",
            "a second list",
            HCPCS,
            CodeSystem.class,
            s -> s.setVersion("2099-01").setId("hcpcs-2099")),
        secondList(HCPCS, "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"),
        secondList(HCPCS, "urn:oid:2.16.840.1.113883.6.285"),
        secondList(HCPCS, "http://terminology.hl7.org/CodeSystem/HCPCS"),
        secondList(
            "CodeSystem/place-of-service",
            "http://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"),
        spoiled(
            "CodeSystem.concept",
            "another address of the same system in its place",
            HCPCS,
            CodeSystem.class,
            s -> s.setUrl("https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets")),
        spoiled(
            "CodeSystem.concept",
            "no places",
            "CodeSystem/place-of-service",
            CodeSystem.class,
            s -> s.setConcept(null)),
        spoiled(
            "ChargeItemDefinition.effectivePeriod",
            "the policy of reference until 2020",
            MEDICARE,
            ChargeItemDefinition.class,
            p -> p.getEffectivePeriod().setEndElement(new DateTimeType("2020-12-31"))),
        spoiled(
            "ChargeItemDefinition.effectivePeriod",
            "the policy of reference until a year",
            MEDICARE,
            ChargeItemDefinition.class,
            p -> p.getEffectivePeriod().setEndElement(new DateTimeType("2020"))),
        spoiled(
            "ChargeItemDefinition.effectivePeriod",
            "the policy of reference from 2199",
            MEDICARE,
            ChargeItemDefinition.class,
            p -> p.getEffectivePeriod().setStartElement(new DateTimeType("2199-01"))),
        spoiled(
            "CodeSystem.concept[0].property",
            "a dosage of 1e39",
            HCPCS,
            CodeSystem.class,
            s -> property(s, "dosage-value", new DecimalType("1e39"))),
        spoiled(
            "CodeSystem.concept[0].property",
            "an equivalent without a number",
            "CodeSystem/hcpcs-unit-equivalents",
            CodeSystem.class,
            s -> property(s, "unit-equivalent", new Coding(Canonicals.UCUM, "mg", null))),
        spoiled(
            "CodeSystem.concept[0].property",
            "its own successor",
            HCPCS,
            CodeSystem.class,
            s -> property(s, "successor", new CodeType(s.getConcept().get(0).getCode()))),
        spoiled(
            FIRST_TARGET + ".code",
            "its own successor",
            SUCCESSORS,
            ConceptMap.class,
            m -> pair(m, Canonicals.HCPCS, Canonicals.HCPCS, "J0202", "J0202")),
        spoiled(
            FIRST_TARGET + ".code",
            "a circle with the shipped map",
            SUCCESSORS,
            ConceptMap.class,
            m -> {
              m.setId("mine");
              pair(m, Canonicals.HCPCS, Canonicals.HCPCS, "J0202", "J9010");
            }),
        spoiled(
            "ConceptMap.group[0].element[1].target[0].code",
            "a circle that another code leads to",
            SUCCESSORS,
            ConceptMap.class,
            m -> pairs(m, "J0001", "J0002", "J0002", "J0003", "J0003", "J0002")),
        spoiled(
            FIRST_TARGET + ".extension", "a ratio of 0", SUCCESSORS, ConceptMap.class, ratio("0")),
        spoiled(
            FIRST_TARGET + ".extension",
            "a ratio of -1",
            SUCCESSORS,
            ConceptMap.class,
            ratio("-1")),
        spoiled(
            FIRST_TARGET + ".extension",
            "a ratio of 1e39",
            SUCCESSORS,
            ConceptMap.class,
            ratio("1e39")),
        spoiled(
            FIRST_TARGET + ".code",
            "mg is g",
            UNITS,
            ConceptMap.class,
            m -> pair(m, Canonicals.codeSystem("dose-unit-text"), Canonicals.UCUM, "mg", "g")),
        spoiled(
            FIRST_TARGET + ".code",
            "another map's text is g",
            UNITS,
            ConceptMap.class,
            m -> {
              String text = m.getGroupFirstRep().getElementFirstRep().getCode();
              m.setId("mine");
              pair(m, Canonicals.codeSystem("dose-unit-text"), Canonicals.UCUM, text, "kat");
            }),
        spoiled(
            "ChargeItemDefinition.date",
            "a second medicare",
            MEDICARE,
            ChargeItemDefinition.class,
            p -> p.setId("second")),
        spoiled(
            "ChargeItemDefinition.extension",
            "a second reference",
            MEDICARE,
            ChargeItemDefinition.class,
            p -> {
              p.setId("second");
              ((CodeableConcept) p.getUseContextFirstRep().getValue())
                  .getCodingFirstRep()
                  .setCode("mine");
            }),
        spoiled(
            "ChargeItemDefinition.status",
            "medicare retired",
            MEDICARE,
            ChargeItemDefinition.class,
            p -> p.setStatus(PublicationStatus.RETIRED)),
        spoiled(
            "ChargeItemDefinition.extension",
            "medicare without rules",
            MEDICARE,
            ChargeItemDefinition.class,
            p -> p.setExtension(null)),
        spoiled(
            "discard-rule",
            "medicare without discard rules",
            MEDICARE,
            ChargeItemDefinition.class,
            p ->
                p.getExtension()
                    .forEach(
                        e -> e.getExtension().removeIf(x -> x.getUrl().equals("discard-rule")))),
        spoiled(
            "ChargeItemDefinition.propertyGroup.priceComponent",
            "a fee of 0",
            fee().getId(),
            ChargeItemDefinition.class,
            f -> price(f, "0")),
        spoiled(
            "ChargeItemDefinition.propertyGroup.priceComponent",
            "a fee of a trillion",
            fee().getId(),
            ChargeItemDefinition.class,
            f -> price(f, "999999999999")),
        spoiled(
            "MedicationKnowledge.amount",
            "a package of 1e39",
            packaged().getId(),
            MedicationKnowledge.class,
            k -> k.getAmount().setValue(new BigDecimal("1e39"))));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("spoiled")
  void itIsRefusedWithItsPath(String path, String what, Resource resource) {
    List<KnowledgeFault> faults = faults(resource);

    assertThat(faults).as(what).isNotEmpty();
    assertThat(faults.get(0).path()).contains(path);
    assertThat(faults.get(0).text()).endsWith(".");
  }

  @Test
  void whatIsShippedMayBeStoredAgain() {
    assertThat(ShippedKnowledge.resources())
        .allSatisfy(resource -> assertThat(faults(resource)).isEmpty());
  }

  /** Whatever the order of the pairs. */
  @Test
  void aCodeMayBeReplacedTwice() {
    ConceptMap replacedTwice = (ConceptMap) copy(SUCCESSORS);
    pairs(replacedTwice, "J0001", "J0002", "J0002", "J0003", "J0000", "J0002");

    assertThat(faults(replacedTwice)).isEmpty();
  }

  @Test
  void codesThatFollowedEachOtherAreNoCircle() {
    CodeSystem codes = (CodeSystem) copy(HCPCS);
    for (int i = 0; i < 3; i++) {
      CodeType next = new CodeType(codes.getConcept().get(i + 1).getCode());
      codes.getConcept().get(i).getProperty().removeIf(p -> "successor".equals(p.getCode()));
      codes.getConcept().get(i).addProperty().setCode("successor").setValue(next);
    }

    assertThat(faults(codes)).isEmpty();
  }

  @Test
  void whatEveryPriceNeedsIsNotDeleted() {
    assertThat(Stream.of(HCPCS, "CodeSystem/place-of-service", MEDICARE))
        .allSatisfy(
            id ->
                assertThat(KnowledgeConflicts.ofDeleting(copy(id), ShippedKnowledge.resources()))
                    .hasSize(1));
    assertThat(
            KnowledgeConflicts.ofDeleting(
                copy("ChargeItemDefinition/policy-cigna"), ShippedKnowledge.resources()))
        .isEmpty();
  }

  /** A policy of 1900 keeps no price of today. */
  @Test
  void theLastPolicyOfReferenceInForceTodayIsNotDeleted() {
    ChargeItemDefinition old = (ChargeItemDefinition) copy(MEDICARE);
    old.setId("old");
    old.getEffectivePeriod()
        .setStartElement(new DateTimeType("1900-01-01"))
        .setEndElement(new DateTimeType("1900-12-31"));
    ChargeItemDefinition later = (ChargeItemDefinition) copy(MEDICARE);
    later.setDateElement(new DateTimeType("2026-11-01")).setVersion("2").setId("later");

    assertThat(KnowledgeConflicts.ofDeleting(copy(MEDICARE), with(old))).hasSize(1);
    assertThat(KnowledgeConflicts.ofDeleting(copy(MEDICARE), with(later))).isEmpty();
    assertThat(KnowledgeConflicts.ofDeleting(old, with(old))).isEmpty();
  }

  private static List<Resource> with(Resource more) {
    List<Resource> all = new ArrayList<>(ShippedKnowledge.resources());
    all.add(more);
    return all;
  }

  @Test
  void aLaterPostingOfMedicareMayBeStored() {
    ChargeItemDefinition later = (ChargeItemDefinition) copy(MEDICARE);
    later.setDateElement(new DateTimeType("2026-11-01")).setVersion("2").setId("later");

    assertThat(faults(later)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("withdrawn")
  void draftAndRetiredFeesSetNoPrice(PublicationStatus status) {
    ChargeItemDefinition fee = (ChargeItemDefinition) copy(fee().getId());
    price(fee, "7777");
    fee.setStatus(status).setDateElement(new DateTimeType("2026-11-01")).setId("mine");

    assertThat(price(knowing(fee)).usdPerUnit())
        .isEqualByComparingTo(price(knowing()).usdPerUnit());
    assertThat(knowing(fee).warnings())
        .extracting(KnowledgeFault::path)
        .contains("ChargeItemDefinition.status");
    fee.setStatus(PublicationStatus.ACTIVE);
    assertThat(price(knowing(fee)).usdPerUnit()).isEqualByComparingTo("7777");
  }

  /** CMS replaced several codes more than once, so that a release has such chains. */
  @Test
  void aCodeMayReplaceOneThatReplacedAnother() {
    ConceptMap successors = (ConceptMap) copy(SUCCESSORS);
    successors.setId("mine");
    pair(successors, Canonicals.HCPCS, Canonicals.HCPCS, "J0001", "J0002");
    var group = successors.getGroupFirstRep();
    group.addElement().setCode("J0002").addTarget().setCode("J0003");
    group.addElement().setCode("J0003").addTarget().setCode("J0004");
    assertThat(faults(successors)).isEmpty();
  }

  private static Stream<PublicationStatus> withdrawn() {
    return Stream.of(PublicationStatus.DRAFT, PublicationStatus.RETIRED);
  }

  @Test
  void aFeeFarFromTheOneInForceIsWarnedOf() {
    ChargeItemDefinition fee = (ChargeItemDefinition) copy(fee().getId());
    price(fee, "98765432");
    fee.setDateElement(new DateTimeType("2026-11-01")).setId("mine");

    assertThat(KnowledgeWarnings.of(fee, ShippedKnowledge.pricing().catalogs().fees())).hasSize(1);
    assertThat(knowing(fee).warnings()).hasSize(1);
    assertThat(knowing().warnings()).isEmpty();
  }

  @Test
  void aMapOfAnyAddressMakesNoPackageAmbiguous() {
    ConceptMap shipped = (ConceptMap) copy("ConceptMap/ndc-hcpcs");
    String ndc = shipped.getGroupFirstRep().getElementFirstRep().getCode();
    ConceptMap mine = new ConceptMap();
    mine.setId("mine");
    mine.setUrl("http://example.org/map").setStatus(PublicationStatus.ACTIVE);
    pair(mine, Canonicals.NDC, Canonicals.HCPCS, ndc, "J9999");
    ConceptMapGroupComponent group = mine.getGroupFirstRep();
    group.addElement().setCode("99999999999").addTarget().setCode("J0202");
    var before = ShippedKnowledge.pricing().catalogs().products();
    MedicationKnowledge added = (MedicationKnowledge) copy(packaged().getId());
    added.setId("added");
    added.getCode().getCoding().removeIf(c -> !Canonicals.NDC.equals(c.getSystem()));
    added.getCode().getCodingFirstRep().setCode("99999999999");
    var products = knowing(mine, added).catalogs().products();

    assertThat(products.byNdc(Ndc.of(ndc).orElseThrow()).orElseThrow().codes())
        .isEqualTo(before.byNdc(Ndc.of(ndc).orElseThrow()).orElseThrow().codes());
    assertThat(products.byNdc(Ndc.of("99999999999").orElseThrow()).orElseThrow().codes())
        .hasSize(1);
  }

  private static Arguments spoiled(String path, String what, Resource resource) {
    return Arguments.of(path, what, resource);
  }

  private static <T extends Resource> Arguments spoiled(
      String path, String what, String id, Class<T> type, Consumer<T> change) {
    T resource = type.cast(copy(id));
    change.accept(resource);
    return spoiled(path, what, resource);
  }

  private static Arguments secondList(String id, String url) {
    return spoiled(
        "CodeSystem.url",
        "a second list at " + url,
        id,
        CodeSystem.class,
        s -> s.setUrl(url).setId("second"));
  }

  private static List<KnowledgeFault> faults(Resource resource) {
    List<KnowledgeFault> own =
        KnowledgeCheck.faults(resource, ShippedKnowledge.pricing().catalogs().policies());
    Resource before =
        ShippedKnowledge.resources().stream()
            .filter(r -> r.fhirType().equals(resource.fhirType()))
            .filter(r -> r.getIdElement().getIdPart().equals(resource.getIdElement().getIdPart()))
            .findFirst()
            .orElse(null);
    return own.isEmpty()
        ? KnowledgeConflicts.ofWriting(resource, before, ShippedKnowledge::resources)
        : own;
  }

  private static PricingKnowledge knowing(Resource... more) {
    List<Resource> all = new ArrayList<>(ShippedKnowledge.resources());
    all.addAll(List.of(more));
    return KnowledgeReader.read(all);
  }

  private static Fee price(PricingKnowledge knowledge) {
    HcpcsCode code = new HcpcsCode(fee().getCode().getCodingFirstRep().getCode());
    Optional<Fee> found =
        knowledge
            .catalogs()
            .fees()
            .limit("medicare", code, null, LocalDate.parse(DAY), LocalDate.MAX);
    return found.orElseThrow();
  }

  private static ChargeItemDefinition fee() {
    return ShippedKnowledge.resources().stream()
        .filter(ChargeItemDefinition.class::isInstance)
        .map(ChargeItemDefinition.class::cast)
        .filter(d -> !PolicyReader.isPolicy(d))
        .filter(
            d -> d.getEffectivePeriod().getStartElement().getValueAsString().startsWith("2025-01"))
        .findFirst()
        .orElseThrow();
  }

  private static MedicationKnowledge packaged() {
    return ShippedKnowledge.resources().stream()
        .filter(MedicationKnowledge.class::isInstance)
        .map(MedicationKnowledge.class::cast)
        .filter(MedicationKnowledge::hasAmount)
        .findFirst()
        .orElseThrow();
  }

  private static Resource copy(String id) {
    String idPart = id.substring(id.indexOf('/') + 1);
    return ShippedKnowledge.resources().stream()
        .filter(r -> r.getIdElement().getIdPart().equals(idPart))
        .filter(r -> id.indexOf('/') < 0 || id.startsWith(r.fhirType() + "/"))
        .findFirst()
        .orElseThrow()
        .copy();
  }

  private static void price(ChargeItemDefinition fee, String usd) {
    fee.getPropertyGroupFirstRep()
        .getPriceComponentFirstRep()
        .getAmount()
        .setValue(new BigDecimal(usd));
  }

  private static void property(CodeSystem system, String name, org.hl7.fhir.r4.model.Type value) {
    system.getConcept().get(0).getProperty().removeIf(p -> name.equals(p.getCode()));
    system.getConcept().get(0).addProperty().setCode(name).setValue(value);
  }

  private static void pair(ConceptMap map, String source, String target, String from, String to) {
    ConceptMapGroupComponent group = new ConceptMapGroupComponent();
    group.setSource(source).setTarget(target);
    group.addElement().setCode(from).addTarget().setCode(to);
    map.setGroup(new ArrayList<>(List.of(group)));
  }

  /** Sets codes and their successors, in turn. */
  private static void pairs(ConceptMap map, String... codes) {
    ConceptMapGroupComponent group = new ConceptMapGroupComponent();
    group.setSource(Canonicals.HCPCS).setTarget(Canonicals.HCPCS);
    for (int i = 0; i < codes.length; i += 2) {
      group.addElement().setCode(codes[i]).addTarget().setCode(codes[i + 1]);
    }
    map.setGroup(new ArrayList<>(List.of(group)));
  }

  private static Consumer<ConceptMap> ratio(String value) {
    return map -> {
      pair(map, Canonicals.HCPCS, Canonicals.HCPCS, "J9310", "J9312");
      map.getGroupFirstRep()
          .getElementFirstRep()
          .getTargetFirstRep()
          .addExtension(new Extension(Canonicals.extension("units-ratio"), new DecimalType(value)));
    };
  }
}
