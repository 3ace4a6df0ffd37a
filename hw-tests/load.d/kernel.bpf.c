// SPDX-License-Identifier: Apache-2.0
//
// The kernel's own NTP client for hw-tests/load --kernel: `generate` makes requests out of nothing (BPF_PROG_RUN with live
// frames), `sink` counts the answers on the interface where they come back.
#include <linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/in.h>
#include <linux/ip.h>
#include <linux/udp.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define FRAME_BYTES 90
#define ADDRESS_AT 26
#define SUM_AT 24
#define PORT_AT 34
#define ORIGIN_MODE_AT 42

// What one run sends; written by kernel.c.
struct plan {
    __u8 frame[96];        // the first FRAME_BYTES: a request of the first client, its IPv4 checksum for address 0.0.0.0
    __u32 first_client;    // host order
    __u32 clients;
    __u32 interface;
    __u32 spare;
    __u64 interval;        // ns between two requests; 0: as fast as can be
};

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, struct plan);
} plans SEC(".maps");

// 0: requests sent, 1: answers with the time, 2: other NTP answers. 3: CLOCK_MONOTONIC ns at which the next is due.
struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 4);
    __type(key, __u32);
    __type(value, __u64);
} counts SEC(".maps");

static __always_inline __u64 *count(__u32 which)
{
    return bpf_map_lookup_elem(&counts, &which);
}

SEC("xdp")
int generate(struct xdp_md *context)
{
    __u8 *data = (void *)(long)context->data;
    void *end = (void *)(long)context->data_end;
    __u32 zero = 0;
    struct plan *plan = bpf_map_lookup_elem(&plans, &zero);
    __u64 *sent = count(0), *due = count(3);
    if (!plan || !sent || !due || (void *)data + FRAME_BYTES > end || !plan->clients)
        return XDP_ABORTED;
    if (plan->interval) {
        __u64 now = bpf_ktime_get_ns();
        if (now < *due)
            return XDP_DROP;
        // What was missed is not made up for by a burst.
        *due = now - *due > 64 * plan->interval ? now : *due + plan->interval;
    }
    __u64 number = (*sent)++;
    __u32 address = bpf_htonl(plan->first_client + number % plan->clients);
    __builtin_memcpy(data, plan->frame, FRAME_BYTES);
    __builtin_memcpy(data + ADDRESS_AT, &address, sizeof address);
    __builtin_memcpy(data + ORIGIN_MODE_AT + 40, &number, sizeof number);
    __u16 sum_without;
    __builtin_memcpy(&sum_without, data + SUM_AT, sizeof sum_without);
    __u32 sum = (__u16)~sum_without + (address & 0xffff) + (address >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    sum = (sum & 0xffff) + (sum >> 16);
    __u16 check = ~sum;
    __builtin_memcpy(data + SUM_AT, &check, sizeof check);
    return bpf_redirect(plan->interface, 0);
}

SEC("xdp")
int sink(struct xdp_md *context)
{
    __u8 *data = (void *)(long)context->data;
    void *end = (void *)(long)context->data_end;
    if ((void *)data + FRAME_BYTES > end || data[12] != 8 || data[13] != 0 || data[23] != IPPROTO_UDP)
        return XDP_PASS;
    // Mode 4 with a stratum says the time; without one it says that it does not know it.
    __u64 *answers = count((data[ORIGIN_MODE_AT] & 7) == 4 && data[ORIGIN_MODE_AT + 1] ? 1 : 2);
    if (answers)
        ++*answers;
    return XDP_DROP;
}

char licence_text[] SEC("license") = "Dual BSD/GPL";
