package org.priceunits.server.guard;

import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.Aggregate;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.All;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.Combine;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.ConformsTo;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.DefineVariable;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.Descendants;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.Exists;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.Join;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.Power;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.Repeat;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.Replace;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.Select;
import static org.hl7.fhir.r4.fhirpath.ExpressionNode.Function.Where;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Function;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Kind;
import org.hl7.fhir.r4.fhirpath.ExpressionNode.Operation;
import org.hl7.fhir.r4.fhirpath.FHIRPathUtilityClasses.FHIRConstant;
import org.jspecify.annotations.Nullable;

/**
 * Reckons the work of a FHIRPath expression before it runs, as a power of the elements of a
 * resource: 1 looks at each once, 2 compares each with each. Names and functions such as {@code
 * where} stay below their element, so that all of them together see each element once; a variable
 * such as {@code %resource} or a resolved reference begins anew each time.
 */
final class ExpressionCost {
  private static final int BEYOND = 9; // more than any limit

  /** Most times that one text or number may be made of itself, one after another. */
  private static final int GROWTH = 1;

  /** These have no bound: they take an element many times, or keep what they made. */
  private static final Set<Function> UNBOUNDED =
      EnumSet.of(Descendants, Repeat, Combine, Aggregate, DefineVariable, Power, ConformsTo);

  private static final Set<Function> OF_EACH = EnumSet.of(Where, Select, All, Exists);
  private static final Set<Function> PAIRING =
      EnumSet.of(
          Function.Union,
          Function.Intersect,
          Function.Exclude,
          Function.SubsetOf,
          Function.SupersetOf);
  private static final Set<Function> ONE =
      EnumSet.of(Function.First, Function.Last, Function.Single, Function.Item);
  private static final Set<Function> NAVIGATING = EnumSet.of(Function.Children, Function.Extension);
  private static final Set<Function> KEEPING =
      EnumSet.of(
          Function.As,
          Function.OfType,
          Function.Tail,
          Function.Skip,
          Function.Take,
          Function.Distinct,
          Function.Intersect,
          Function.Exclude,
          Function.Trace);
  private static final Set<Operation> PAIRED =
      EnumSet.of(
          Operation.Union,
          Operation.In,
          Operation.Contains,
          Operation.Equivalent,
          Operation.NotEquivalent);
  private static final Set<Operation> GROWING =
      EnumSet.of(Operation.Concatenate, Operation.Plus, Operation.Times);

  private int most;

  private ExpressionCost() {}

  /**
   * Reckons the work of the path of a search parameter, whose alternatives HAPI evaluates one after
   * another.
   */
  static int ofAlternatives(ExpressionNode path) {
    ExpressionCost cost = new ExpressionCost();
    Found resource = new Found(0, 0, true, 0);
    cost.operand(path, resource);
    boolean apart = path.getOperation() == Operation.Union;
    for (ExpressionNode next = path.getOpNext(); next != null && apart; next = next.getOpNext()) {
      cost.operand(next, resource);
      apart = next.getOperation() == null || next.getOperation() == Operation.Union;
    }
    return apart ? cost.most : of(path, 0);
  }

  /**
   * @param evaluations 0 if the expression runs once for a resource, 1 if for each of its elements
   * @return the power of the number of elements that the work grows with
   */
  static int of(ExpressionNode expression, int evaluations) {
    ExpressionCost cost = new ExpressionCost();
    cost.evaluate(expression, new Found(evaluations, 0, evaluations == 0, 0));
    return cost.most;
  }

  /**
   * What a part of an expression finds, each number a power of the elements of a resource.
   *
   * @param all in all evaluations together
   * @param once at most in one evaluation
   * @param anew true if each may be a whole resource, whose elements others have too
   * @param growth how often it was made of itself
   */
  private record Found(int all, int once, boolean anew, int growth) {
    Found elements() {
      int more = anew ? 1 : 0;
      return new Found(Math.max(all + more, 1), anew ? once + 1 : Math.max(once, 1), false, growth);
    }

    Found item() {
      return new Found(all, 0, anew, growth);
    }

