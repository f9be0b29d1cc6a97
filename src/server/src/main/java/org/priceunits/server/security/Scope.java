package org.priceunits.server.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rights granted by one SMART scope, such as {@code system/Claim.cruds} or {@code user/*.rs}.
 *
 * @param ofUser true for a scope of the user of an app, false for one of a backend service
 * @param type a resource type, or {@value #ANY_TYPE}
 * @param rights the rights on that type
 */
record Scope(boolean ofUser, String type, Set<Right> rights) {
  static final String ANY_TYPE = "*";

  private static final Set<Right> READ = EnumSet.of(Right.READ, Right.SEARCH);
  private static final Set<Right> WRITE = EnumSet.of(Right.CREATE, Right.UPDATE, Right.DELETE);
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?<context>system|user)/(?<type>\\*|[A-Z][A-Za-z]+)\\.(?<rights>read|write|\\*|(?=.)c?r?u?d?s?)");

  /**
   * Parses a scope of version 2, or of version 1 ({@code .read}, {@code .write}, {@code .*}).
   *
   * @return empty for scopes of other contexts than {@code system} and {@code user}, and for scopes
   *     with a search condition, which would grant more than they say if the condition were ignored
   */
  static Optional<Scope> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Scope(
                matcher.group("context").equals("user"),
                matcher.group("type"),
                rights(matcher.group("rights"))))
        : Optional.empty();
  }

  private static Set<Right> rights(String text) {
    return switch (text) {
      case "read" -> READ;
      case "write" -> WRITE;
      case "*" -> EnumSet.allOf(Right.class);
      default -> letters(text);
    };
  }

  private static Set<Right> letters(String text) {
    Set<Right> rights = EnumSet.noneOf(Right.class);
    for (Right right : Right.values()) {
      if (text.indexOf(right.letter()) >= 0) {
        rights.add(right);
      }
    }
    return rights;
  }

  boolean grants(Collection<Right> anyOf, String resourceType) {
    return (type.equals(ANY_TYPE) || type.equals(resourceType))
        && anyOf.stream().anyMatch(rights::contains);
  }
}
