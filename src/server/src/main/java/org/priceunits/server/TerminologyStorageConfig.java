package org.priceunits.server;

import ca.uhn.fhir.jpa.model.entity.ResourceTable;
import ca.uhn.fhir.jpa.term.TermCodeSystemStorageSvcImpl;
import ca.uhn.fhir.jpa.term.TermConceptMappingSvcImpl;
import ca.uhn.fhir.jpa.term.api.ITermCodeSystemStorageSvc;
import ca.uhn.fhir.jpa.term.api.ITermConceptMappingSvc;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Prevents HAPI from copying each concept and mapping into rows of its own. The terminology
 * operations answer from memory, so nothing would read those rows, and writing them makes a PUT of
 * the HCPCS take ten seconds and finish after the response. The resources themselves are stored
 * like any other.
 */
@Configuration(proxyBeanMethods = false)
class TerminologyStorageConfig {

  /**
   * Removes HAPI's two services from injection; {@code @Primary} would conflict with its primary
   * validation support.
   */
  @Bean
  static BeanFactoryPostProcessor withoutHapisRows() {
    return beans ->
        List.of("termCodeSystemStorageSvc", "termConceptMappingSvc")
            .forEach(name -> beans.getBeanDefinition(name).setAutowireCandidate(false));
  }

  @Bean
  ITermCodeSystemStorageSvc codeSystemsWithoutRows() {
    return new TermCodeSystemStorageSvcImpl() {
      @Override
      public void storeNewCodeSystemVersionIfNeeded(
          CodeSystem codeSystem, ResourceTable entity, RequestDetails request) {}
    };
  }

  @Bean
  ITermConceptMappingSvc conceptMapsWithoutRows() {
    return new TermConceptMappingSvcImpl() {
      @Override
      public void storeTermConceptMapAndChildren(ResourceTable entity, ConceptMap conceptMap) {}
    };
  }
}
