package org.priceunits.server.guard;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.interceptor.model.PrePatchDetails;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Function;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Kind;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.ElementDefinition.ElementDefinitionSlicingDiscriminatorComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;
import org.priceunits.server.compatibility.PathEngine;

/**
 * Refuses with 422 a FHIRPath expression whose regular expression may backtrack without end, before
 * HL7's library runs it without a time limit. In a search parameter it would block the thread of
 * each later write of that type, in a profile that of each validation, in a FHIRPath Patch its own.
 * A computed regular expression, for instance one made from a patient's name, is refused too.
 */
public final class ExpressionGuard {
  /** Extension with the regular expression that the text of an element must match. */
  private static final String REGEX = "http://hl7.org/fhir/StructureDefinition/regex";

  /** Elements of a definition that contain FHIRPath, at any depth, extensions included. */
  private static final Set<String> EXPRESSIONS = Set.of("expression", "contextInvariant");

  private static final String PATH = "path";

  private static final Set<Function> MATCHING =
      EnumSet.of(Function.Matches, Function.MatchesFull, Function.ReplaceMatches);

  private final FHIRPathEngine parser;

  ExpressionGuard(FhirContext fhir) {
    parser = PathEngine.of(fhir);
  }

  @Hook(Pointcut.STORAGE_PRESTORAGE_RESOURCE_CREATED)
  public void created(IBaseResource resource, @Nullable RequestDetails request) {
    if ((resource instanceof SearchParameter || resource instanceof StructureDefinition)
        && !(request instanceof SystemRequestDetails)) {
      checkInside((Base) resource);
    }
  }

  /** Returns true if a write of the resource would be refused. */
  boolean isRefused(IBaseResource resource) {
    try {
      checkInside((Base) resource);
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
    check(path, "The path of the patch cannot be read. Correct its FHIRPath.");
  }

  private void checkInside(Base element) {
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
          check(value);
        }
        checkInside(value);
      }
    }
  }

  private void check(@Nullable Base expression) {
    check(expression, "The FHIRPath expression '%s' cannot be read.".formatted(text(expression)));
  }

  private void check(@Nullable Base expression, String refusal) {
    String text = text(expression);
    if (text != null) {
      try {
        check(parser.parse(text));
      } catch (FHIRException e) {
        throw new UnprocessableEntityException(refusal);
      }
    }
  }

  private void check(@Nullable ExpressionNode node) {
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
      parameters.forEach(this::check);
    }
    check(node.getGroup());
    check(node.getInner());
    check(node.getOpNext());
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
