package io.waybill.platform.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/**
 * Decides where deliveries may go. A name is resolved here, every address of it is checked, and the delivery connects
 * to the address that was checked: what the name resolves to a moment later does not matter. Thread-safe.
 */
final class WebhookTargets {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    private final boolean localAllowed;
    private final Resolver resolver;
    private final Cache<String, InetAddress> recent = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    WebhookTargets(boolean localAllowed, Resolver resolver) {
        this.localAllowed = localAllowed;
        this.resolver = resolver;
    }

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** A target that may be called, at the address that was checked. */
    record Checked(URI uri, InetAddress address) {
        boolean secure() {
            return "https".equalsIgnoreCase(uri.getScheme());
        }

        int port() {
            return uri.getPort() >= 0 ? uri.getPort() : secure() ? 443 : 80;
        }

        /** The host as it goes into the Host header and the TLS handshake. */
        String host() {
            String host = uri.getHost();
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        String pathAndQuery() {
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        }
    }

    /** Why a target may not be called. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String reason) {
            super(reason);
        }
    }

    /** The target's form; no name is resolved. */
    URI form(String url) throws Refused {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException malformed) {
            throw new Refused("is not a valid URL");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new Refused("must begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new Refused("must name a host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new Refused("must not hold a username or password; use a header");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            throw new Refused("names an impossible port");
        }
        return uri;
    }

    /** Resolves and checks the target. Blocks for the look-up. */
    Checked check(String url) throws Refused, UnknownHostException {
        URI uri = form(url);
        Checked unchecked = new Checked(uri, InetAddress.getLoopbackAddress());
        InetAddress known = recent.getIfPresent(unchecked.host());
        if (known != null) {
            return new Checked(uri, known);
        }
        InetAddress[] addresses = resolver.resolve(unchecked.host());
        if (addresses.length == 0) {
            throw new UnknownHostException(unchecked.host());
        }
        for (InetAddress address : addresses) {
            if (isNeverAllowed(address) || (!localAllowed && !isPublic(address))) {
                throw new Refused("leads to an address that deliveries may not go to");
            }
        }
        recent.put(unchecked.host(), addresses[0]);
        return new Checked(uri, addresses[0]);
    }

    /** Addresses that no webhook has: none, many, and link-local ones, where clouds keep their metadata. */
    private static boolean isNeverAllowed(InetAddress address) {
        return address.isAnyLocalAddress() || address.isMulticastAddress() || address.isLinkLocalAddress();
    }

    /** Networks of the special-purpose registries (RFC 6890 and its updates), which are not reachable globally. */
    private static final List<Network> SPECIAL = List.of(
            Network.of("0.0.0.0", 8),
            Network.of("10.0.0.0", 8),
            Network.of("100.64.0.0", 10),
            Network.of("127.0.0.0", 8),
            Network.of("169.254.0.0", 16),
            Network.of("172.16.0.0", 12),
            Network.of("192.0.0.0", 24),
            Network.of("192.0.2.0", 24),
            Network.of("192.88.99.0", 24),
            Network.of("192.168.0.0", 16),
            Network.of("198.18.0.0", 15),
            Network.of("198.51.100.0", 24),
            Network.of("203.0.113.0", 24),
            Network.of("224.0.0.0", 3),
            Network.of("::", 96), // unspecified, loopback, and IPv4-compatible
            Network.of("64:ff9b::", 96), // IPv4 behind a translator
            Network.of("64:ff9b:1::", 48),
            Network.of("100::", 64),
            Network.of("2001::", 23), // protocol assignments, Teredo among them
            Network.of("2001:db8::", 32),
            Network.of("2002::", 16), // 6to4, holds an IPv4 address
            Network.of("3fff::", 20),
            Network.of("fc00::", 7),
            Network.of("fe80::", 10),
            Network.of("fec0::", 10),
            Network.of("ff00::", 8));

    static boolean isPublic(InetAddress address) {
        // An IPv4-mapped IPv6 address is an Inet4Address in Java, so it meets the IPv4 rules.
        return SPECIAL.stream().noneMatch(network -> network.contains(address));
    }

    private record Network(byte[] prefix, int bits) {
        static Network of(String address, int bits) {
            try {
                return new Network(InetAddress.getByName(address).getAddress(), bits);
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        boolean contains(InetAddress address) {
            byte[] bytes = address.getAddress();
            if ((prefix.length == 4) != (address instanceof Inet4Address)) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((bytes[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
