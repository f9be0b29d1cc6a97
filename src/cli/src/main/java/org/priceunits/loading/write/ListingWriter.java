package org.priceunits.loading.write;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.MedicationKnowledge;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.ContainerLabel.Exactness;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
import org.priceunits.loading.fda.NdcListing;

/**
 * Adds the FDA's listing of a package to what is held of it: form, routes, strength, container
 * type, marketing dates, brand, and the packages that contain it.
 */
public final class ListingWriter {
  private static final String SOURCE = "FDA NDC Directory";
  private static final String LISTING = Canonicals.extension("fda-listing");

  private final LocalDate listed;

  /**
   * @param listed the day of the directory
   */
  public ListingWriter(LocalDate listed) {
    this.listed = listed;
  }

  /**
   * Returns the package with the listing; unchanged if it has one of a later day.
   *
   * @param held the package as it is held; it is not changed
   */
  public MedicationKnowledge write(MedicationKnowledge held, NdcListing listing) {
    MedicationKnowledge product = held.copy();
    Extension before = product.getExtensionByUrl(LISTING);
    if (before != null && day(before).isAfter(listed)) {
      return product;
    }
    product.getExtension().removeIf(e -> LISTING.equals(e.getUrl()));
    product.addExtension(listing(listing));
    PackageFacts facts =
        new PackageFacts(product, SOURCE, SOURCE + " of " + listed, Exactness.PACKAGE);
    facts.forget();
    facts.form(listing.form());
    product.setDoseForm(
        listing.form().isEmpty() ? null : new CodeableConcept().setText(listing.form()));
    facts.holder(listing.holder());
    listing.container().ifPresent(c -> facts.container(c.type(), c.words()));
    listing.strength().ifPresent(s -> facts.strength(s.amount(), s.unit(), s.per(), s.perUnit()));
    product.setIntendedRoute(
        new ArrayList<>(
            listing.routes().stream().map(r -> new CodeableConcept().setText(r)).toList()));
    outer(product, listing.outer());
    brand(product, listing.brand());
    ProductWriter.complete(product);
    return product;
  }

  private static LocalDate day(Extension listing) {
    return LocalDate.parse(listing.getExtensionByUrl("listed").getValue().primitiveValue());
  }

  private Extension listing(NdcListing listing) {
    Extension extension = new Extension(LISTING);
    extension.addExtension("listed", new DateType(listed.toString()));
    if (!listing.application().isEmpty()) {
      extension.addExtension("application", new StringType(listing.application()));
    }
    if (listing.from() != null || listing.to() != null) {
      extension.addExtension(marketing(listing.from(), listing.to()));
    }
    return extension;
  }

  private static Extension marketing(@Nullable LocalDate from, @Nullable LocalDate to) {
    return new Extension("marketing", Periods.of(from, to));
  }

  /** Names the packages around this one by their NDC: they need not be held themselves. */
  private static void outer(MedicationKnowledge product, List<Ndc> outer) {
    product.getRelatedMedicationKnowledge().clear();
    for (Ndc ndc : outer) {
      Reference reference = new Reference();
      reference.setType("MedicationKnowledge");
      reference.getIdentifier().setSystem(Canonicals.NDC).setValue(ndc.value());
      product
          .addRelatedMedicationKnowledge()
          .setType(new CodeableConcept().setText("package that contains this one"))
          .addReference(reference);
    }
  }

  private static void brand(MedicationKnowledge product, String brand) {
    boolean known =
        brand.isEmpty()
            || product.getSynonym().stream().anyMatch(s -> brand.equalsIgnoreCase(s.getValue()));
    if (!known) {
      product.addSynonym(brand);
    }
  }
}
