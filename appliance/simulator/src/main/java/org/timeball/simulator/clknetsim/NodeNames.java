package org.timeball.simulator.clknetsim;

import java.net.InetAddress;
import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.timeball.timekeeping.world.IpAddress;
import org.timeball.timekeeping.world.Names;

/// The names that there are in the simulation: `nodeN.netS.clk` for a node, `nodes-A-B-C.netS.clk` for several, which come
/// in reverse order. An answer takes no time, but comes in the loop's next turn.
final class NodeNames implements Names {
    private static final Pattern ONE = Pattern.compile("node(\\d{1,3})\\.net(\\d{1,2})\\.clk\\.?");
    private static final Pattern SEVERAL = Pattern.compile("nodes((?:-\\d{1,3})+)\\.net(\\d{1,2})\\.clk\\.?");
    private static final Pattern FIGURES = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    private final NodeAddresses addresses;
    private final Consumer<Runnable> nextTurn;

    /// @param nextTurn takes what is to run in the loop's next turn
    NodeNames(NodeAddresses addresses, Consumer<Runnable> nextTurn) {
        this.addresses = addresses;
        this.nextTurn = nextTurn;
    }

    @Override
    public void resolve(String host, Family family, Consumer<Answer> answer) {
        nextTurn.accept(() -> answer.accept(lookUp(host, family)));
    }

    private Answer lookUp(String host, Family family) {
        List<IpAddress> found = new ArrayList<>();
        for (IpAddress ip : all(host)) {
            if (family == Family.ANY || ip.isV4() == (family == Family.V4)) {
                found.add(ip);
            }
        }
        return found.isEmpty() ? new Answer.Unknown("no such name: " + host) : new Answer.Found(found);
    }

    private List<IpAddress> all(String host) {
        Matcher one = ONE.matcher(host);
        if (one.matches()) {
            return addresses.of(number(one, 2), number(one, 1));
        }
        Matcher several = SEVERAL.matcher(host);
        if (several.matches()) {
            List<IpAddress> found = new ArrayList<>();
            for (String node : several.group(1).substring(1).split("-")) {
                found.addAll(addresses.of(number(several, 2), Integer.parseInt(node)));
            }
            Collections.reverse(found);
            return found;
        }
        return figures(host);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static List<IpAddress> figures(String host) {
        Matcher figures = FIGURES.matcher(host);
        if (figures.matches()) {
            int bits = 0;
            for (int i = 1; i <= 4; i++) {
                if (number(figures, i) > 255) {
                    return List.of();
                }
                bits = bits << 8 | number(figures, i);
            }
            return List.of(IpAddress.v4(bits));
        }
        if (host.indexOf(':') < 0) {
            return List.of();
        }
        try {
            InetAddress literal = InetAddress.ofLiteral(host);
            ByteBuffer bytes = ByteBuffer.wrap(literal.getAddress());
            return literal instanceof Inet6Address
                    ? List.of(new IpAddress(bytes.getLong(), bytes.getLong()))
                    : List.of();
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }
}