    Found value(int growth) {
      return new Found(all, 0, false, growth);
    }
  }

  /** Evaluates an expression with its operators, for each item. */
  private Found evaluate(ExpressionNode first, Found item) {
    Found left = operand(first, item);
    Operation operation = first.getOperation();
    for (ExpressionNode next = first.getOpNext(); next != null; next = next.getOpNext()) {
      left = operate(left, operation, operand(next, item), item);
      operation = next.getOperation();
    }
    return left;
  }

  private Found operate(Found left, @Nullable Operation operation, Found right, Found item) {
    if (PAIRED.contains(operation)) {
      pair(left, right);
    }
    int growth = Math.max(left.growth, right.growth);
    if (operation == Operation.Union) {
      return together(left, right);
    }
    if (operation == Operation.As) {
      return left;
    }
    return item.value(GROWING.contains(operation) ? grown(item, growth) : growth);
  }

  private int grown(Found item, int before) {
    int growth = Math.max(before, item.growth + 1);
    if (growth > GROWTH) {
      most = BEYOND;
    }
    return growth;
  }

  private static Found together(Found one, Found other) {
    return new Found(
        Math.max(one.all, other.all),
        Math.max(one.once, other.once),
        one.anew || other.anew,
        Math.max(one.growth, other.growth));
  }

  private void pair(Found left, Found right) {
    most = Math.max(most, Math.min(left.all + right.once, left.once + right.all));
  }

  /** Evaluates one operand: its steps with dots between them. */
  private Found operand(ExpressionNode node, Found item) {
    Found found = item;
    for (ExpressionNode step = node; step != null; step = step.getInner()) {
      found = step(step, found, item);
      most = Math.max(most, found.all);
    }
    return found;
  }

  private Found step(ExpressionNode step, Found focus, Found item) {
    if (step.getKind() == Kind.Constant) {
      return new Found(item.all, 0, step.getConstant() instanceof FHIRConstant, 0);
    }
    if (step.getKind() == Kind.Group) {
      ExpressionNode group = step.getGroup();
      return group == null ? focus : evaluate(group, focus);
    }
    if (step.getKind() == Kind.Function) {
      return call(step, focus, item);
    }
    String name = String.valueOf(step.getName());
    if (name.startsWith("$")) {
      return name.equals("$this") ? item : item.value(item.growth);
    }
    return focus.elements();
  }

  private Found call(ExpressionNode call, Found focus, Found item) {
    Function function = call.getFunction();
    List<ExpressionNode> arguments =
        call.getParameters() == null ? List.of() : call.getParameters();
    if (UNBOUNDED.contains(function)) {
      most = BEYOND;
    }
    Found each = focus.item();
    Found last = each;
    for (ExpressionNode argument : arguments) {
      Found found = evaluate(argument, OF_EACH.contains(function) ? each : item);
      last = function == Function.Iif ? together(last, found) : found;
      if (PAIRING.contains(function)) {
        pair(focus, last);
      }
    }
    return result(function, focus, last, item);
  }

  private Found result(Function function, Found focus, Found argument, Found item) {
    if (function == Function.Distinct || function == Function.IsDistinct) {
      pair(focus, focus);
    }
    if (function == Select) {
      return new Found(argument.all, focus.once + argument.once, argument.anew, argument.growth);
    }
    if (function == Function.Union) {
      return together(focus, argument);
    }
    if (function == Where || KEEPING.contains(function)) {
      return focus;
    }
    if (NAVIGATING.contains(function)) {
      return focus.elements();
    }
    if (function == Function.Resolve) {
      return new Found(focus.all, focus.once, true, focus.growth);
    }
    if (ONE.contains(function)) {
      return new Found(Math.min(focus.all, item.all), 0, focus.anew, focus.growth);
    }
    if (function == Function.Iif) {
      return together(argument, item);
    }
    return function == Replace || function == Join
        ? item.value(grown(item, focus.growth))
        : new Found(item.all, function == Function.Split ? 1 : 0, false, focus.growth);
  }
}
