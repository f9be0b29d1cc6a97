package org.priceunits.server.guard;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import com.google.common.base.Suppliers;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Function;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Kind;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionConstraintComponent;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionSlicingDiscriminatorComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.compatibility.PathEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses with 422 a FHIRPath expression whose regular expression may backtrack without end, or
 * whose work multiplies, before HL7's library runs it without a time limit. In a search parameter
 * it would block the thread of each later write of that type, in a profile that of each validation,
 * in a FHIRPath Patch its own. A computed regular expression, for instance one made from a
 * patient's name, is refused too. Invariants that HL7's own definitions have are taken as they are:
 * profiles repeat them.
 */
public final class ExpressionGuard {
  private static final Logger LOG = LoggerFactory.getLogger(ExpressionGuard.class);

  /** Extension with the regular expression that the text of an element must match. */
  private static final String REGEX = "http://hl7.org/fhir/StructureDefinition/regex";

  /** Elements of a definition that contain FHIRPath, at any depth, extensions included. */
  private static final Set<String> EXPRESSIONS = Set.of("expression", "contextInvariant");

  private static final String PATH = "path";

  private static final Set<Function> MATCHING =
      EnumSet.of(Function.Matches, Function.MatchesFull, Function.ReplaceMatches);

  /** A search parameter runs at each write, and looks at each element of the resource once. */
  private static final int OF_SEARCH_PARAMETER = 1;

  /** An invariant may compare each element with each, as HL7's own do. */
  private static final int OF_INVARIANT = 2;

  private static final int LONGEST = 10_000;

  private final FHIRPathEngine parser;
  private final Supplier<Set<String>> invariantsOfFhir;

  ExpressionGuard(FhirContext fhir) {
    parser = PathEngine.of(fhir);
    invariantsOfFhir = Suppliers.memoize(() -> invariants(fhir));
  }

  private static Set<String> invariants(FhirContext fhir) {
    List<StructureDefinition> definitions =
        fhir.getValidationSupport().fetchAllStructureDefinitions();
    return definitions.stream()
        .flatMap(definition -> definition.getSnapshot().getElement().stream())
        .flatMap(element -> element.getConstraint().stream())
        .map(ElementDefinitionConstraintComponent::getExpression)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource, @Nullable RequestDetails request) {
    if ((resource instanceof SearchParameter || resource instanceof StructureDefinition)
        && !(request instanceof SystemRequestDetails)) {
      checkInside((Base) resource, limit(resource));
    }
  }

  private static Limit limit(IBaseResource resource) {
    return new Limit(resource instanceof SearchParameter ? OF_SEARCH_PARAMETER : OF_INVARIANT, 0);
  }

  /**
   * What an expression may cost.
   *
   * @param power of the elements of a resource
   * @param evaluations the power of those for which it runs
   */
  private record Limit(int power, int evaluations) {
    boolean isExceeded(ExpressionNode expression) {
      int cost =
          power == OF_SEARCH_PARAMETER
              ? ExpressionCost.ofAlternatives(expression)
              : ExpressionCost.of(expression, evaluations);
      return cost > power;
    }

    Limit inside(Base element) {
      return element instanceof ElementDefinition definition
          ? new Limit(power, String.valueOf(definition.getPath()).contains(".") ? 1 : 0)
          : this;
    }
  }

  /** Returns true if a write of the resource would be refused. */
  boolean isRefused(IBaseResource resource) {
    try {
      checkInside((Base) resource, limit(resource));
      return false;
    } catch (UnprocessableEntityException e) {
      return true;
    }
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_UPDATED)
  public void updated(IBaseResource before, IBaseResource after, @Nullable RequestDetails request) {
    created(after, request);
  }

