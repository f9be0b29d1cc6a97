package org.priceunits.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.annotation.Operation;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.priceunits.server.bulk.SubmitProvider;

class EveryOperationIsRegisteredTest {
  private static final List<Class<?>> PROVIDERS =
      List.of(
          PriceUnitsProvider.class,
          CheckUnitsProvider.class,
          ToX12Provider.class,
          TerminologyProvider.class,
          ValidateProvider.class,
          VersionsProvider.class,
          SubmitProvider.class);

  @Test
  void providersAndTheListNameTheSameOperationsOnTheSameTypes() {
    Set<String> provided =
        PROVIDERS.stream()
            .flatMap(provider -> Stream.of(provider.getMethods()))
            .map(method -> method.getAnnotation(Operation.class))
            .filter(Objects::nonNull)
            .map(operation -> operation.typeName() + "/" + operation.name())
            .collect(Collectors.toSet());
    Set<String> listed =
        Stream.of(OwnOperation.values())
            .flatMap(own -> types(own).map(type -> type + "/" + own.called()))
            .collect(Collectors.toSet());
    assertThat(listed).isEqualTo(provided);
  }

  private static Stream<String> types(OwnOperation own) {
    return own.types().isEmpty() ? Stream.of("") : own.types().stream();
  }
}
