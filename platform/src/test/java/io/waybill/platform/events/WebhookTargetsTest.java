package io.waybill.platform.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTargetsTest {
    private final WebhookTargets strict = new WebhookTargets(false, InetAddress::getAllByName);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.9.9.9/",
                "http://localhost/",
                "http://0.0.0.0/",
                "http://10.1.2.3/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.1.1/",
                "http://169.254.169.254/",
                "http://100.64.0.1/",
                "http://198.18.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "http://2130706433/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[::127.0.0.1]/",
                "http://[fe80::1]/",
                "http://[fc00::1]/",
                "http://[fd00:ec2::254]/",
                "http://[fec0::1]/",
                "http://[ff02::1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://[2001:0:7f00:1::]/",
                "http://[2001:db8::1]/"
            })
    void addresses_of_this_machine_and_of_private_networks_are_refused_in_every_form(String url) {
        assertThatThrownBy(() -> strict.check(url)).isInstanceOf(WebhookTargets.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://93.184.216.34/", "http://1.1.1.1:8080/x?y=z", "https://[2606:4700:4700::1111]/"})
    void public_addresses_are_fine(String url) throws Exception {
        assertThat(strict.check(url).address()).isNotNull();
    }

    @Test
    void one_private_address_among_public_ones_is_enough_to_refuse_a_name() {
        WebhookTargets targets =
                new WebhookTargets(false, host -> new InetAddress[] {address("93.184.216.34"), address("10.0.0.1")});
        assertThatThrownBy(() -> targets.check("https://shop.example/")).isInstanceOf(WebhookTargets.Refused.class);
    }

    @Test
    void the_address_that_was_checked_is_the_one_connected_to_while_the_host_stays() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        WebhookTargets targets = new WebhookTargets(false, host ->
                new InetAddress[] {address(lookups.getAndIncrement() == 0 ? "93.184.216.34" : "127.0.0.1")});
        WebhookTargets.Checked checked = targets.check("https://shop.example/hook?a=b");
        assertThat(checked.address().getHostAddress()).isEqualTo("93.184.216.34");
        assertThat(checked.host()).isEqualTo("shop.example");
        assertThat(checked.port()).isEqualTo(443);
        assertThat(checked.pathAndQuery()).isEqualTo("/hook?a=b");
    }

    @Test
    void even_where_local_targets_are_allowed_metadata_addresses_are_not() throws Exception {
        WebhookTargets open = new WebhookTargets(true, InetAddress::getAllByName);
        assertThat(open.check("http://127.0.0.1:8080/").address().isLoopbackAddress())
                .isTrue();
        assertThatThrownBy(() -> open.check("http://169.254.169.254/")).isInstanceOf(WebhookTargets.Refused.class);
    }

    @Test
    void waits_double_up_to_the_limit_spread_by_a_fifth_and_yield_to_what_the_target_asks() {
        Backoff backoff = new Backoff(Duration.ofSeconds(20), Duration.ofMinutes(10));
        assertThat(backoff.after(1, null, 0.5)).isEqualTo(Duration.ofSeconds(20));
        assertThat(backoff.after(2, null, 0.5)).isEqualTo(Duration.ofSeconds(40));
        assertThat(backoff.after(3, null, 0)).isEqualTo(Duration.ofSeconds(64));
        assertThat(backoff.after(3, null, 1)).isEqualTo(Duration.ofSeconds(96));
        assertThat(backoff.after(1_000, null, 0.5)).isEqualTo(Duration.ofMinutes(10));
        assertThat(backoff.after(9, Duration.ofSeconds(3), 0.5)).isEqualTo(Duration.ofSeconds(3));
        assertThat(backoff.after(1, Duration.ofDays(40), 0.5)).isEqualTo(Duration.ofHours(24));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
