package org.priceunits.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which regular expressions can be matched in few ways, for any text. */
class RegexWaysTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[0-9]{10}$",
        "^\\d{5}(-\\d{4})?$",
        "^[A-Z]{1,3}\\.[a-z]{1,20}$",
        "^(http|https|urn):.*$",
        "^[^@]{1,64}@[^@]{1,255}$",
        "^(\\p{Lu}|\\x41|[a\\]b])$",
        "^(ab)*c$",
        "^(?:a|b)c+?$",
        "^$",
        "J[0-9]{4}",
        "[A-Z]([A-Za-z0-9_]){0,254}",
        "^0*+1$"
      })
  void fewWays(String regex) {
    assertThat(RegexWays.areFew(regex, false)).isTrue();
    assertThat(RegexWays.areFew(regex, true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^((a+)+)\\2?$",
        "^(a+)+$",
        "^(a|a)*$",
        "^(a|aa)+$",
        "^(a?){40}a{40}$",
        "^(a{1,30}){1,30}$",
        "^a*a*$",
        "^a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?$",
        "^(a)\\1$",
        "^(?<x>a)\\k<x>$",
        "^(?=a)b$",
        "^(?i)a$",
        "^\\Qa\\E$",
        "^[]a]+$",
        "^[a\\c[](a+)+]",
        "^[a\\Q[\\E](a+)+]",
        "^[a[b]]$",
        "^\\X+$",
        "(",
        "^a{2,1}$",
        "^a{0,999999999}$"
      })
  void manyWaysOrNone(String regex) {
    assertThat(RegexWays.areFew(regex, false)).isFalse();
    assertThat(RegexWays.areFew(regex, true)).isFalse();
  }

  /** Tried from each character, it can be matched in as many ways as the text has characters. */
  @ParameterizedTest
  @ValueSource(strings = {"a+b", "^a|b+", "[a-z]{1,60}x[a-z]{1,60}"})
  void fewWaysForAWholeTextOnly(String regex) {
    assertThat(RegexWays.areFew(regex, true)).isTrue();
    assertThat(RegexWays.areFew(regex, false)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 100_000})
  void aLongOneIsNotRead(int groups) {
    assertThat(RegexWays.areFew("(".repeat(groups) + "a" + ")".repeat(groups), true)).isFalse();
  }
}
