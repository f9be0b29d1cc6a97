package org.priceunits.terminology;

import com.google.common.net.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r5.model.CodeSystem;
import org.hl7.fhir.r5.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r5.model.Coding;
import org.hl7.fhir.r5.model.Enumerations.CodeSystemContentMode;
import org.hl7.fhir.r5.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.model.Resource;
import org.hl7.fhir.r5.model.ValueSet;
import org.hl7.fhir.r5.terminologies.providers.SpecialCodeSystem;
import org.hl7.fhir.utilities.UserDataNames;
import org.hl7.fhir.utilities.i18n.LanguageTag;
import org.jspecify.annotations.Nullable;

/**
 * The code systems whose codes are built by a grammar and cannot be listed: UCUM's units, BCP 47's
 * language tags and BCP 13's media types. Each code is checked by the library that is kept for it.
 */
final class GrammarSystems {
  private static final String UCUM = "http://unitsofmeasure.org";
  private static final String LANGUAGES = "urn:ietf:bcp:47";
  private static final String MEDIA_TYPES = "urn:ietf:bcp:13";

  /** Their URLs. */
  static final List<String> ADDRESSES = List.of(UCUM, LANGUAGES, MEDIA_TYPES);

  /** Longer codes are none in use; the parsers descend by recursion. */
  private static final int LONGEST = 200;

  private GrammarSystems() {}

  private static final class Systems {
    private static final CodeSystem UNITS = system(UCUM, "UCUM", new Units());
    private static final CodeSystem TAGS = system(LANGUAGES, "LanguageTags", new Tags());
    private static final CodeSystem MEDIA = system(MEDIA_TYPES, "MediaTypes", new MediaTypes());

    private static CodeSystem system(String url, String name, SpecialCodeSystem grammar) {
      CodeSystem system = new CodeSystem();
      system.setUrl(url).setName(name);
      system.setContent(CodeSystemContentMode.COMPLETE).setCaseSensitive(true);
      system.setUserData(UserDataNames.tx_cs_special, grammar);
      return system;
    }
  }

  /** Returns the code system of a URL; null for any other URL. */
  static @Nullable CodeSystem of(String url) {
    return switch (url) {
      case UCUM -> Systems.UNITS;
      case LANGUAGES -> Systems.TAGS;
      case MEDIA_TYPES -> Systems.MEDIA;
      default -> null;
    };
  }

  /** Returns true for a code system whose codes cannot be listed. */
  static boolean isGrammar(CodeSystem system) {
    return system.hasUserData(UserDataNames.tx_cs_special);
  }

  /** Returns a code of such a system; null if its grammar does not allow it. */
  static @Nullable ConceptDefinitionComponent concept(CodeSystem system, @Nullable String code) {
    SpecialCodeSystem grammar = (SpecialCodeSystem) system.getUserData(UserDataNames.tx_cs_special);
    return code == null ? null : grammar.findConcept(new Coding().setCode(code));
  }

  /**
   * Returns such a system with the codes that a value set lists, to expand it.
   *
   * @throws QueryRefusedException if the set includes all codes
   */
  static CodeSystem listed(CodeSystem system, @Nullable Resource source) {
    Set<String> codes = new TreeSet<>();
    if (source instanceof ValueSet set) {
      for (var include : set.getCompose().getInclude()) {
        if (system.getUrl().equals(include.getSystem())) {
          if (!include.hasConcept()) {
            throw QueryRefusedException.of(
                422,
                IssueType.TOOCOSTLY,
                "The codes of '%s' are built by a grammar and cannot be listed. Ask $validate-code about single codes."
                    .formatted(system.getUrl()));
          }
          include.getConcept().forEach(concept -> codes.add(concept.getCode()));
        }
      }
    }
    CodeSystem listed = new CodeSystem();
    listed.setUrl(system.getUrl()).setName(system.getName());
    listed.setContent(CodeSystemContentMode.COMPLETE).setCaseSensitive(true);
    codes.stream()
        .map(code -> concept(system, code))
        .filter(Objects::nonNull)
        .forEach(listed::addConcept);
    return listed;
  }

  private abstract static class Grammar extends SpecialCodeSystem {
    @Override
    public final @Nullable ConceptDefinitionComponent findConcept(Coding coding) {
      String code = coding.getCode();
      String display = code == null || code.length() > LONGEST ? null : display(code);
      return display == null ? null : new ConceptDefinitionComponent(code).setDisplay(display);
    }

    /** Returns the meaning of a code; null if it is none. */
    abstract @Nullable String display(String code);

    @Override
    public boolean inactive(String code) {
      return false;
    }
  }

  private static final class Units extends Grammar {
    private final UcumEssenceService ucum = service();

    private static UcumEssenceService service() {
      try (InputStream essence =
          UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
        return new UcumEssenceService(essence);
      } catch (IOException e) {
        throw new UncheckedIOException(EmptyContext.LACKING, e);
      } catch (UcumException e) {
        throw new IllegalStateException(EmptyContext.LACKING, e);
      }
    }

    @Override
    @Nullable String display(String code) {
      try {
        return ucum.validate(code) == null ? ucum.analyse(code) : null;
      } catch (UcumException none) {
        return null;
      }
    }
  }

  private static final class Tags extends Grammar {
    @Override
    @Nullable String display(String code) {
      try {
        return new LanguageTag(EmptyContext.LANGUAGES, code).present();
      } catch (FHIRException none) {
        return null;
      }
    }
  }

  private static final class MediaTypes extends Grammar {
    /** The top-level types that IANA has registered. */
    private static final Set<String> TYPES =
        Set.of(
            "application",
            "audio",
            "example",
            "font",
            "haptics",
            "image",
            "message",
            "model",
            "multipart",
            "text",
            "video");

    @Override
    @Nullable String display(String code) {
      try {
        MediaType type = MediaType.parse(code);
        return TYPES.contains(type.type()) && !type.hasWildcard() ? code : null;
      } catch (IllegalArgumentException none) {
        return null;
      }
    }
  }
}
