package org.priceunits.fhir.in;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.Issue.Element;
import org.priceunits.domain.billing.IssueCode;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.Ndc;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.in.QuantityReader.Amount;
import org.priceunits.fhir.in.Statement.StatedContainer;

/** Reads what a dose was drawn from: the caller's statement, else the extension of the record. */
final class ContainerReader {
  private final QuantityReader quantities;
  private final Draft draft;

  ContainerReader(QuantityReader quantities, Draft draft) {
    this.quantities = quantities;
    this.draft = draft;
  }

  List<Container> read(MedicationAdministration administration, @Nullable Statement statement) {
    List<StatedContainer> stated =
        statement != null && !statement.containers().isEmpty()
            ? statement.containers()
            : recorded(administration);
    List<Container> containers = new ArrayList<>(stated.size());
    for (StatedContainer container : stated) {
      draft.locations().put(Element.CONTAINERS, container.path());
      container(container).ifPresent(containers::add);
    }
    return containers;
  }

  private List<StatedContainer> recorded(MedicationAdministration administration) {
    List<StatedContainer> found = new ArrayList<>(1);
    List<Extension> extensions = administration.getExtension();
    for (int i = 0; i < extensions.size(); i++) {
      Extension e = extensions.get(i);
      if (Canonicals.extension("container-used").equals(e.getUrl())) {
        found.add(
            new StatedContainer(
                draft.locations().base() + ".extension[" + i + "]",
                Reading.text(e, "ndc").orElse(null),
                Reading.part(e, "size")
                    .map(Extension::getValue)
                    .filter(Quantity.class::isInstance)
                    .map(Quantity.class::cast)
                    .orElse(null),
                Reading.part(e, "count")
                    .map(Extension::getValue)
                    .filter(IntegerType.class::isInstance)
                    .map(v -> ((IntegerType) v).getValue())
                    .orElse(null),
                Reading.text(e, "kind").orElse(null),
                Reading.part(e, "shared")
                    .map(Extension::getValue)
                    .filter(BooleanType.class::isInstance)
                    .map(v -> ((BooleanType) v).booleanValue())
                    .orElse(false)));
      }
    }
    return found;
  }

  private Optional<Container> container(StatedContainer stated) {
    Amount size = quantities.read(stated.size(), "container size", IssueCode.DOSE_INVALID, false);
    if (!(size instanceof Amount.Read read)) {
      Amount.Refused refused = (Amount.Refused) size;
      return refuse(refused.code(), refused.text());
    }
    draft.assumed(read, Element.CONTAINERS);
    int count = stated.count() == null ? 1 : stated.count();
    if (count < 1) {
      return refuse(
          IssueCode.DOSE_INVALID,
          "The count of containers is below one. Send how many were opened.");
    }
    Optional<Ndc> ndc = Optional.ofNullable(stated.ndc()).flatMap(Ndc::of);
    if (stated.ndc() != null && ndc.isEmpty()) {
      return refuse(
          IssueCode.NDC_INVALID,
          "The NDC of a container does not name one package. Send it with hyphens, or with eleven digits.");
    }
    Optional<ContainerType> kind = Optional.ofNullable(stated.kind()).flatMap(ContainerType::of);
    if (stated.kind() != null && kind.isEmpty()) {
      return refuse(
          IssueCode.PARAMETER_NOT_VALID,
          "The kind of a container is single-dose or multi-dose. Send one of them, or leave it out.");
    }
    return Optional.of(
        new Container(read.dose(), count, kind.orElse(null), stated.shared(), ndc.orElse(null)));
  }

  private Optional<Container> refuse(IssueCode code, String text) {
    draft.issue(code, Element.CONTAINERS, text);
    return Optional.empty();
  }
}
