package org.priceunits.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.priceunits.domain.product.HcpcsCode;

/**
 * What CMS's long descriptions of the hosted codes say. It is worked out when it is first asked
 * for, and kept: a night of records asks for the same drugs.
 */
final class CodeDescriptions {
  /** Records may name drugs by texts of their own, so not every name is kept. */
  private static final int MOST_NAMES = 5_000;

  private static final Pattern EXCLUDED =
      Pattern.compile("\\b(not therapeutically equivalent to|excludes)\\b[^,;)]*");

  private static final Pattern LETTER_IN_PARENTHESES = Pattern.compile("\\((\\p{L})\\)");

  /** CMS writes both for one salt. */
  private static final Pattern HYDROCHLORIDE = Pattern.compile("\\bhcl\\b");

  private static final String WORD_ENDS = "(?![\\p{L}\\p{N}])";

  /** What a drug is dissolved in and the rest of a longer chemical name are no drug's name. */
  private static final String NO_OTHER_NAME_BEFORE =
      "(?<![\\p{L}\\p{N}])(?<!\\bin )(?<!\\bmethyl )";

  /** What stands before the name of the drug. */
  private static final Pattern GIVEN =
      Pattern.compile("^(?:(?:injection|infusion|instillation)\\b,?)?\\s*");

  private static final Pattern NOT_EQUIVALENT =
      Pattern.compile(
          "not therapeutically equivalent to ([a-z]\\d{4})\\b", Pattern.CASE_INSENSITIVE);

  private final Map<HcpcsCode, String> texts;
  private final Routes routes;
  private final DoseForms forms;
  private final Set<String> origins;
  private final Map<HcpcsCode, DrugDescriptor> drugs = new ConcurrentHashMap<>();
  private final Map<HcpcsCode, Set<String>> routesOfCodes = new ConcurrentHashMap<>();
  private final Map<String, List<HcpcsCode>> named = new ConcurrentHashMap<>();
  private final Map<HcpcsCode, String> leads = new ConcurrentHashMap<>();
  private volatile @Nullable Map<HcpcsCode, List<HcpcsCode>> notEquivalent;

  /**
   * @param origins the words after the comma of a substance that say where it comes from, in lower
   *     case: porcine
   */
  CodeDescriptions(
      Map<HcpcsCode, String> texts, Routes routes, DoseForms forms, Set<String> origins) {
    this.texts = texts;
    this.routes = routes;
    this.forms = forms;
    this.origins = Set.copyOf(origins);
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

  /** Returns a name without the origins after its commas. */
  String withoutOrigin(String name) {
    int comma = name.lastIndexOf(", ");
    return comma > 0 && origins.contains(name.substring(comma + 2).strip().toLowerCase(Locale.ROOT))
        ? withoutOrigin(name.substring(0, comma))
        : name;
  }

  /**
   * Returns true if the description begins with the name, after how the drug is given: as a word,
   * or as the rest of one, such as depo-estradiol.
   */
  boolean beginsWith(HcpcsCode code, String name) {
    String lead = leads.computeIfAbsent(code, c -> GIVEN.matcher(spelt(of(c))).replaceFirst(""));
    String word = spelt(name);
    int hyphen = lead.indexOf('-');
    return begins(lead, word)
        || hyphen > 0
            && lead.substring(0, hyphen).chars().allMatch(Character::isLetter)
            && begins(lead.substring(hyphen + 1), word);
  }

  private static boolean begins(String text, String word) {
    return text.startsWith(word)
        && (text.length() == word.length()
            || !Character.isLetterOrDigit(text.charAt(word.length())));
  }

  /** Returns the codes whose description says that they are not equivalent to a code, in order. */
  List<HcpcsCode> notEquivalentTo(HcpcsCode code) {
    Map<HcpcsCode, List<HcpcsCode>> known = notEquivalent;
    if (known == null) {
      known = notEquivalent();
      notEquivalent = known;
    }
    return known.getOrDefault(code, List.of());
  }

  private Map<HcpcsCode, List<HcpcsCode>> notEquivalent() {
    Map<HcpcsCode, List<HcpcsCode>> all = new HashMap<>();
    new TreeMap<>(texts)
        .forEach(
            (code, text) -> {
              Matcher other = NOT_EQUIVALENT.matcher(text);
              while (other.find()) {
                HcpcsCode.of(other.group(1).toUpperCase(Locale.ROOT))
                    .ifPresent(c -> all.computeIfAbsent(c, k -> new ArrayList<>(1)).add(code));
              }
            });
    return all;
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
    Pattern pattern = Pattern.compile(NO_OTHER_NAME_BEFORE + Pattern.quote(word) + WORD_ENDS);
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