  /** Checks the patch of a single request or of a transaction entry. */
  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_PREPATCH)
  public void patched(PrePatchDetails patch) {
    if (patch.getFhirPatchBody() instanceof Parameters parameters) {
      parameters.getParameter().stream()
          .flatMap(operation -> operation.getPart().stream())
          .filter(part -> PATH.equals(part.getName()))
          .map(ParametersParameterComponent::getValue)
          .forEach(this::checkPath);
    }
  }

  /** Checks the path of a patch. It may name a patient, so a refusal does not repeat it. */
  private void checkPath(@Nullable Base path) {
    ExpressionNode parsed =
        parsed(text(path), "The path of the patch cannot be read. Correct its FHIRPath.");
    checkRegexes(parsed);
  }

  private void checkInside(Base element, Limit outside) {
    Limit limit = outside.inside(element);
    if (element instanceof Extension extension && REGEX.equals(extension.getUrl())) {
      checkRegex(text(extension.getValue()), true);
    }
    for (Property child : Children.of(element)) {
      boolean expression =
          EXPRESSIONS.contains(child.getName())
              || (element instanceof ElementDefinitionSlicingDiscriminatorComponent
                  && PATH.equals(child.getName()));
      for (Base value : child.getValues()) {
        if (expression && value.isPrimitive()) {
          check(text(value), limit);
        }
        checkInside(value, limit);
      }
    }
  }

  private void check(@Nullable String text, Limit limit) {
    ExpressionNode parsed =
        parsed(text, "The FHIRPath expression '%s' cannot be read.".formatted(text));
    checkRegexes(parsed);
    if (parsed != null && isExceeded(parsed, limit) && !invariantsOfFhir.get().contains(text)) {
      throw new UnprocessableEntityException(
          "The FHIRPath expression '%s' might hold a thread for ever: its work multiplies with the elements of a resource. Write it without descendants, repeat, combine and aggregate, and let where, select, all and exists look below their element, not at the whole resource again."
              .formatted(text));
    }
  }

  private static boolean isExceeded(ExpressionNode parsed, Limit limit) {
    try {
      return limit.isExceeded(parsed);
    } catch (StackOverflowError e) {
      LOG.debug("An expression is nested too deep");
      return true;
    }
  }

  private @Nullable ExpressionNode parsed(@Nullable String text, String refusal) {
    if (text == null) {
      return null;
    }
    try {
      if (text.length() <= LONGEST) {
        return parser.parse(text);
      }
    } catch (FHIRException | StackOverflowError e) {
      LOG.debug("An expression is refused", e);
    }
    throw new UnprocessableEntityException(refusal);
  }

  private void checkRegexes(@Nullable ExpressionNode node) {
    if (node == null) {
      return;
    }
    List<ExpressionNode> parameters = node.getParameters();
    if (node.getKind() == Kind.Function && MATCHING.contains(node.getFunction())) {
      checkRegex(
          parameters.isEmpty() ? null : constant(parameters.get(0)),
          node.getFunction() == Function.MatchesFull);
    }
    if (parameters != null) {
      parameters.forEach(this::checkRegexes);
    }
    checkRegexes(node.getGroup());
    checkRegexes(node.getInner());
    checkRegexes(node.getOpNext());
  }

  /** Returns a text that is a constant of the expression. */
  private static @Nullable String constant(ExpressionNode node) {
    return node.getKind() == Kind.Constant && node.getInner() == null && node.getOpNext() == null
        ? text(node.getConstant())
        : null;
  }

  private static @Nullable String text(@Nullable Base value) {
    return value == null ? null : value.primitiveValue();
  }

  private static void checkRegex(@Nullable String regex, boolean whole) {
    if (regex == null || !RegexWays.areFew(regex, whole)) {
      throw new UnprocessableEntityException(
          "The regular expression %s might hold a thread for ever. Write it as a constant, begin it with ^, give each repetition an upper bound ({1,64} in place of +) and repeat nothing that repeats or has alternatives."
              .formatted(regex == null ? "of a FHIRPath expression" : "'" + regex + "'"));
    }
  }
}
