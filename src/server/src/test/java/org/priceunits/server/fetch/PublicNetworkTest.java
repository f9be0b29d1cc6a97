package org.priceunits.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests addresses written as numbers, which need no server of names. */
class PublicNetworkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.31.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::ffff:10.0.0.1",
        "fe80::1",
        "fec0::1",
        "fd00::1",
        "ff02::1",
        "64:ff9b::a00:1",
        "2002:a00:1::"
      })
  void privateAddressesAreRefused(String address) {
    assertThatThrownBy(() -> new PublicNetwork(List.of()).resolve(address))
        .isInstanceOf(PublicNetwork.PrivateAddressException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"93.184.215.14", "172.32.0.1", "2606:2800:21f::1"})
  void publicAddressesAreNot(String address) throws Exception {
    assertThat(new PublicNetwork(List.of()).resolve(address)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "fd00::1"})
  void aPrivateNetworkThatIsNamedIsAllowed(String address) throws Exception {
    PublicNetwork network = new PublicNetwork(List.of("10.1.0.0/16", "fd00::/64"));
    assertThat(network.resolve(address)).hasSize(1);
    assertThatThrownBy(() -> network.resolve("10.2.0.1"))
        .isInstanceOf(PublicNetwork.PrivateAddressException.class);
  }
}
