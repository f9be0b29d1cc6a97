package org.priceunits.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.priceunits.domain.product.HcpcsCode;

/**
 * What CMS's long descriptions of the hosted codes say. It is worked out when it is first asked
 * for, and kept: a night of records asks for the same drugs.
 */
final class CodeDescriptions {
  /** Records may name drugs by texts of their own, so not every name is kept. */
  private static final int MOST_NAMES = 5_000;

  private final Map<HcpcsCode, String> texts;
  private static final Pattern EXCLUDED =
      Pattern.compile("\\b(not therapeutically equivalent to|excludes)\\b[^,;)]*");

  private static final Pattern LETTER_IN_PARENTHESES = Pattern.compile("\\((\\p{L})\\)");

  /** CMS writes both for one salt. */
  private static final Pattern HYDROCHLORIDE = Pattern.compile("\\bhcl\\b");

  /** What a drug is dissolved in and the rest of a longer chemical name are no drug's name. */
  private static final String NO_OTHER_NAME_BEFORE =
      "(?<![\\p{L}\\p{N}])(?<!\\bin )(?<!\\bmethyl )";

  private final Routes routes;
  private final DoseForms forms;
  private final Map<HcpcsCode, DrugDescriptor> drugs = new ConcurrentHashMap<>();
  private final Map<HcpcsCode, Set<String>> routesOfCodes = new ConcurrentHashMap<>();
  private final Map<String, List<HcpcsCode>> named = new ConcurrentHashMap<>();

  CodeDescriptions(Map<HcpcsCode, String> texts, Routes routes, DoseForms forms) {
    this.texts = texts;
    this.routes = routes;
    this.forms = forms;
  }

  /** Returns the description; empty if the code is not hosted. */
  String of(HcpcsCode code) {
    return texts.getOrDefault(code, "");
  }

  DrugDescriptor drug(HcpcsCode code) {
    return drugs.computeIfAbsent(code, c -> new DrugDescriptor(of(c)));
  }

  Set<String> routes(HcpcsCode code) {
    return routesOfCodes.computeIfAbsent(code, c -> routes.ofDescription(of(c)));
  }

  /**
   * Returns true if a name and the description of a code name one dosage form or one route in the
   * same word: "Etonogestrel 68 MG Drug Implant", and not a tablet of the same drug.
   */
  boolean isOfTheFormOf(HcpcsCode code, String name) {
    Set<String> own = routes(code);
    return forms.isNamedInBoth(of(code), name)
        || routes.ofDescription(name).stream().anyMatch(own::contains);
  }

  /**
   * Returns the codes whose description has the name as a word, in order. A word may go on after a
   * hyphen, as a biosimilar's does; ethanol is no ethanolamine.
   */
  List<HcpcsCode> naming(String name) {
    String word = spelt(name);
    List<HcpcsCode> known = named.get(word);
    if (known != null) {
      return known;
    }
    Pattern pattern = Pattern.compile(NO_OTHER_NAME_BEFORE + Pattern.quote(word) + "(?![\\p{L}\\p{N}])");
    List<HcpcsCode> codes =
        texts.entrySet().stream()
            .filter(each -> pattern.matcher(spelt(each.getValue())).find())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    if (named.size() < MOST_NAMES) {
      named.put(word, codes);
    }
    return codes;
  }

  /**
   * CMS spells one antigen in two ways, rho(d) and rho d: of one drug, all codes are named. A brand
   * that a code excludes is not named. One salt has one spelling.
   */
  private static String spelt(String text) {
    String named = EXCLUDED.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    String antigens = LETTER_IN_PARENTHESES.matcher(named).replaceAll(" $1");
    return HYDROCHLORIDE.matcher(antigens).replaceAll("hydrochloride");
  }
}
