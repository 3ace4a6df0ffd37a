// SPDX-License-Identifier: Apache-2.0
//
// Answers plain NTP client requests inside the network driver (XDP). Whatever is not exactly such a request, or cannot be
// answered with confidence now, goes up to the sockets untouched: XDP_PASS is the default of every doubt.
//
// A request is answered if it is Ethernet with up to two VLAN tags, IPv4 without options or fragments or IPv6 without
// extension headers, UDP to a local address and the NTP port, exactly 48 bytes, mode 3, version 1 to 4, origin time 0
// (another origin time may mean interleaved mode, whose timestamps only the sockets keep), and from an allowed client.
//
// The daemon writes the maps; field by field, struct state is mirrored by org.timeball.ntp.fastpath.
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/ipv6.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define NTP_BYTES 48
#define UDP_BYTES (sizeof(struct udphdr) + NTP_BYTES)
#define UNIX_TO_NTP_SECONDS 2208988800ULL
#define NANOS_PER_SECOND 1000000000ULL
#define HOP_LIMIT 64
// T3 - T2 is 0.2 us; a preempted virtual CPU makes it some 20 us; a stepped clock anything.
#define STEP_GUARD_NANOS 100000
#define NEVER_FRAGMENT_ALONE 0x3fff // more-fragments bit and offset; without the don't-fragment bit

struct ntp {
    __u8 leap_version_mode;
    __u8 stratum;
    __s8 poll;
    __s8 precision;
    __be32 root_delay;
    __be32 root_dispersion;
    __be32 reference_id;
    __be32 reference_time[2];
    __be32 origin_time[2];
    __be32 receive_time[2];
    __be32 transmit_time[2];
};

struct vlan {
    __be16 tag;
    __be16 protocol;
};

// What the daemon claims. 96 bytes, the host's byte order unless said otherwise.
struct state {
    __u64 deadline;         // CLOCK_MONOTONIC ns from which nothing here is valid; 0: not valid at all
    __u64 written;          // CLOCK_MONOTONIC ns at which the dispersion was true
    __s64 utc_minus_mono;   // ns
    __s64 tai_minus_utc;    // ns, as the kernel's clock has it
    __u64 dispersion;       // 2^-32 s, at `written`
    __u64 growth;           // 2^-64 s a ns
    __u64 rate_interval;    // ns between requests that a client may keep up for ever; 0: no limit
    __u64 rate_burst;       // ns by which a client may run ahead of that
    __be32 reference_time[2]; // network order
    __be32 root_delay;      // network order
    __be32 reference_id;    // network order
    __u32 leak_mask;        // a limited request is answered if (random & mask) == 0; all ones: as good as never
    __be16 port;            // network order
    __u8 leap_indicator;    // 0 to 2
    __u8 stratum;
    __s8 precision;         // log2 s
    __s8 shortest_poll;     // log2 s
    __u8 traffic_class;     // of the answers: the DSCP in the upper six bits
    __u8 spare[5];
};

// IPv4 is ::ffff:a.b.c.d.
struct address {
    __be32 words[4];
};

struct prefix {
    __u32 bits;
    struct address address;
};

enum access { ACCESS_DROP, ACCESS_ANSWER, ACCESS_UP };

enum count { ANSWERED, STALE, STEPPED, DENIED, LIMITED, NOT_LOCAL, NOT_PLAIN, COUNTS };

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, __u32);
} selector SEC(".maps");

// The daemon writes the slot after the one that the selector names, and then the selector: no reader sees half a state,
// unless it is held up while the daemon writes as often as there are slots.
#define SLOTS 8
struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, SLOTS);
    __type(key, __u32);
    __type(value, struct state);
} states SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 1024);
    __type(key, struct address);
    __type(value, __u8);
} local_addresses SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_LPM_TRIE);
    __uint(max_entries, 16384);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __type(key, struct prefix);
    __type(value, __u8);
} access_list SEC(".maps");

// The CLOCK_MONOTONIC ns up to which a client has used its allowance.
struct {
    __uint(type, BPF_MAP_TYPE_LRU_HASH);
    __uint(max_entries, 65536);
    __type(key, struct address);
    __type(value, __u64);
} clients SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, COUNTS);
    __type(key, __u32);
    __type(value, __u64);
} counters SEC(".maps");

static __always_inline int end(enum count what, int action)
{
    __u32 key = what;
    __u64 *counter = bpf_map_lookup_elem(&counters, &key);
    if (counter)
        ++*counter;
    return action;
}

static __always_inline void put_time(__be32 *to, __u64 unix_nanos)
{
    to[0] = bpf_htonl((__u32)(unix_nanos / NANOS_PER_SECOND + UNIX_TO_NTP_SECONDS));
    to[1] = bpf_htonl((__u32)(((unix_nanos % NANOS_PER_SECOND) << 32) / NANOS_PER_SECOND));
}

