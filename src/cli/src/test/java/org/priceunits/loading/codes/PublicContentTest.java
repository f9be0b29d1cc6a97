package org.priceunits.loading.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ChargeItemDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.priceunits.ShippedKnowledge;
import org.priceunits.domain.product.Ndc;
import org.priceunits.loading.cms.CrosswalkFile;
import org.priceunits.loading.cms.PackageRow;
import org.priceunits.loading.cms.PaymentLimit;
import org.priceunits.loading.cms.PaymentLimitFile;

/**
 * The pack of {@code load --public} is made from CMS's files. {@code -Dcontent.write=true} writes
 * it anew; without it, the pack is compared with them.
 */
class PublicContentTest {
  private static final Path SOURCES = Path.of("../shared/data");
  private static final Path PACK = Path.of("src/cli/src/main/resources/public-data.zip");

  /** A code of CPT: five digits, or four with a letter at the end. */
  private static final Pattern CPT = Pattern.compile("\"code\":\"\\d{4}[0-9A-Z]\"");

  @Test
  void theCommittedPackIsWhatTheProgramMakes() throws IOException {
    assumeTrue(Files.isDirectory(SOURCES), "the source files are not here");

    Map<String, String> made =
        PublicPack.lines(new PublicContent(SOURCES, ShippedKnowledge.resources()).parts());
    if (Boolean.getBoolean("content.write")) {
      PublicPack.write(PACK, made);
    }

    Map<String, String> committed = PublicPack.read(PACK);
    assertThat(committed.keySet()).containsExactlyElementsOf(made.keySet());
    made.forEach((part, lines) -> assertThat(committed.get(part).equals(lines)).as(part).isTrue());
  }

  @Test
  void everyLimitOfEveryQuarterIsHeldWithItsAmountAndPosting() throws IOException {
    assumeTrue(Files.isDirectory(SOURCES), "the source files are not here");

    Map<String, BigDecimal> held = new HashMap<>();
    Stream.concat(ShippedKnowledge.resources().stream(), packed().stream())
        .filter(ChargeItemDefinition.class::isInstance)
        .map(ChargeItemDefinition.class::cast)
        .filter(fee -> fee.hasCode() && fee.hasDate())
        .forEach(fee -> held.put(key(fee), amount(fee)));
    int compared = 0;
    for (SourceFile source : SourceFile.all("payment-limits")) {
      for (PaymentLimit limit :
          Readings.records(source, PaymentLimitFile.read(source.bytes(SOURCES)))) {
        String key = limit.code() + " " + limit.from() + " " + source.posted();
        assertThat(held.get(key)).as(key).isEqualByComparingTo(limit.amount());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(6_000);
  }

  @Test
  void everyPackageOfEveryCrosswalkIsHeld() throws IOException {
    assumeTrue(Files.isDirectory(SOURCES), "the source files are not here");

    Set<String> held = new HashSet<>();
    Stream.concat(ShippedKnowledge.resources().stream(), packed().stream())
        .forEach(resource -> held.add(resource.getIdPart()));
    List<String> missing = new ArrayList<>();
    for (SourceFile source : SourceFile.all("public-crosswalk")) {
      for (PackageRow row : Readings.records(source, CrosswalkFile.read(source.bytes(SOURCES)))) {
        Ndc.of(row.ndc())
            .map(ndc -> "ndc-" + ndc.value())
            .filter(id -> !held.contains(id))
            .ifPresent(missing::add);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void thePackHasNoCodeOfCptAndNothingThatIsShipped() throws IOException {
    Set<String> shipped = new HashSet<>();
    ShippedKnowledge.resources().forEach(r -> shipped.add(r.fhirType() + "/" + r.getIdPart()));
    shipped.remove("ConceptMap/ndc-hcpcs");

    for (String lines : PublicPack.read(PACK).values()) {
      Matcher cpt = CPT.matcher(lines);
      assertThat(cpt.find()).as(lines.substring(0, 200)).isFalse();
    }
    assertThat(packed())
        .extracting(r -> r.fhirType() + "/" + r.getIdPart())
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(shipped);
  }

  private static List<Resource> packed() throws IOException {
    List<Resource> resources = new ArrayList<>();
    for (String lines : PublicPack.read(PACK).values()) {
      lines
          .lines()
          .map(line -> (Resource) ShippedKnowledge.FHIR.newJsonParser().parseResource(line))
          .forEach(resources::add);
    }
    return resources;
  }

  private static String key(ChargeItemDefinition fee) {
    return fee.getCode().getCodingFirstRep().getCode()
        + " "
        + fee.getEffectivePeriod().getStartElement().getValueAsString()
        + " "
        + fee.getDateElement().getValueAsString();
  }

  private static BigDecimal amount(ChargeItemDefinition fee) {
    return fee.getPropertyGroupFirstRep().getPriceComponentFirstRep().getAmount().getValue();
  }
}
