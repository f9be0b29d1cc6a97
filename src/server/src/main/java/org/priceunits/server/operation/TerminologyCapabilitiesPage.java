package org.priceunits.server.operation;

import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.TerminologyCapabilities;
import org.hl7.fhir.r4.model.TerminologyCapabilities.CapabilityStatementKind;
import org.hl7.fhir.r4.model.TerminologyCapabilities.CodeSearchSupport;
import org.hl7.fhir.r4.model.TerminologyCapabilities.TerminologyCapabilitiesCodeSystemComponent;
import org.priceunits.fhir.Canonicals;
import org.priceunits.terminology.HostedAddresses;

/**
 * Builds the TerminologyCapabilities resource: the hosted code systems, and the parameters of
 * {@code $expand} and the other operations.
 */
final class TerminologyCapabilitiesPage {
  private static final List<String> EXPANSION_PARAMETERS =
      List.of(
          "activeOnly",
          "check-system-version",
          "count",
          "date",
          "designation",
          "displayLanguage",
          "excludeNested",
          "filter",
          "force-system-version",
          "includeDefinition",
          "includeDesignations",
          "offset",
          "property",
          "system-version",
          "tx-resource",
          "useSupplement");

  private TerminologyCapabilitiesPage() {}

  static TerminologyCapabilities of(HostedAddresses hosted, Software software) {
    TerminologyCapabilities page = new TerminologyCapabilities();
    page.setId("terminology");
    page.setUrl(Canonicals.BASE + "/TerminologyCapabilities/price-units");
    page.setVersion(software.version())
        .setName("PriceUnitsTerminology")
        .setTitle("Terminology of price-units");
    page.setStatus(PublicationStatus.ACTIVE).setDate(new Date());
    page.setKind(CapabilityStatementKind.INSTANCE);
    page.getSoftware().setName(software.name()).setVersion(software.version());
    page.setCodeSearch(CodeSearchSupport.ALL);
    codeSystems(page, hosted.codeSystems());
    page.getExpansion().setHierarchical(true).setPaging(true).setIncomplete(false);
    EXPANSION_PARAMETERS.forEach(name -> page.getExpansion().addParameter().setName(name));
    page.getExpansion()
        .setTextFilter(
            "Each word must begin a word of the display or be the code; case does not matter.");
    page.getValidateCode().setTranslations(true);
    page.getTranslation().setNeedsMap(true);
    return page;
  }

  /**
   * @param addresses as {@code url|version}, in the order of their URLs
   */
  private static void codeSystems(TerminologyCapabilities page, List<String> addresses) {
    TerminologyCapabilitiesCodeSystemComponent system = null;
    for (String address : addresses) {
      int bar = address.indexOf('|');
      String url = bar < 0 ? address : address.substring(0, bar);
      if (system == null || !url.equals(system.getUri())) {
        system = page.addCodeSystem().setUri(url);
      }
      if (bar >= 0) {
        system.addVersion().setCode(address.substring(bar + 1));
      }
    }
  }
}