static __always_inline __u16 fold(__u64 sum)
{
    sum = (sum & 0xffffffff) + (sum >> 32);
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    return sum;
}

// Whether the client is within its rate: each request moves its mark by one interval, and the mark may be ahead of the
// clock by the burst. Two CPUs may let one request more pass; that is cheaper than a lock.
static __always_inline int within_rate(const struct state *state, const struct address *client, __u64 now)
{
    if (!state->rate_interval)
        return 1;
    __u64 *mark = bpf_map_lookup_elem(&clients, client);
    if (!mark) {
        __u64 first = now + state->rate_interval;
        bpf_map_update_elem(&clients, client, &first, BPF_ANY);
        return 1;
    }
    __u64 used = *mark > now ? *mark : now;
    if (used - now > state->rate_burst)
        return (bpf_get_prandom_u32() & state->leak_mask) == 0;
    *mark = used + state->rate_interval;
    return 1;
}

static __always_inline const struct state *current_state(void)
{
    __u32 zero = 0;
    __u32 *selected = bpf_map_lookup_elem(&selector, &zero);
    if (!selected)
        return 0;
    __u32 slot = *selected % SLOTS;
    return bpf_map_lookup_elem(&states, &slot);
}

// Writes the answer over the request; false if the clock was stepped under us, and then nothing has been written.
static __always_inline int write_answer(struct ntp *ntp, const struct state *state, __u64 received)
{
    // Rounded up twice, as every part of the bound is.
    __u64 fraction = state->dispersion + (((received - state->written) * state->growth + 0xffffffff) >> 32);
    __u64 dispersion = (fraction + 0xffff) >> 16;
    __u64 t2 = received + state->utc_minus_mono;
    __u64 t3 = bpf_ktime_get_tai_ns() - state->tai_minus_utc;
    if (t3 - t2 > STEP_GUARD_NANOS) // unsigned: also when T3 is before T2
        return 0;
    ntp->leap_version_mode = state->leap_indicator << 6 | (ntp->leap_version_mode & 0x38) | 4;
    ntp->stratum = state->stratum;
    if (ntp->poll < state->shortest_poll)
        ntp->poll = state->shortest_poll;
    ntp->precision = state->precision;
    ntp->root_delay = state->root_delay;
    ntp->root_dispersion = bpf_htonl(dispersion > 0xffffffff ? 0xffffffff : (__u32)dispersion);
    ntp->reference_id = state->reference_id;
    ntp->reference_time[0] = state->reference_time[0];
    ntp->reference_time[1] = state->reference_time[1];
    ntp->origin_time[0] = ntp->transmit_time[0];
    ntp->origin_time[1] = ntp->transmit_time[1];
    put_time(ntp->receive_time, t2);
    put_time(ntp->transmit_time, t3);
    return 1;
}

static __always_inline void turn_round(struct ethhdr *ethernet, struct iphdr *v4, struct ipv6hdr *v6,
        struct udphdr *udp, __u8 traffic_class)
{
    __u8 station[ETH_ALEN];
    __builtin_memcpy(station, ethernet->h_dest, ETH_ALEN);
    __builtin_memcpy(ethernet->h_dest, ethernet->h_source, ETH_ALEN);
    __builtin_memcpy(ethernet->h_source, station, ETH_ALEN);
    __be16 port = udp->source;
    udp->source = udp->dest;
    udp->dest = port;
    if (v4) {
        __be32 address = v4->saddr;
        v4->saddr = v4->daddr;
        v4->daddr = address;
        // RFC 1624: HC' = ~(~HC + ~m + m'), m the words of TTL and protocol and of version, length and traffic class.
        __u32 sum = (__u16)~v4->check + (__u16)~bpf_htons(v4->ttl << 8 | IPPROTO_UDP)
                + bpf_htons(HOP_LIMIT << 8 | IPPROTO_UDP) + (__u16)~bpf_htons(0x4500 | v4->tos)
                + bpf_htons(0x4500 | traffic_class);
        v4->ttl = HOP_LIMIT;
        v4->tos = traffic_class;
        v4->check = ~fold(sum);
    } else if (v6) {
        struct in6_addr address = v6->saddr;
        v6->saddr = v6->daddr;
        v6->daddr = address;
        v6->hop_limit = HOP_LIMIT;
        *(__be32 *)v6 = bpf_htonl(6 << 28 | traffic_class << 20);
    }
}

