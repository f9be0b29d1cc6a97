package org.priceunits.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void withoutACommandItIsTheServer() {
    assertThat(Main.withCommand()).containsExactly("serve");
    assertThat(Main.withCommand("--server.port=8081"))
        .containsExactly("serve", "--server.port=8081");
    assertThat(Main.withCommand("--help")).containsExactly("--help");
    assertThat(Main.withCommand("price", "-")).containsExactly("price", "-");
  }
}
