package org.priceunits.pricing.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.billing.result.Issue.Element;
import org.priceunits.domain.billing.result.IssueCode;
import org.priceunits.domain.dose.Dose;
import org.priceunits.domain.product.Container;
import org.priceunits.domain.product.ContainerType;
import org.priceunits.domain.product.DrugProduct;
import org.priceunits.domain.product.Ndc;
import org.priceunits.domain.product.ProductCatalog;
import org.priceunits.fhir.Canonicals;
import org.priceunits.fhir.FhirValues;
import org.priceunits.pricing.read.QuantityReader.Amount;
import org.priceunits.pricing.read.Statement.StatedContainer;

/**
 * Reads the containers that a dose was drawn from: the caller's statement, otherwise the extension
 * of the record.
 */
final class ContainerReader {
  private final QuantityReader quantities;
  private final ProductCatalog products;
  private final ReadingIssues found;

  ContainerReader(QuantityReader quantities, ProductCatalog products, ReadingIssues found) {
    this.quantities = quantities;
    this.products = products;
    this.found = found;
  }

  /** Returns all containers, or an issue about the first one that cannot be read. */
  List<Container> read(AdministrationInput input) {
    Statement statement = input.statement();
    List<StatedContainer> stated =
        statement != null && !statement.containers().isEmpty()
            ? statement.containers()
            : recorded(input);
    List<Container> containers = new ArrayList<>(stated.size());
    for (StatedContainer container : stated) {
      Optional<Container> read = container(container);
      if (read.isEmpty()) {
        found.locations().fault(Element.CONTAINERS, container.path());
        return List.of();
      }
      found.locations().put(Element.CONTAINERS, container.path());
      containers.add(read.get());
    }
    return containers;
  }

  private List<StatedContainer> recorded(AdministrationInput input) {
    List<StatedContainer> containers = new ArrayList<>(1);
    List<Extension> extensions = input.resource().getExtension();
    for (int i = 0; i < extensions.size(); i++) {
      Extension extension = extensions.get(i);
      if (!Canonicals.extension("container-used").equals(extension.getUrl())) {
        continue;
      }
      String path = input.path().of(".extension[" + i + "]");
      if (!wellFormed(extension)) {
        found.locations().fault(Element.CONTAINERS, path);
        found.issue(
            IssueCode.PARAMETER_NOT_VALID,
            Element.CONTAINERS,
            "A part of the container has another type than its definition, or stands there twice. Correct it.");
        return List.of();
      }
      containers.add(recorded(extension, path));
    }
    return containers;
  }

  private static StatedContainer recorded(Extension extension, String path) {
    return new StatedContainer(
        path,
        FhirValues.text(extension, "ndc").orElse(null),
        value(extension, "size", Quantity.class).orElse(null),
        value(extension, "count", IntegerType.class).map(IntegerType::getValue).orElse(null),
        FhirValues.text(extension, "kind").orElse(null),
        value(extension, "shared", BooleanType.class).map(BooleanType::booleanValue).orElse(false));
  }

  private static <T extends Type> Optional<T> value(
      Extension extension, String name, Class<T> type) {
    return FhirValues.part(extension, name)
        .map(Extension::getValue)
        .filter(type::isInstance)
        .map(type::cast);
  }

  /**
   * Returns true if every part has its defined type and occurs once. Ignoring a part would change
   * the waste: a shared vial would count as unshared.
   */
  private static boolean wellFormed(Extension extension) {
    Set<String> seen = new HashSet<>();
    for (Extension part : extension.getExtension()) {
      Type value = part.getValue();
      boolean typed =
          switch (String.valueOf(part.getUrl())) {
            case "size" -> value instanceof Quantity;
            case "count" -> value instanceof IntegerType count && count.hasValue();
            case "shared" -> value instanceof BooleanType shared && shared.hasValue();
            case "kind", "ndc" -> FhirValues.text(value).isPresent();
            default -> true;
          };
      if (!typed || !seen.add(part.getUrl())) {
        return false;
      }
    }
    return true;
  }

  private Optional<Container> container(StatedContainer stated) {
    Optional<Ndc> ndc = Optional.ofNullable(stated.ndc()).flatMap(products::ndc);
    if (stated.ndc() != null && ndc.isEmpty()) {
      return refuse(
          IssueCode.NDC_INVALID,
          "The NDC of a container does not name one package. Send it with hyphens, or with eleven digits.");
    }
    int count = stated.count() == null ? 1 : stated.count();
    if (count < 1) {
      return refuse(
          IssueCode.DOSE_INVALID,
          "The count of containers is below one. Send how many were opened.");
    }
    Optional<ContainerType> kind = Optional.ofNullable(stated.kind()).flatMap(ContainerType::of);
    if (stated.kind() != null && kind.isEmpty()) {
      return refuse(
          IssueCode.PARAMETER_NOT_VALID,
          "The kind of a container is single-dose or multi-dose. Send one of them, or leave it out.");
    }
    Optional<Dose> size =
        stated.size() == null && ndc.isPresent() ? labelled(ndc.get()) : size(stated.size());
    return size.map(
        s -> new Container(s, count, kind.orElse(null), stated.shared(), ndc.orElse(null)));
  }

  /** Returns the labelled content of a container of the package, from the catalog. */
  private Optional<Dose> labelled(Ndc ndc) {
    Optional<Dose> content = products.byNdc(ndc).map(DrugProduct::content);
    return content.isPresent()
        ? content
        : refuse(
            IssueCode.PRODUCT_UNKNOWN,
            "What a container of NDC %s holds is not known here. Send its size.".formatted(ndc));
  }

  private Optional<Dose> size(@Nullable Quantity stated) {
    Amount size = quantities.read(stated, "container size", IssueCode.DOSE_INVALID, false);
    if (size instanceof Amount.Refused refused) {
      return refuse(refused.code(), refused.text());
    }
    Amount.Read read = (Amount.Read) size;
    found.assumed(read, Element.CONTAINERS);
    return Optional.of(read.dose());
  }

  private <T> Optional<T> refuse(IssueCode code, String text) {
    found.issue(code, Element.CONTAINERS, text);
    return Optional.empty();
  }
}