// All that is decided after the headers were found whole and plain.
static __always_inline int answer(struct ethhdr *ethernet, struct iphdr *v4, struct ipv6hdr *v6, struct udphdr *udp,
        const struct address *client, const struct address *server, const struct state *state, __u64 received)
{
    struct ntp *ntp = (struct ntp *)(udp + 1);
    struct ntp question;
    __u8 version = ntp->leap_version_mode >> 3 & 7;
    if ((ntp->leap_version_mode & 7) != 3 || version < 1 || version > 4 || ntp->origin_time[0] || ntp->origin_time[1])
        return end(NOT_PLAIN, XDP_PASS);
    if (!bpf_map_lookup_elem(&local_addresses, server))
        return end(NOT_LOCAL, XDP_PASS);
    if (received >= state->deadline)
        return end(STALE, XDP_PASS);
    struct prefix prefix = { .bits = 128, .address = *client };
    __u8 *access = bpf_map_lookup_elem(&access_list, &prefix);
    if (!access || *access == ACCESS_UP)
        return end(NOT_PLAIN, XDP_PASS);
    if (*access != ACCESS_ANSWER)
        return end(DENIED, XDP_DROP);
    if (!within_rate(state, client, received))
        return end(LIMITED, XDP_DROP);
    __builtin_memcpy(&question, ntp, NTP_BYTES);
    if (!write_answer(ntp, state, received))
        return end(STEPPED, XDP_PASS);
    turn_round(ethernet, v4, v6, udp, state->traffic_class);
    // Incremental, so that a request that arrived broken is answered with a sum that is as wrong.
    if (udp->check) {
        __s64 sum = bpf_csum_diff((__be32 *)&question, NTP_BYTES, (__be32 *)ntp, NTP_BYTES, (__u16)~udp->check);
        __u16 check = ~fold((__u32)sum);
        udp->check = check ? check : 0xffff;
    }
    return end(ANSWERED, XDP_TX);
}

static __always_inline int is_client_v4(__be32 address)
{
    __u8 first = bpf_ntohl(address) >> 24;
    return first != 0 && first != 127 && first < 224;
}

SEC("xdp")
int ntp_fastpath(struct xdp_md *context)
{
    void *data = (void *)(long)context->data;
    void *data_end = (void *)(long)context->data_end;
    struct ethhdr *ethernet = data;
    struct iphdr *v4 = 0;
    struct ipv6hdr *v6 = 0;
    struct udphdr *udp;
    struct address client = {}, server = {};

    void *next = ethernet + 1;
    if (next > data_end || ethernet->h_dest[0] & 1)
        return XDP_PASS;
    __be16 protocol = ethernet->h_proto;
#pragma unroll
    for (int i = 0; i < 2; i++) {
        struct vlan *vlan = next;
        if (protocol != bpf_htons(ETH_P_8021Q) && protocol != bpf_htons(ETH_P_8021AD))
            break;
        if ((void *)(vlan + 1) > data_end)
            return XDP_PASS;
        protocol = vlan->protocol;
        next = vlan + 1;
    }
    if (protocol == bpf_htons(ETH_P_IP)) {
        v4 = next;
        udp = (struct udphdr *)(v4 + 1);
        if ((void *)(udp + 1) + NTP_BYTES > data_end || v4->version != 4 || v4->ihl != 5 || v4->protocol != IPPROTO_UDP
                || v4->frag_off & bpf_htons(NEVER_FRAGMENT_ALONE) || v4->tot_len != bpf_htons(sizeof *v4 + UDP_BYTES)
                || !is_client_v4(v4->saddr))
            return XDP_PASS;
        client.words[2] = server.words[2] = bpf_htonl(0xffff);
        client.words[3] = v4->saddr;
        server.words[3] = v4->daddr;
    } else if (protocol == bpf_htons(ETH_P_IPV6)) {
        v6 = next;
        udp = (struct udphdr *)(v6 + 1);
        if ((void *)(udp + 1) + NTP_BYTES > data_end || v6->version != 6 || v6->nexthdr != IPPROTO_UDP
                || v6->payload_len != bpf_htons(UDP_BYTES) || v6->saddr.s6_addr[0] == 0xff || !udp->check)
            return XDP_PASS;
        __builtin_memcpy(&client, &v6->saddr, sizeof client);
        __builtin_memcpy(&server, &v6->daddr, sizeof server);
    } else {
        return XDP_PASS;
    }
    const struct state *state = current_state();
    if (!state || udp->dest != state->port || !udp->source || udp->len != bpf_htons(UDP_BYTES))
        return XDP_PASS;
    return answer(ethernet, v4, v6, udp, &client, &server, state, bpf_ktime_get_ns());
}

// One bracketed look at the clocks that the answers are made of; the daemon runs it (BPF_PROG_RUN) before it writes a
// state, since its own calls would take some 10 us and these take 0.1.
struct clocks {
    __u64 before; // CLOCK_MONOTONIC ns
    __u64 tai;    // CLOCK_TAI ns
    __u64 after;  // CLOCK_MONOTONIC ns
};

SEC("syscall")
int read_clocks(struct clocks *clocks)
{
    clocks->before = bpf_ktime_get_ns();
    clocks->tai = bpf_ktime_get_tai_ns();
    clocks->after = bpf_ktime_get_ns();
    return 0;
}

char licence_text[] SEC("license") = "Dual BSD/GPL";
