package org.priceunits.postman;

import ca.uhn.fhir.context.FhirContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.priceunits.examples.Example;
import org.priceunits.examples.Golden;
import org.priceunits.fhir.Canonicals;

/** The guide's examples as requests, with the contents of their golden answers. */
final class ExampleRequests {
  /** Postman fills no variables into a description, so the address is written out. */
  private static final String GUIDE = Environment.LOCAL.get("base").replaceFirst("/fhir$", "/ig");

  private static final Words RULES = Words.of("billing-rule");
  private static final Words ISSUES = Words.of("price-units-issue");

  private ExampleRequests() {}

  static List<Sent> of(List<Example> examples) {
    return examples.stream().map(ExampleRequests::ask).toList();
  }

  private static Sent ask(Example example) {
    Sent sent =
        Sent.send(
            example.title(),
            "POST",
            example.operation().path() + query(example.query()),
            json(example.request()),
            example.status());
    for (Resource stored : example.stored()) {
      String path = stored.fhirType() + "/" + stored.getIdPart();
      sent.before(Sent.send("Store " + path, "PUT", path, json(stored), 201));
      sent.after(Sent.send("Delete " + path, "DELETE", path, "", 200));
    }
    Resource answer = Golden.response(example);
    List<String> issues = issues(answer);
    sent.described(description(example, answer, issues))
        .answered(FhirContext.forR4Cached().newJsonParser().encodeResourceToString(answer))
        .with("issues", issues);
    if (answer instanceof Parameters parameters && example.status() == 200) {
      if (example.operation() == Example.Operation.PRICE_UNITS) {
        sent.with("lines", lines(parameters));
        List<String> charges = charges(parameters);
        if (!charges.isEmpty()) {
          sent.with("charges", charges);
        }
      } else if (example.operation() == Example.Operation.CHECK_UNITS) {
        boolean clean = ((BooleanType) parameters.getParameter("result").getValue()).booleanValue();
        sent.parameter("result", clean);
      }
    }
    return sent;
  }

  private static String query(Map<String, String> query) {
    return query.isEmpty()
        ? ""
        : "?"
            + query.entrySet().stream()
                .map(
                    e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
  }

  /** Returns the lines as {@code J0202 10 JW}, in claim order. */
  private static List<String> lines(Parameters answer) {
    return resources(answer)
        .filter(Claim.class::isInstance)
        .flatMap(c -> ((Claim) c).getItem().stream())
        .map(
            i ->
                Stream.concat(
                        Stream.of(
                            i.getProductOrService().getCodingFirstRep().getCode(),
                            i.getQuantity().getValue().toPlainString()),
                        i.getModifier().stream().map(m -> m.getCodingFirstRep().getCode()))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  /** Returns the charges as {@code J0202 10 JW}, in their order. */
  private static List<String> charges(Parameters answer) {
    return resources(answer)
        .filter(ChargeItem.class::isInstance)
        .map(ChargeItem.class::cast)
        .map(
            charge ->
                Stream.concat(
                        Stream.of(
                            charge.getCode().getCodingFirstRep().getCode(),
                            charge.getQuantity().getValue().toPlainString()),
                        charge.getExtensionsByUrl(Canonicals.extension("modifier")).stream()
                            .map(m -> (CodeableConcept) m.getValue())
                            .map(m -> m.getCodingFirstRep().getCode()))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private static List<String> issues(Resource answer) {
    Stream<Resource> inside =
        answer instanceof Parameters parameters ? resources(parameters) : Stream.of(answer);
    return inside
        .filter(OperationOutcome.class::isInstance)
        .flatMap(o -> ((OperationOutcome) o).getIssue().stream())
        .flatMap(i -> i.getDetails().getCoding().stream())
        .map(c -> c.getCode())
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<Resource> resources(Parameters parameters) {
    return parameters.getParameter().stream().map(ParametersParameterComponent::getResource);
  }

  /** Returns what the example comes to, and the rules that decide it or what its issue means. */
  private static String description(Example example, Resource answer, List<String> issues) {
    List<String> said =
        example.rules().isEmpty()
            ? issues.stream().filter(ISSUES::isError).map(ISSUES::sentence).toList()
            : example.rules().stream().map(RULES::sentence).toList();
    return Stream.of(
            Stream.of(AnswerSentence.of(example, answer)),
            said.stream(),
            Stream.of(
                "In the guide of a server on this machine: <%s/%s-%s.html>"
                    .formatted(GUIDE, example.request().fhirType(), example.request().getIdPart())))
        .flatMap(Function.identity())
        .collect(Collectors.joining("\n\n"));
  }

  private static String json(Resource resource) {
    return FhirContext.forR4Cached()
        .newJsonParser()
        .setPrettyPrint(true)
        .encodeResourceToString(resource);
  }
}
