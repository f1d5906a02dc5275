package org.broadsheet.webhook;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where this server lets itself be sent: public addresses by https, and what the operator allows. A name is looked up
 * before each request and the request goes to the very address that was judged, so a name that leads elsewhere a moment
 * later leads nowhere.
 */
@ApplicationScoped
class Destinations {

    /** No top-level domain begins with a digit, so such a host is an address, in whichever notation. */
    private static final String LITERAL = "(.*\\.)?[0-9][^.]*|\\[.*]";

    private static final int HIGHEST_PORT = 65535;

    /** Why nothing is sent there. */
    static final class Refused extends Exception {
        Refused(String reason) {
            super(reason, null, false, false);
        }
    }

    private final Set<String> allowed = new HashSet<>();

    /** The platform's look-up blocks the thread that it is on; a virtual one would take a carrier from all others. */
    private final ExecutorService lookUps = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("webhook-names-", 0).daemon().factory());

    Destinations(WebhookSettings settings) {
        settings.allowedHosts()
                .orElse(List.of())
                .forEach(host -> allowed.add(host.strip().toLowerCase(Locale.ROOT)));
    }

    @PreDestroy
    void close() {
        lookUps.shutdownNow();
    }

    /** What is wrong with an address before it is looked up: the end of a sentence that begins with it. */
    Optional<String> fault(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("has to be an absolute https address");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            return Optional.of("has to be an absolute https address with a host, in ASCII (xn--...)");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("may have neither a user's name nor a fragment");
        }
        if (isAllowed(uri)) {
            return Optional.empty();
        }
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            return Optional.of("has to be an https address");
        }
        if (uri.getHost().matches(LITERAL) && !isPublic(uri.getHost())) {
            return Optional.of("leads to an address that is not public");
        }
        return Optional.empty();
    }

    private static boolean isPublic(String literal) {
        try {
            return PublicAddress.is(InetAddress.ofLiteral(literal.replaceAll("[\\[\\]]", "")));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isAllowed(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return allowed.contains(host) || allowed.contains(host + ":" + port(uri));
    }

    static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    static int port(URI uri) {
        return uri.getPort() > 0 ? uri.getPort() : isSecure(uri) ? 443 : 80;
    }

    /**
     * The address to send to.
     *
     * @param attempt counts up, so that one of several addresses that is dead does not hold up all
     * @throws Refused when nothing may be sent there, or the name leads nowhere
     */
    InetAddress address(URI uri, int attempt, Duration most) throws Refused, InterruptedException {
        Optional<String> fault = fault(uri.toString());
        if (fault.isPresent()) {
            throw new Refused("the url " + fault.get());
        }
        InetAddress[] found = lookUp(uri.getHost(), most);
        if (!isAllowed(uri) && !Arrays.stream(found).allMatch(PublicAddress::is)) {
            throw new Refused("the name leads to an address that is not public");
        }
        return found[Math.floorMod(attempt, found.length)];
    }

    private InetAddress[] lookUp(String host, Duration most) throws Refused, InterruptedException {
        Future<InetAddress[]> looking = lookUps.submit(() -> InetAddress.getAllByName(host));
        try {
            return looking.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new Refused("the name is not known");
        } catch (TimeoutException e) {
            looking.cancel(true);
            throw new Refused("the name could not be looked up in time");
        }
    }
}
