package dev.shoal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoal.run.Refused;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "127.8.8.8",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:0:a00:1::",
                "fec0::1"
            })
    void addressesOfPrivateNetworksAreNotPublic(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "140.82.121.4",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "198.20.0.1",
                "2606:4700::1111",
                "2a00:1450:4001::200e"
            })
    void addressesOfTheInternetArePublic(String address) {
        assertThat(PublicAddresses.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void aNameThatLeadsToLoopbackIsRefusedForHttps() {
        assertThatThrownBy(() -> PublicAddresses.check(URI.create("https://localhost/a")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void loopbackIsWhatPlainHttpIsFor() throws UnknownHostException {
        PublicAddresses.check(URI.create("http://localhost/a"));
        assertThatThrownBy(() -> PublicAddresses.check(URI.create("http://1.1.1.1/a")))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.com/a, true",
        "https://GIT.example.com/other, true",
        "https://elsewhere.example.com/a, false",
        "https://git.example.com:8443/a, false",
        "http://git.example.com/a, false",
        "https://git.example.com.evil.example/a, false",
    })
    void theTokenGoesToItsHostOnly(String asking, boolean given) throws URISyntaxException {
        var credentials = new OneHostCredentials(URI.create("https://git.example.com/a"), "s3cret");
        var password = new CredentialItem.Password();
        assertThat(credentials.get(new URIish(asking), password)).isEqualTo(given);
        assertThat(password.getValue() != null).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///srv/a.git", "http://127.0.0.1/a.git", "http://localhost/a.git"})
    void onlyLocalModeReadsWhatIsLocal(String url) {
        assertThat(RemoteUrls.parse(url, true)).isEqualTo(URI.create(url));
        assertThatThrownBy(() -> RemoteUrls.parse(url, false))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.field()).isEqualTo("repository"));
    }
}
