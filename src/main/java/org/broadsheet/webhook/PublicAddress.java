package org.broadsheet.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which addresses are anybody's on the internet, by the registries of IANA (IPv4 and IPv6 Special-Purpose Address
 * Registry). All others lead into somebody's own network, and first of all into ours.
 */
final class PublicAddress {

    private record Block(byte[] prefix, int bits) {

        static Block of(String cidr) {
            String[] parts = cidr.split("/");
            return new Block(PublicAddress.literal(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        }

        boolean has(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> NOT_PUBLIC = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by carriers' customers (CGNAT)
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, and the clouds' metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.31.196.0/24", // AS112
            "192.52.193.0/24", // AMT
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "192.175.48.0/24", // AS112
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, and broadcast
            "2001::/23", // protocol assignments, Teredo among them, which has an IPv4 address within
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, which has an IPv4 address within
            "2620:4f:8000::/48", // AS112
            "3fff::/20"); // documentation

    /** Global unicast (RFC 4291). What is outside is loopback, unique local, link-local, multicast or not given out. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    /** An IPv4 address, by way of a translator (RFC 6052). */
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    private PublicAddress() {}

    private static List<Block> blocks(String... cidrs) {
        return List.of(cidrs).stream().map(Block::of).toList();
    }

    /** An address that is written as one; nobody is asked for it. */
    static InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("no address: " + text, e);
        }
    }

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address v4 -> isOutside(bytes);
            case Inet6Address v6 ->
                NAT64.has(bytes) ? is(lastFour(bytes)) : GLOBAL_UNICAST.has(bytes) && isOutside(bytes);
            default -> false;
        };
    }

    private static boolean isOutside(byte[] address) {
        return NOT_PUBLIC.stream().noneMatch(block -> block.has(address));
    }

    private static InetAddress lastFour(byte[] v6) {
        try {
            return InetAddress.getByAddress(new byte[] {v6[12], v6[13], v6[14], v6[15]});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
